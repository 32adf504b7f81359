"""What every entry ends with: in which versions, related entries, who uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docutils import nodes

from helpdesk.model.page import Page
from helpdesk.sphinx.sheet import Sheet

_TITLES = {
    "term": "Terms",
    "question": "Questions",
    "mistake": "Mistakes",
    "example": "Examples",
    "guide": "Guide",
    "channels": "Channels",
}


def versions(sheet: Sheet, notes: Mapping[str, str]) -> None:
    if notes:
        sheet.heading(2, "In the versions", ("versions",))
        sheet.bullets(
            [
                [nodes.strong("", version), ": ", *sheet.inline(("versions", version), note)]
                for version, note in notes.items()
            ]
        )


def related(sheet: Sheet, refs: Iterable[str]) -> None:
    catalog = sheet.domain.desk.catalog
    pages = [page for ref in refs if (page := catalog.resolve(ref, sheet.page.kind))]
    if pages:
        sheet.heading(2, "Related", ("related",))
        _by_kind(sheet, pages)


def used_in(sheet: Sheet) -> None:
    sheet.domain.see(f"used:{sheet.page.ref}")
    if pages := sheet.domain.desk.used_in.get(sheet.page.ref):
        sheet.heading(2, "Used in")
        _by_kind(sheet, pages)


def _by_kind(sheet: Sheet, pages: Iterable[Page]) -> None:
    rows: dict[str, list[nodes.Node | str]] = {}
    for page in pages:
        row = rows.setdefault(page.kind.name, [])
        row += [", ", sheet.link(page)] if row else [nodes.strong("", f"{_TITLES[page.kind.name]}: "), sheet.link(page)]
    sheet.bullets([rows[kind] for kind in _TITLES if kind in rows], classes=["links"])
