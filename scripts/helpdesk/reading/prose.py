"""Judges the Markdown of a contribution: what it links to, and what it may not contain.

Contributions are untrusted text. HTML, scripts, includes, pictures by URL and every directive or role that the dialect
does not list are refused here, before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from helpdesk.reading import directives, unrendered_marks
from helpdesk.reading.addresses import ADVICE, is_address
from helpdesk.reading.dialects import ANY, Dialect, Directive
from helpdesk.reading.headings import Headings
from helpdesk.reading.languages import foreign
from helpdesk.reading.markdown import Link, page_parser, parser, split_role
from helpdesk.reading.placeholders import placeholder
from helpdesk.reading.plain_text import plain_text
from helpdesk.reading.problems import Problem
from helpdesk.reading.unsafe_words import markup

_DIRECTIVE = re.compile(r"\{([a-zA-Z][\w:-]*)\}(?= |$)")
_PICTURE = re.compile(r"[a-z0-9-]+\.(svg|png)")
# Without these an inline text is plain words and needs no parser, as half of them do.
_MARK = re.compile(r"[\\`*_\[\]<>&{}!|#~%:?\n]|\.\.|\)=|^[-+] ")
_LINE_END = re.compile(r"\r\n?|\n")  # where Markdown ends a line


class Prose:
    """One Markdown text. ``first_line`` is the line of the file on which it begins.

    ``title`` is the words of its first heading of level 1, if it is a page; ``directives`` are those of the dialect,
    ``pictures`` names with their lines; ``words`` is all of it as plain text.
    """

    def __init__(
        self, text: str, path: Path, first_line: int, dialect: Dialect | None = None, form: str = "block"
    ) -> None:
        self.path, self.form, self._first, self._dialect = path, form, first_line, dialect or Dialect()
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.addresses: list[tuple[str, int]] = []
        self.directives: list[directives.Used] = []
        self.pictures: list[tuple[str, int]] = []
        self._headings = Headings(self._dialect)
        self._lines, self._misplaced, self._foreign = _LINE_END.split(text), False, foreign(text)
        plain = form != "block" and not _MARK.search(text)
        parse = page_parser() if self._dialect.page else parser()
        env: dict[str, Any] = {}
        tokens = parse.parse(text, env) if form == "block" else [] if plain else parse.parseInline(text)
        self.words = text if plain else plain_text(tokens)
        for i, token in enumerate(tokens):
            line = first_line + (token.map[0] if token.map else 0)
            if token.type == "inline":
                self._inline(token, line)
            else:
                self._block(token, line, tokens[i + 1 : i + 2])
        for number, words in unrendered_marks.unused_labels(env.get("references", {}), text):
            self._report(first_line + number, "M311", words)
        for number, words in enumerate(self._lines, first_line) if placeholder(text) else ():
            if found := placeholder(words):
                self._report(number, "M306", f"`{found}` is a placeholder: write the text or leave it out")
        if self._foreign:
            self._report(first_line, "M313", "not English: write it in English; other languages find it by `search`")

    @property
    def title(self) -> str:
        return self._headings.title

    def _inline(self, token: Token, line: int) -> None:
        first, opened, at = line, None, 0
        linked = bare = False  # inside a link; inside <address>, which was judged already
        rows = {problem.line for problem in self.problems if problem.message.startswith("this row has")}
        if self.form == "block" and not self._foreign and foreign(token.content, whole=False):
            self._report(line, "M313", "not English: write it in English; other languages find it by `search`")
        for row, words in unrendered_marks.lines_alone(token.content) if self.form == "block" else ():
            self._report(line + row, "M311", words)
        for child in token.children or ():
            # Code and roles take in line ends: count those before the first word of each piece.
            word = child.content.split()[0] if child.content.split() else ""
            found = token.content.find(word, at) if word else -1
            at = found if found >= 0 else at
            line = first + token.content.count("\n", 0, at)
            before, opened = opened, child
            if child.type == "link_close" and before and before.type == "link_open":
                self._report(line, "M311", "a link without words: write some between `[` and `]`")
            if child.type in ("link_open", "link_close"):
                linked = child.type == "link_open"
                bare = linked and child.info == "auto"
            if child.type in ("softbreak", "hardbreak"):
                at = token.content.find("\n", at) + 1 or at
            elif child.type == "html_inline" or (child.type == "text" and not bare and markup(child.content)):
                self._html(child, line)
            elif child.type in ("text", "code_inline") and not bare:
                look = unrendered_marks.text if child.type == "text" else unrendered_marks.code
                words = look(child.content, before, token.content, self._dialect, self.form == "block")
                if words and line not in rows:
                    self._report(line, "M311", words)
            elif child.type == "image":
                self._picture(str(child.attrs.get("src", "")), line)
            elif child.type == "link_open":
                self._link(str(child.attrs.get("href", "")), line)
            elif child.type == "myst_role":
                self._role(child.meta["name"], child.content, line, linked)
            elif self.form == "plain" and child.type not in ("text", "code_inline", "link_close"):
                self._report(line, "M305", "only plain words and `code` may stand here")
            at += len(word)

    def _block(self, token: Token, line: int, following: Sequence[Token]) -> None:
        match token.type:
            case "html_block":
                self._html(token, line)
            case "heading_open":
                above = any(text.strip() for text in self._lines[: line - self._first])
                for message in self._headings.add(int(token.tag[1]), following[0].content, above):
                    self._report(line, "M307", message)
            case "fence":
                self._fence(token, line)
            case "code_block" if token.content.startswith(("```", "~~~")):
                self._misplaced = True
                self._report(line, "M312", "this fence is set in too far, which makes it code: move it to the left")
            case "table_open":
                for number, words in unrendered_marks.table_rows(token, self._lines):
                    self._report(self._first + number, "M311", words)
            case "myst_target" | "myst_block_break":
                self._report(line, "M311", "targets and block breaks are not read: remove this line")

    def _fence(self, token: Token, line: int) -> None:
        if wrong := unrendered_marks.fence(token, self._lines):
            if not (self._misplaced and "no end" in wrong):  # the end of a fence set in too far looks like a beginning
                self._report(line, "M312", wrong)
        elif match := _DIRECTIVE.match(token.info.strip()):
            if known := self._dialect.directives.get(match[1]):
                self._directive(match[1], known, token, line)
            else:
                allowed = ", ".join(self._dialect.directives)
                self._report(line, "M303", f"the directive `{match[1]}` may not stand here; there are: {allowed}")
        elif token.info.lstrip().startswith("{"):
            self._report(line, "M303", "a directive is its name in braces, and what it takes after a space: `{note}`")

    def _directive(self, name: str, known: Directive, token: Token, line: int) -> None:
        argument = token.info.strip().partition("}")[2].strip()
        lines = token.content.split("\n")
        used, wrong = directives.read(name, known, argument, lines, line)
        self.directives.append(used)
        for number, words in wrong:
            self._report(number, "M303", words)
        if known.body == "prose":
            body = "\n".join([*[""] * len(used.options), *lines[len(used.options) :]])
            self._inside(f"{argument if known.argument == ANY else ''}\n{body}", line)

    def _inside(self, text: str, line: int) -> None:
        """Words on the line of the fence are the first line of what is shown."""
        inner = Prose(text, self.path, line, replace(self._dialect, in_box=True))
        self.problems += [problem for problem in inner.problems if problem.code not in ("M306", "M313")]
        self.links += inner.links
        self.addresses += inner.addresses
        self.directives += inner.directives
        self.pictures += inner.pictures

    def _picture(self, source: str, line: int) -> None:
        if self._dialect.page and _PICTURE.fullmatch(source):
            self.pictures.append((source, line))
        else:
            where = "; a page may show a file beside it, such as axes.svg" if self._dialect.page else ": use an example"
            self._report(line, "M304", f"pictures are made by the build, not linked{where}")

    def _role(self, name: str, content: str, line: int, linked: bool) -> None:
        if self.form == "plain":
            self._report(line, "M305", "only plain words and `code` may stand here")
        elif name not in self._dialect.roles:
            allowed = ", ".join(self._dialect.roles)
            self._report(line, "M302", f"the role `{name}` may not stand here; there are: {allowed}")
        else:
            if wrong := unrendered_marks.role(name, content, linked):
                self._report(line, "M311", wrong)
            # A fact takes no words beside its name.
            self.links.append(Link(name, content.strip() if name == "fact" else split_role(content)[1], line))

    def _link(self, href: str, line: int) -> None:
        self.addresses.append((href, line))
        if is_address(href) and self.form == "plain":
            self._report(line, "M305", "only plain words and `code` may stand here")
        if not is_address(href):
            self._report(line, "M308", f"the link `{href[:60]}` {ADVICE}; for our own pages use a role")

    def _html(self, token: Token, line: int) -> None:
        opened = any(problem.code == "M301" for problem in self.problems)
        if not (token.content.startswith("</") and opened):  # then the tag that opened it is reported
            shown = token.content.strip().split("\n")[0][:40]
            self._report(line, "M301", f"HTML is not read: write `{shown}` as `code` or in Markdown")

    def _report(self, line: int, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, line, code, message))
