"""Writes every other form of the data into the root of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk.desk import Desk
from helpdesk.outputs import feed, llms, skos, tables
from helpdesk.outputs.place import Place


def write_all(desk: Desk, place: Place, out: Path) -> None:
    for name, text in _files(desk, place):
        path = out / name
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())


def _files(desk: Desk, place: Place) -> Iterator[tuple[str, str]]:
    yield "entries.csv", tables.csv_text(desk)
    yield "llms.txt", llms.overview(desk, place)
    yield "llms-full.txt", llms.everything(desk, place)
    # Linked data and feeds name things by their full addresses, so without one there is nothing to write.
    if place.base:
        yield "glossary.ttl", skos.turtle(desk, place)
        yield "changes.atom", feed.atom(desk, place)
