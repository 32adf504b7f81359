"""``changes.atom``: changes in meaning, newest first, from the entries' ``changes``; never from the clock."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from helpdesk.model.desk import Desk
from helpdesk.outputs.place import Place
from helpdesk.outputs.without_roles import without_roles

_ATOM = "http://www.w3.org/2005/Atom"


def atom(desk: Desk, place: Place) -> str:
    read = [(page, page.entry) for _, page in sorted(desk.catalog.pages.items()) if page.entry]
    changes = [(change.date, page, i, change) for page, entry in read for i, change in enumerate(entry.changes)]
    first = {page.ref: len(entry.changes) - 1 for page, entry in read}
    changes.sort(key=lambda row: (-row[0].toordinal(), row[1].ref, row[2]))
    dates = [date for date, *_ in changes] or [entry.reviewed for _, entry in read] or [datetime.date(2000, 1, 1)]
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", f"{place.title}: changes in meaning")
    _add(feed, "id", f"{place.base}changes.atom")
    _add(feed, "link", rel="self", href=f"{place.base}changes.atom")
    _add(feed, "updated", _moment(max(dates)))
    _add(_add(feed, "author"), "name", place.title)
    for date, page, i, change in changes:
        entry = _add(feed, "entry")
        _add(entry, "title", page.title)
        _add(entry, "id", f"{place.base}{page.url}#change-{date}-{first[page.ref] - i}")  # stays when one is put on top
        _add(entry, "link", href=f"{place.base}{page.url}")
        _add(entry, "updated", _moment(date))
        _add(entry, "summary", without_roles(change.note, desk))
    ElementTree.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
