"""The kept results: docs/_data/tools-computed.yaml, in an order that does not change."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import yaml

HEAD = """\
# Written by `make tools`, not by hand: what each Python library read and wrote when it was tried.
# A cell is `yes`, or `no`, `wrong`, `crash` or `hang` with what was said. `date` is when the result came out like this
# for the first time; a run that finds the same again does not change it.
"""


def read(path: Path) -> dict[str, dict[str, Any]]:
    """The kept results by library."""
    rows = yaml.safe_load(path.read_text("utf-8"))["libraries"] if path.exists() else []
    return {row["name"]: row for row in rows}


def write(path: Path, results: dict[str, dict[str, Any]]) -> None:
    """Keep ``results``, each of them with today's date where it is new or differs; those of other libraries stay."""
    before = read(path)
    for name, row in results.items():
        old = {key: value for key, value in before.get(name, {}).items() if key != "date"}
        date = before[name]["date"] if old == row else datetime.date.today().isoformat()
        before[name] = {"name": name, "date": date} | row
    rows = [before[name] for name in sorted(before)]
    text = yaml.safe_dump({"libraries": rows}, sort_keys=False, allow_unicode=True, width=118)
    path.write_text(HEAD + text, "utf-8")
