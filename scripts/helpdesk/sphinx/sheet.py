"""Writes one page from the fields of a YAML file; Markdown keeps the line it has in that file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docutils import nodes
from myst_parser.config.main import MdParserConfig

from helpdesk.model.entries import Source
from helpdesk.model.kinds import TERM
from helpdesk.model.page import Page
from helpdesk.reading.yaml_document import Loc
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.pen import take_pen
from helpdesk.sphinx.roles import page_link, term_link


class Sheet:
    """A page under construction. ``domain.env.docname`` is the page that is being read."""

    def __init__(self, page: Page, document: nodes.document, config: MdParserConfig) -> None:
        self.page, self.document = page, document
        self.domain = HelpDesk.of(document.settings.env)
        self._renderer = take_pen(document, config)

    def add(self, node: nodes.Node) -> None:
        """Append to the section that is being filled."""
        self._renderer.current_node += node

    def heading(self, level: int, text: str, loc: Loc = ()) -> None:
        """Begin a section; ``text`` is shown as it is."""
        self._renderer.write_heading(level, text, self.page.source.line(loc))

    def block(self, loc: Loc, text: str) -> None:
        """A Markdown text that stands at ``loc`` of the YAML."""
        self._renderer.nested_render_text(text, self.page.source.text_line(loc) - 1)

    def inline(self, loc: Loc, text: str) -> list[nodes.Node]:
        """The nodes of a one-line Markdown text."""
        holder = nodes.inline()
        with self._renderer.current_node_context(holder):
            self._renderer.nested_render_text(text, self.page.source.text_line(loc) - 1, inline=True)
        return list(holder.children)

    def paragraph(self, *parts: nodes.Node | str, classes: Iterable[str] = ()) -> None:
        self.add(_paragraph(*parts, classes=classes))

    def bullets(self, items: Iterable[Sequence[nodes.Node | str]], classes: Iterable[str] = ()) -> None:
        rows = [nodes.list_item("", _paragraph(*item)) for item in items]
        self.add(nodes.bullet_list("", *rows, classes=list(classes)))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], classes: str = "") -> None:
        """A table whose cells are lists of inline nodes."""
        self.add(table(head, rows, classes))

    def link(self, page: Page, words: str | None = None) -> nodes.Node:
        """A link to ``page``, or to what replaced it; to a term as a term, which has a card."""
        page = self.domain.desk.catalog.successor(page) or page
        if page.kind is TERM:
            return term_link(self.domain, page, words or page.title or page.id)
        return page_link(self.domain, page, words)

    def describe(self, text: str) -> None:
        """The description that search engines and previews show."""
        for name in ({"name": "description"}, {"property": "og:description"}):
            self.document += nodes.meta(**name, content=text.replace("`", ""))

    def sources(self, sources: Sequence[Source], loc: Loc = ()) -> None:
        self.heading(2, "Sources", (*loc, "sources"))
        self.bullets(
            [
                [_outside(source.url), ": ", *self.inline((*loc, "sources", i, "supports"), source.supports)]
                for i, source in enumerate(sources)
            ],
            classes=["sources"],
        )

    def finish(self) -> None:
        self._renderer._render_finalise()


def table(head: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]], classes: str = "") -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in head), cols=len(head))
    group += nodes.thead("", nodes.row("", *(nodes.entry("", _paragraph(title)) for title in head)))
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(nodes.entry("", _paragraph(*cell)) for cell in row))
    group += body
    return nodes.table("", group, classes=classes.split())


def _paragraph(*parts: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    inline = [nodes.Text(part) if isinstance(part, str) else part for part in parts]
    return nodes.paragraph("", "", *inline, classes=list(classes))


def _outside(url: str) -> nodes.reference:
    shown = re.sub(r"^https://(www\.)?|/(index\.html)?$", "", url).replace("/index.html#", "#")
    return nodes.reference("", shown, refuri=url)
