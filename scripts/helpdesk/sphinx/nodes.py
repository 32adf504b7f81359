"""Nodes of prose pages: links to entries, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes

from helpdesk.model.kinds import TERM
from helpdesk.model.page import Page
from helpdesk.sphinx.domain import HelpDesk


def term_link(domain: HelpDesk, page: Page, words: str) -> nodes.Node:
    """A link to a term, which has a card."""
    domain.see(f"page:{page.ref}")
    return entry_link(page, nodes.inline("", words, classes=["term"]))


def page_link(domain: HelpDesk, page: Page, words: str | None = None) -> nodes.Node:
    """A link to any page of the catalog; ``words`` are its title unless given."""
    domain.see(f"page:{page.ref}")
    if page.kind is TERM:
        return term_link(domain, page, words or page.title or page.id)
    return entry_link(page, nodes.inline("", words or page.title or page.id, classes=["doc"]))


def entry_link(page: Page, words: nodes.inline, anchor: str = "") -> addnodes.pending_xref:
    """A link that the domain resolves when the page is written."""
    return addnodes.pending_xref(
        "",
        words,
        refdomain=HelpDesk.name,
        reftype="page",
        reftarget=f"{page.docname}#{anchor}" if anchor else page.docname,
        refexplicit=True,
        refwarn=True,
    )


def table(head: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], classes: str = "") -> nodes.table:
    """A table whose cells are lists of inline nodes."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
    group += nodes.thead("", nodes.row("", *(nodes.entry("", _paragraph(nodes.Text(title))) for title in head)))
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(nodes.entry("", _paragraph(*cell)) for cell in row))
    group += body
    return nodes.table("", group, classes=classes.split())


def _paragraph(*parts: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *parts)
