"""Reads the Markdown of a contribution: which entries it links to, and what it may not contain.

Contributions are untrusted text. HTML, scripts, includes, pictures by URL and every directive or role outside a
short list are refused here, before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from markdown_it.token import Token
from mdit_py_plugins.myst_role import myst_role_plugin

from helpdesk.reading import unrendered_marks
from helpdesk.reading.addresses import ADVICE, is_address
from helpdesk.reading.problems import Problem
from helpdesk.reading.unsafe_words import markup

DIRECTIVES = ("note", "tip", "warning")
_DIRECTIVE = re.compile(r"\{([^}]*)\}")
# Without these an inline text is plain words and needs no parser, as half of them do.
_MARK = re.compile(r"[\\`*_\[\]<>&{}!|#~%:?\n]|\.\.|\)=|^[-+] ")
_TARGET = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_FILLERS = (
    *("todo", "tbd", "tba", "fixme", "xxx", "wip", "asdf", "blabla", "bla bla", "lorem ipsum", "foo bar", "foobar"),
    *("placeholder text", "coming soon"),
)
_PLACEHOLDER = re.compile(
    rf"\b({'|'.join(_FILLERS)})\b|\?\?\?|\[(?:insert|your|add) [^\]]*\](?!\()|\.\.\. \.\.\.", re.IGNORECASE
)
# To look for each of these takes a fifth of the time of the pattern, which is tried at every letter. (The pattern takes
# some letters that are not ASCII for an i or an s.)
_PLACEHOLDER_SIGNS = (*_FILLERS, "???", "[insert ", "[your ", "[add ", "... ...")


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
_LINE_END = re.compile(r"\r\n?|\n")  # where Markdown ends a line


class Prose:
    """One Markdown text. ``first_line`` is the line of the file on which it begins; ``roles`` are those it may use."""

    def __init__(self, text: str, path: Path, first_line: int, roles: Sequence[str] = (), form: str = "block") -> None:
        self.path, self.form, self._first, self._roles = path, form, first_line, roles
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.addresses: list[tuple[str, int]] = []
        self._lines, self._level = _LINE_END.split(text), 1
        plain = form != "block" and not _MARK.search(text)
        tokens = _parser().parse(text) if form == "block" else [] if plain else _parser().parseInline(text)
        for token in tokens:
            line = first_line + (token.map[0] if token.map else 0)
            if token.type == "inline":
                self._inline(token, line)
            else:
                self._block(token, line)
        lower = text.lower()
        suspect = not text.isascii() or any(sign in lower for sign in _PLACEHOLDER_SIGNS)
        for number, words in enumerate(self._lines if suspect else (), first_line):
            if found := _PLACEHOLDER.search(words):
                self._report(number, "M306", f"`{found.group()}` is a placeholder: write the text or leave it out")

    def _inline(self, token: Token, line: int) -> None:
        bare = False  # inside <address>, whose text is the address that was just judged
        opened = None
        for child in token.children or ():
            if child.type == "link_close" and opened and opened.type == "link_open":
                self._report(line, "M311", "a link without words: write some between `[` and `]`")
            opened = child
            if child.type in ("link_open", "link_close"):
                bare = child.type == "link_open" and child.info == "auto"
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline" or (child.type == "text" and not bare and markup(child.content)):
                self._html(child, line)
            elif child.type == "text" and not bare and "\\" not in token.content:  # who escapes a mark means it
                if mark := unrendered_marks.marks(child.content, self.form == "block", (*self._roles, *DIRECTIVES)):
                    self._report(
                        line, "M311", f"`{mark}` would be shown as it stands: complete it, or put it in `code`"
                    )
            elif child.type == "image":
                self._report(line, "M304", "pictures are made by the build, not linked: use an example")
            elif child.type == "link_open":
                self._link(str(child.attrs.get("href", "")), line)
            elif child.type == "myst_role":
                self._role(child.meta["name"], child.content, line)
            elif self.form == "plain" and child.type not in ("text", "code_inline", "link_close"):
                self._report(line, "M305", "only plain words and `code` may stand here")

    def _block(self, token: Token, line: int) -> None:
        if token.type == "html_block":
            self._html(token, line)
        elif token.type == "heading_open":
            self._heading(int(token.tag[1]), line)
        elif token.type == "fence":
            if wrong := unrendered_marks.fence(token, self._lines):
                self._report(line, "M312", wrong)
            elif match := _DIRECTIVE.match(token.info.strip()):
                self._directive(match[1], token, line)

    def _heading(self, level: int, line: int) -> None:
        if level == 1:
            self._report(line, "M307", "headings inside an entry begin with `##`")
        elif level > self._level + 1:
            self._report(
                line,
                "M307",
                f"a heading of level {level} below one of level {self._level}: use `{'#' * (self._level + 1)}`",
            )
        elif not self._lines[line - self._first].strip("# "):
            self._report(line, "M307", "a heading without words: write some or remove it")
        self._level = level

    def _directive(self, name: str, token: Token, line: int) -> None:
        if name not in DIRECTIVES:
            allowed = ", ".join(DIRECTIVES)
            self._report(line, "M303", f"the directive `{name}` may not stand here; there are: {allowed}")
        elif token.content.lstrip().startswith((":", "---")):
            self._report(line, "M303", f"`{name}` takes no options here")
        elif not (token.content + token.info.partition("}")[2]).strip():
            self._report(line, "M303", f"`{name}` is empty: write what it says or remove it")
        else:
            # Words on the line of the fence are the first line of what is shown.
            first = token.info.strip().partition("}")[2]
            inner = Prose(f"{first}\n{token.content}", self.path, line, self._roles)
            self.problems += [p for p in inner.problems if p.code != "M306"]
            self.links += inner.links
            self.addresses += inner.addresses

    def _role(self, name: str, content: str, line: int) -> None:
        if self.form == "plain":
            self._report(line, "M305", "only plain words and `code` may stand here")
        elif name not in self._roles:
            allowed = ", ".join(self._roles)
            self._report(line, "M302", f"the role `{name}` may not stand here; there are: {allowed}")
        else:
            self.links.append(Link(name, split_role(content)[1], line))

    def _link(self, href: str, line: int) -> None:
        self.addresses.append((href, line))
        if is_address(href) and self.form == "plain":
            self._report(line, "M305", "only plain words and `code` may stand here")
        if not is_address(href):
            shown = href[:60]
            self._report(line, "M308", f"the link `{shown}` {ADVICE}; for our own pages use a role")

    def _html(self, token: Token, line: int) -> None:
        if token.content.startswith("</"):
            return  # The tag that opened it is reported.
        shown = token.content.strip().split("\n")[0][:40]
        self._report(line, "M301", f"HTML is not read: write `{shown}` as `code` or in Markdown")

    def _report(self, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, line, code, message))
