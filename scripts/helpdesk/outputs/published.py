"""Writes every other form of the data into the folder of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpdesk.model.desk import Desk
from helpdesk.outputs import cards, data, feed, llms, skos, tables
from helpdesk.outputs.place import Place
from helpdesk.outputs.sitemap import robots, sitemap


def write_all(desk: Desk, place: Place, docnames: Collection[str], *, whole: bool = True) -> None:
    """``docnames``: all pages with a source, without ``.html``. Files that stay the same are not touched.

    ``whole``: the site is ours, so that what search engines ask for at its root is ours as well.
    """
    files = dict(_files(desk, place))
    if whole and place.base:
        files |= {"sitemap.xml": sitemap(desk, place, docnames), "robots.txt": robots(place)}
    for name, text in files.items():
        desk.write(name, text)
    for card in (desk.out / "cards").glob("*.json"):
        if card not in desk.written:  # the last term with this letter went
            card.unlink()


def _files(desk: Desk, place: Place) -> Iterator[tuple[str, str]]:
    yield "helpdesk.json", data.json_text(desk)
    yield "entries.csv", tables.csv_text(desk)
    yield "llms.txt", llms.overview(desk, place)
    yield "llms-full.txt", llms.everything(desk, place)
    yield from cards.files(desk)
    # Linked data and feeds name things by their full addresses, so without one there is nothing to write.
    if place.base:
        yield "glossary.ttl", skos.turtle(desk, place)
        yield "changes.atom", feed.atom(desk, place)
