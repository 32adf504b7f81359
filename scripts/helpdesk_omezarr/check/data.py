"""What the checker knows: versions, official schemas, our rules, which mistake a finding is, and sentences."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpdesk.model.page import Page
from helpdesk_omezarr.mistakes.signatures import read_index

_STORES = Path(__file__).parents[1] / "stores"
_OF_VERSIONS = ("version", "zarr_format", "state", "schemas")


def checker_data(root: Path, mistakes: Iterable[Page]) -> dict[str, Any]:
    """The data of the checker, ready for JSON. ``mistakes`` are the pages that findings may lead to; the help desk in
    ``root`` knows which finding is which of them.
    """
    pages = {version: _by_our_judges(index) for version, index in read_index(root).items()}
    doors = _read(_STORES / "doors.json")
    return judge_data() | {
        "pages": pages,
        "mistakes": {page.id: [page.title, page.url] for page in mistakes},
        "doors": doors["doors"],
        "signs": doors["signs"],
    }


def judge_data() -> dict[str, Any]:
    """What judges need alone: versions, official schemas and our rules."""
    versions = _read(_STORES / "versions.json")["versions"]
    return {
        "versions": [{key: row[key] for key in _OF_VERSIONS if key in row} for row in versions],
        "schemas": {row["schemas"]: _schemas(row["schemas"]) for row in versions if "schemas" in row},
        "rules": _read(_STORES / "rules.json")["rules"],
    }


def _by_our_judges(index: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What the build saw the schemas and our rules say; no other validator runs in a browser."""
    return {key: ids for key, ids in index.items() if key.partition(" | ")[0] in ("schemas", "house")}


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _schemas(folder: str) -> dict[str, Any]:
    """The official schemas by name, without their descriptions, as they come with ngff-zarr."""
    # Found without importing ngff_zarr, which takes a second.
    package = importlib.util.find_spec("ngff_zarr")
    if package is None or not package.origin:
        raise ModuleNotFoundError("the schemas come with ngff-zarr, which is not installed")
    files = sorted((Path(package.origin).parent / "spec" / folder / "schemas").glob("*.schema"))
    return {file.name: _read(file) for file in files if not file.name.startswith("strict_")}
