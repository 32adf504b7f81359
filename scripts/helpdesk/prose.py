"""Reads the Markdown of a contribution: which entries it links to, and what it may not contain.

Contributions are untrusted text. HTML, scripts, includes, pictures by URL and every directive or role outside a
short list are refused here, before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.token import Token
from mdit_py_plugins.myst_role import myst_role_plugin

from helpdesk.plain_words import MARKUP
from helpdesk.problems import Problem

ROLES = ("term", "question", "mistake", "example", "channel", "fact")
DIRECTIVES = ("note", "tip", "warning")
SCHEMES = ("https://", "mailto:")
_DIRECTIVE = re.compile(r"\{([^}]*)\}")
_TARGET = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_PLACEHOLDER = re.compile(
    r"\b(TODO|TBD|TBA|FIXME|XXX|blabla|bla bla|lorem ipsum|foo ?bar|placeholder text|coming soon)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Link:
    """A role in a text: ``{term}`chunk` `` is ``Link("term", "chunk", 12)``."""

    role: str
    target: str
    line: int


def split_role(content: str) -> tuple[str | None, str]:
    """``words <target>`` as (words, target), a plain ``target`` as (None, target)."""
    match = _TARGET.match(content.strip())
    return (match["text"], match["target"]) if match else (None, content.strip())


def markdown_parser(renderer: Callable[[MarkdownIt], RendererProtocol] = RendererHTML) -> MarkdownIt:
    """The one definition of the Markdown that entries are written in, for checking and for writing pages."""
    parser = MarkdownIt("commonmark", renderer_cls=renderer)
    parser.enable("table").use(myst_role_plugin)
    # The parser would turn `javascript:` links into plain text, and the contributor would never hear of it.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


_parser = cache(markdown_parser)


class Prose:
    """One Markdown text. ``first_line`` is the line of the file on which it begins."""

    def __init__(self, text: str, path: Path, first_line: int, form: str = "block") -> None:
        self.path, self.form = path, form
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.addresses: list[tuple[str, int]] = []
        tokens = _parser().parse(text) if form == "block" else _parser().parseInline(text)
        for token in tokens:
            line = first_line + (token.map[0] if token.map else 0)
            if token.type == "inline":
                self._inline(token, line)
            else:
                self._block(token, line)
        for number, words in enumerate(text.split("\n"), first_line):
            if found := _PLACEHOLDER.search(words):
                self._report(number, "M306", f"`{found.group()}` is a placeholder: write the text or leave it out")

    def _inline(self, token: Token, line: int) -> None:
        bare = False  # inside <address>, whose text is the address that was just judged
        for child in token.children or ():
            if child.type in ("link_open", "link_close"):
                bare = child.type == "link_open" and child.info == "auto"
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline" or (child.type == "text" and not bare and MARKUP.search(child.content)):
                self._html(child, line)
            elif child.type == "image":
                self._report(line, "M304", "pictures are made by the build, not linked: use an example")
            elif child.type == "link_open":
                self._link(str(child.attrs.get("href", "")), line)
            elif child.type == "myst_role":
                self._role(child.meta["name"], child.content, line)
            elif self.form == "plain" and child.type not in ("text", "code_inline"):
                self._report(line, "M305", "only plain words and `code` may stand here")

    def _block(self, token: Token, line: int) -> None:
        if token.type == "html_block":
            self._html(token, line)
        elif token.type == "heading_open" and token.tag == "h1":
            self._report(line, "M307", "headings inside an entry begin with `##`")
        elif token.type == "fence" and (match := _DIRECTIVE.match(token.info.strip())):
            self._directive(match[1], token, line)

    def _directive(self, name: str, token: Token, line: int) -> None:
        if name not in DIRECTIVES:
            allowed = ", ".join(DIRECTIVES)
            self._report(line, "M303", f"the directive `{name}` may not stand here; there are: {allowed}")
        elif token.content.lstrip().startswith((":", "---")):
            self._report(line, "M303", f"`{name}` takes no options here")
        else:
            # Words on the line of the fence are the first line of what is shown.
            first = token.info.strip().partition("}")[2]
            inner = Prose(f"{first}\n{token.content}", self.path, line)
            self.problems += [p for p in inner.problems if p.code != "M306"]
            self.links += inner.links
            self.addresses += inner.addresses

    def _role(self, name: str, content: str, line: int) -> None:
        if self.form == "plain":
            self._report(line, "M305", "only plain words and `code` may stand here")
        elif name not in ROLES:
            allowed = ", ".join(ROLES)
            self._report(line, "M302", f"the role `{name}` may not stand here; there are: {allowed}")
        else:
            self.links.append(Link(name, split_role(content)[1], line))

    def _link(self, href: str, line: int) -> None:
        self.addresses.append((href, line))
        if not href.startswith(SCHEMES):
            shown = href[:60]
            self._report(line, "M308", f"the link `{shown}` must begin with https:// (for our own pages use a role)")

    def _html(self, token: Token, line: int) -> None:
        if token.content.startswith("</"):
            return  # The tag that opened it is reported.
        shown = token.content.strip().split("\n")[0][:40]
        self._report(line, "M301", f"HTML is not read: write `{shown}` as `code` or in Markdown")

    def _report(self, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, line, code, message))
