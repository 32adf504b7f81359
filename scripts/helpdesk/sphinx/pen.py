"""Turns the Markdown of entries into nodes of a page, safe by construction.

:mod:`helpdesk.reading.markdown` reports what may not stand in a contribution. Should a text get here all the same (a
build that goes on after warnings), then HTML is shown as text, links to other places than https and mail are only
words, and no directive or role outside the short lists is run.
"""

from __future__ import annotations

import functools
from collections.abc import MutableMapping
from typing import Any

from docutils import nodes
from docutils.parsers.rst.languages import get_language
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from helpdesk.model.kinds import roles
from helpdesk.reading.addresses import is_address
from helpdesk.reading.markdown import DIRECTIVES, markdown_parser


class Pen(SphinxRenderer):
    def setup_render(self, options: dict[str, Any], env: MutableMapping[str, Any]) -> None:
        # As the parent has it, but without making (for every page) a document that is not used.
        self.md_env, self.md_options = env, options
        self.md_config = options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        self.language_module_rst = get_language(self.document.settings.language_code)
        self._heading_offset = 0
        self._level_to_section = {0: self.document}
        self._heading_slugs = {}

    def write_heading(self, level: int, text: str, line: int) -> None:
        """What ``## text`` on ``line`` would give if no character of ``text`` meant anything in Markdown."""
        place = [line, line + 1]
        words = Token("text", "", 0, content=text, map=place)
        inline = Token("inline", "", 0, content=text, children=[words], map=place)
        self.render_heading(
            SyntaxTreeNode(
                [Token("heading_open", f"h{level}", 1, map=place), inline, Token("heading_close", f"h{level}", -1)]
            ).children[0]
        )

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.literal_block(token.content, token.content, language="text"))

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.literal(token.content, token.content))

    def render_image(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.Text(self.renderInlineAsText(token.children or [])))

    def render_link(self, token: SyntaxTreeNode) -> None:
        if is_address(str(token.attrGet("href") or "")):
            self.render_link_url(token)
        else:
            self.render_children(token)

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        if token.meta["name"] in roles():
            super().render_myst_role(token)
        else:
            self.current_node.append(nodes.literal(token.content, token.content))

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        self._as_text(token)

    def render_directive(self, token: SyntaxTreeNode, name: str, *arguments: Any, **options: Any) -> None:
        if name in DIRECTIVES:
            super().render_directive(token, name, *arguments, **options)
        else:
            self._as_text(token)

    def _as_text(self, token: SyntaxTreeNode) -> None:
        self.current_node.append(nodes.literal_block(token.content, token.content, language="text"))


def take_pen(document: nodes.document, config: MdParserConfig) -> Pen:
    """A pen that writes into ``document``. There is one in a process: making it costs more than writing a page."""
    parser = _parser()
    pen: Pen = parser.renderer  # type: ignore[assignment]
    pen.setup_render({**parser.options, "myst_config": config, "document": document}, {})
    return pen


@functools.cache
def _parser() -> MarkdownIt:
    return markdown_parser(Pen)
