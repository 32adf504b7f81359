"""What the page of a term shows."""

from __future__ import annotations

from markupsafe import Markup

from helpdesk.model.entries import Term
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.published_ids import alias_anchor
from helpdesk.rendering import html
from helpdesk.rendering.context import Context
from helpdesk.rendering.views import parts
from helpdesk.rendering.views.parts import Part

_KINDS_OF_NAME = {
    "acronym": "Acronym",
    "plural": "Plural",
    "old_name": "Old name",
    "also_called": "Also called",
}


def view(context: Context) -> dict[str, object]:
    term = context.page.entry
    assert isinstance(term, Term)
    return {
        **parts.head(context, term, parts.category_crumbs(context, "Glossary", term.category)),
        "picture": parts.picture(context, term.picture),
        "names": [
            {"title": title, "names": [{"anchor": alias_anchor(name), "name": name} for name in names]}
            for kind, title in _KINDS_OF_NAME.items()
            if (names := getattr(term.aliases, kind))
        ],
        "needs": parts.needs(context, term.needs),
        "body": context.block(term.body, ("body",)),
        "confused": _confused(context, term),
        "wording": _wording(context, term),
        "versions": parts.versions(context, term.versions),
        "example": _example(context, term),
        "related": parts.related(context, term.related),
        "used_in": parts.used_in(context),
        "sources": parts.sources(context, term.sources),
    }


def _confused(context: Context, term: Term) -> Part | None:
    if not term.confused_with:
        return None
    rows = []
    for row in term.confused_with:
        page = context.desk.catalog.pages.get(f"glossary/{row.term}")
        name = context.link(page) if page else html.escape(row.name or row.term or "")
        rows.append(Markup("<strong>{}</strong>: {}").format(name, context.inline(row.difference)))
    return parts.section(context, "Not to be confused with", rows=rows)


# The anchors of the next two are older than their titles, and stay.
def _wording(context: Context, term: Term) -> Part | None:
    if not term.wording:
        return None
    rows = []
    for i, row in enumerate(term.wording):
        means = context.inline(row.means)
        if row.fact:
            means = Markup("{} (measured: {})").format(means, context.fact(row.fact, ("wording", i, "fact")))
        rows.append([html.escape(row.who), context.inline(row.says), means])
    table = html.table(["Who", "Says", "Means"], rows, "wording")
    return {**parts.section(context, "Who says what", table=table), "title": "What people and programs call it"}


def _example(context: Context, term: Term) -> Part | None:
    page = context.desk.catalog.resolve(f"{EXAMPLE.prefix}/{term.example}", EXAMPLE) if term.example else None
    if page is None:
        return None
    shown = parts.section(context, "See it run", link=context.link(page), short=page.short)
    return {**shown, "title": "An example with code"}
