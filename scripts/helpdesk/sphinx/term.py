"""The page of a term."""

from __future__ import annotations

from docutils import nodes

from helpdesk.model.entries import Term
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.published_ids import alias_anchor
from helpdesk.sphinx.related import related, used_in, versions
from helpdesk.sphinx.roles import page_link
from helpdesk.sphinx.sheet import Sheet
from helpdesk_omezarr.sphinx.picture import show_picture

_KINDS_OF_NAME = {
    "acronym": "Acronym",
    "plural": "Plural",
    "old_name": "Old name",
    "also_called": "Also called",
}


def write_term(sheet: Sheet, term: Term) -> None:
    sheet.heading(1, term.term, ("term",))
    sheet.paragraph(*sheet.inline(("short",), term.short), classes=["lead"])
    show_picture(sheet, term.picture)
    for kind, title in _KINDS_OF_NAME.items():
        if names := getattr(term.aliases, kind):
            sheet.paragraph(nodes.strong("", f"{title}: "), *_with_anchors(names), classes=["names"])
    sheet.block(("body",), term.body)
    if term.confused_with:
        sheet.heading(2, "Not to be confused with", ("confused_with",))
        sheet.bullets(_confusions(sheet, term))
    if term.wording:
        sheet.heading(2, "Who says what", ("wording",))
        sheet.table(["Who", "Says", "Means"], _wording(sheet, term), "wording")
    versions(sheet, term.versions)
    if term.example:
        page = sheet.domain.desk.catalog.resolve(f"{EXAMPLE.prefix}/{term.example}", EXAMPLE)
        if page:
            sheet.heading(2, "See it run", ("example",))
            sheet.paragraph(page_link(sheet.domain, page), ": ", page.short)
    related(sheet, term.related)
    used_in(sheet)
    sheet.sources(term.sources)


def _with_anchors(names: list[str]) -> list[nodes.Node | str]:
    """The names, each a place that one can link to."""
    parts: list[nodes.Node | str] = []
    for i, name in enumerate(names):
        parts += [", "] if i else []
        parts.append(nodes.inline("", name, ids=[alias_anchor(name)]))
    return parts


def _confusions(sheet: Sheet, term: Term) -> list[list[nodes.Node | str]]:
    rows: list[list[nodes.Node | str]] = []
    for i, row in enumerate(term.confused_with):
        page = sheet.domain.desk.catalog.pages.get(f"glossary/{row.term}")
        name = sheet.link(page) if page else nodes.Text(row.name or row.term or "")
        rows.append(
            [nodes.strong("", "", name), ": ", *sheet.inline(("confused_with", i, "difference"), row.difference)]
        )
    return rows


def _wording(sheet: Sheet, term: Term) -> list[list[list[nodes.Node]]]:
    rows = []
    for i, row in enumerate(term.wording):
        means = sheet.inline(("wording", i, "means"), row.means)
        if row.fact:
            means += [nodes.Text(" (measured: "), *sheet.inline(("wording", i, "fact"), f"{{fact}}`{row.fact}`")]
            means.append(nodes.Text(")"))
        rows.append([[nodes.Text(row.who)], sheet.inline(("wording", i, "says"), row.says), means])
    return rows
