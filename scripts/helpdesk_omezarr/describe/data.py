"""What the page knows: choices, thresholds, templates, and what each library was found to write."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent
_STORES = _HERE.parent / "stores"
TOOLS = "docs/_data/tools-computed.yaml"
INSTALL = "docs/_data/install.yaml"
# The rules that list the units which OME-Zarr names.
_UNITS = {"space": "unit-space", "time": "unit-time"}
_PIP = re.compile(r"`pip install (.+)`")


def page_data(root: Path) -> dict[str, Any]:
    """Everything but the titles of pages, ready for JSON. ``root`` is the help desk's folder."""
    options = _yaml(_HERE / "options.yaml")
    versions = [row["version"] for row in _json("versions.json")["versions"] if row["state"] == "living"]
    rules = {rule["code"]: rule for rule in _json("rules.json")["rules"]}
    writers = options["writers"]
    tried = {row["name"]: row.get("writes", {}) for row in _yaml(root / TOOLS)["libraries"]}
    install = {row["tool"]: found[1] for row in _yaml(root / INSTALL)["rows"] if (found := _PIP.fullmatch(row["get"]))}
    needed = {tool for writer in writers.values() for tool in writer["needs"]} | {"tifffile"}
    return {
        **options,
        **_yaml(_HERE / "advice.yaml"),
        "versions": versions,
        "units": {what: rules[code]["value"] for what, code in _UNITS.items()},
        "writes": {name: _living(tried[name], versions) for name in writers},
        "install": {tool: install[tool] for tool in sorted(needed)},
        "dask": importlib.metadata.version("dask"),
        "templates": {path.stem: path.read_text("utf-8") for path in sorted((_HERE / "templates").glob("*.txt"))},
        "choices": {
            "version": versions,
            "type": list(options["types"]),
            "halve": ["yx", "zyx"],
            "method": list(options["methods"]),
            "with": list(writers),
            "from": list(options["sources"]),
        },
    }


def sources(root: Path) -> list[Path]:
    """The files of which the data are made."""
    return [_HERE / "options.yaml", _HERE / "advice.yaml", root / TOOLS, root / INSTALL, _HERE / "form.html"]


def _living(kinds: dict[str, dict[str, str]], versions: list[str]) -> dict[str, dict[str, str]]:
    return {kind: {version: said[version] for version in versions} for kind, said in kinds.items()}


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _json(name: str) -> Any:
    return json.loads((_STORES / name).read_text("utf-8"))
