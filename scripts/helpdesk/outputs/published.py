"""Writes every other form of the data into the folder of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from helpdesk.files import put
from helpdesk.model.desk import Desk
from helpdesk.outputs import cards, data, feed, llms, skos, tables
from helpdesk.outputs.place import Place
from helpdesk.outputs.sitemap import robots, sitemap


def write_all(desk: Desk, place: Place, docnames: Collection[str], out: Path) -> None:
    """``docnames``: all pages with a source, without ``.html``. Files that stay the same are not touched."""
    written = set()
    for name, text in _files(desk, place, docnames):
        path = out / name
        put(path, text)
        written.add(path)
    for card in (out / "cards").glob("*.json"):
        if card not in written:  # the last term with this letter went
            card.unlink()


def _files(desk: Desk, place: Place, docnames: Collection[str]) -> Iterator[tuple[str, str]]:
    yield "helpdesk.json", data.json_text(desk)
    yield "entries.csv", tables.csv_text(desk)
    yield "llms.txt", llms.overview(desk, place)
    yield "llms-full.txt", llms.everything(desk, place)
    yield from cards.files(desk)
    # Linked data, feeds and sitemaps name things by their full addresses, so without one there is nothing to write.
    if place.base:
        yield "glossary.ttl", skos.turtle(desk, place)
        yield "changes.atom", feed.atom(desk, place)
        yield "sitemap.xml", sitemap(desk, place, docnames)
        yield "robots.txt", robots(place)
