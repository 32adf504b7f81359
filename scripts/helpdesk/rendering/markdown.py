"""The Markdown of entries as HTML, safe by construction.

:mod:`helpdesk.reading.markdown` reports what may not stand in a contribution. Should a text get here all the same, then
HTML is shown as text, links to other places than https and mail are only words, pictures are their words, and no
directive or role outside the short lists does anything.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from helpdesk.model.kinds import roles
from helpdesk.reading.addresses import is_address
from helpdesk.reading.markdown import DIRECTIVES, markdown_parser
from helpdesk.rendering import html
from helpdesk.rendering.anchors import Anchors
from helpdesk.rendering.code import DEFAULT, CodeBlock, misfit
from helpdesk.rendering.lists import is_simple
from helpdesk.rendering.tables import Env, TableRenderer, Tokens

_MARK = re.compile(r"[\\`*_\[\]<>&{}!\n]|  $")
_DIRECTIVE = re.compile(r"\{([^}]*)\}(.*)", re.DOTALL)

type Role = Callable[[str, str], Markup]
type Warn = Callable[[int, str], None]


def _say_nothing(line: int, message: str) -> None:
    pass


@dataclass
class State:
    """What is known while one text is rendered.

    ``role`` gives the HTML of ``{name}`content` ``; ``warn`` takes a line of the text, from 0, and what is wrong there.
    """

    role: Role
    warn: Warn = _say_nothing
    anchors: Anchors | None = None
    sections: list[int] = field(default_factory=list)
    links: list[bool] = field(default_factory=list)


def block(text: str, role: Role, anchors: Anchors, warn: Warn) -> Markup:
    """A text of several paragraphs. Its headings become sections, whose ids ``anchors`` gives."""
    state = State(role, warn, anchors)
    return _block(text, state) + _end_sections(state, 0)


def inline(text: str, role: Role) -> Markup:
    """A text of one line."""
    if not _MARK.search(text):
        return html.escape(text)
    parser = _parser()
    env = {"state": State(role)}
    return Markup(parser.renderer.render(parser.parseInline(text), parser.options, env))


def _block(text: str, state: State) -> Markup:
    parser = _parser()
    # What defines a link (`[a]: address`) is kept in `env` as well.
    env: dict[str, Any] = {"state": state}
    return Markup(parser.renderer.render(parser.parse(text, env), parser.options, env))


@functools.cache
def _parser() -> MarkdownIt:
    parser = markdown_parser(Renderer)
    parser.add_render_rule("myst_role", Renderer.myst_role)  # instead of the plugin's own
    return parser


def _end_sections(state: State, level: int) -> Markup:
    """Close the sections of ``level`` and deeper."""
    closed = 0
    while state.sections and state.sections[-1] >= level:
        state.sections.pop()
        closed += 1
    return Markup("</section>\n" * closed)


class Renderer(TableRenderer):
    """A method for each token that is not rendered as the parent does."""

    def text(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return html.escape(tokens[idx].content)

    def code_inline(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return html.literal(tokens[idx].content)

    def html_inline(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return html.literal(tokens[idx].content)

    def html_block(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return CodeBlock(tokens[idx].content, "text").__html__()

    def code_block(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return CodeBlock(tokens[idx].content, "none").__html__()

    def image(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return html.escape(self.renderInlineAsText(tokens[idx].children, options, env))

    def hardbreak(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "<br />\n"

    def myst_role(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        name, content = tokens[idx].meta["name"], tokens[idx].content
        return env["state"].role(name, content) if name in roles() else html.literal(content)

    def link_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        address = str(tokens[idx].attrs.get("href", ""))
        env["state"].links.append(is_address(address))
        if not env["state"].links[-1]:
            return ""
        title = html.escape(str(tokens[idx].attrs.get("title", "")))
        return f'<a class="reference external" href="{html.escape(address)}"{f' title="{title}"' if title else ""}>'

    def link_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</a>" if env["state"].links.pop() else ""

    def fence(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        token = tokens[idx]
        info = token.info.strip()
        if not (found := _DIRECTIVE.match(info)):
            language = info.partition(" ")[0] or DEFAULT
            if wrong := misfit(token.content, language):
                line = token.map[0] if token.map else 0
                env["state"].warn(line, f"this code is not {language}: {wrong} cannot be read; mend it, or use `text`")
            return CodeBlock(token.content, language).__html__()
        name, first = found[1], found[2].strip()
        if name not in DIRECTIVES:
            return CodeBlock(token.content, "text").__html__()
        # Words on the line of the fence are the first line of what is shown.
        inner = _block(f"{first}\n{token.content}" if first else token.content, State(env["state"].role))
        title = f'<p class="admonition-title">{name.capitalize()}</p>'
        return f'<div class="admonition {name}">\n{title}\n{inner}</div>\n'

    def heading_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        state: State = env["state"]
        if state.anchors is None:  # inside a box
            return '<p class="rubric">'
        level = int(tokens[idx].tag[1])
        before = _end_sections(state, level)
        state.sections.append(level)
        anchor = state.anchors.of(Markup(self.renderInline(tokens[idx + 1].children or [], options, env)).striptags())
        tokens[idx + 2].meta["anchor"] = anchor
        return f'{before}<section id="{anchor}">\n<h{1 + len(state.sections)}>'

    def heading_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        state: State = env["state"]
        if state.anchors is None:
            return "</p>\n"
        return f"{html.headerlink(tokens[idx].meta['anchor'])}</h{1 + len(state.sections)}>\n"

    def paragraph_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "<p>"  # in tight lists as well

    def paragraph_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</p>\n"

    def bullet_list_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return '<ul class="simple">\n' if is_simple(tokens, idx) else "<ul>\n"

    def ordered_list_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        simple = " simple" if is_simple(tokens, idx) else ""
        start = tokens[idx].attrs.get("start", 1)
        return f'<ol class="arabic{simple}"{f' start="{int(start)}"' if start != 1 else ""}>\n'

    def list_item_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "<li>"

    def blockquote_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "<blockquote>\n<div>"

    def blockquote_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</div></blockquote>\n"

    def hr(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return '<hr class="docutils" />\n'
