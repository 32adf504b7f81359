"""Stores below a folder, and the table about many of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from helpdesk_omezarr.explaining.examine import Report
from helpdesk_omezarr.explaining.text import conclusion
from helpdesk_omezarr.stores.archive import SUFFIXES
from helpdesk_omezarr.stores.nodes import DOCUMENTS


def stores_below(folder: Path) -> Iterator[Path]:
    """Each store below ``folder`` that is in no other one: a folder with metadata or named ``*.zarr``, or a ZIP."""
    for place, folders, names in folder.walk():
        if place != folder and (place.suffix == ".zarr" or set(names) & {*DOCUMENTS}):
            yield place
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (
            place / name for name in sorted(names) if name.endswith((*(f".zarr{end}" for end in SUFFIXES), ".ozx"))
        )


def line(report: Report) -> str:
    """The store in one line."""
    return f"{report.place}: {report.refused or conclusion(report)}"


def table(reports: list[Report]) -> Iterator[str]:
    """How many stores ended how, and which were not valid."""
    names = {0: "valid", 1: "with errors", 2: "not judged"}
    rows = [
        (report.place, names[report.status()], report.count("error"), report.count("warning")) for report in reports
    ]
    width = max(len(_shown(place)) for place, *_ in rows)
    yield f"{'dataset':{width}}  {'verdict':11}  errors  warnings"
    for place, verdict, errors, warnings in rows:
        yield f"{_shown(place):{width}}  {verdict:11}  {errors:6}  {warnings:8}"
    counts = [(sum(verdict == name for _, verdict, _, _ in rows), name) for name in names.values()]
    yield f"{len(rows)} datasets: " + ", ".join(f"{number} {name}" for number, name in counts if number)


def _shown(place: str) -> str:
    return os.path.relpath(place) if "://" not in place else place
