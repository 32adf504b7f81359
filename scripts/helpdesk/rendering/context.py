"""What a view may ask while it describes one page: how a text looks there, and where a link leads from there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from helpdesk.model.desk import Desk
from helpdesk.model.kinds import CHANNELS, TERM
from helpdesk.model.page import Page
from helpdesk.reading.markdown import split_role
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc
from helpdesk.rendering import html, markdown
from helpdesk.rendering.anchors import Anchors


@lru_cache(100_000)
def relative(base: str, target: str) -> str:
    """The address of ``target`` on the page ``base``, both paths of the site."""
    path, hash_, anchor = target.partition("#")
    if path == base:
        return f"{hash_}{anchor}"
    return f"{posixpath.relpath(path, posixpath.dirname(base) or '.')}{hash_}{anchor}"


@dataclass
class Context:
    """For the page of ``page``. What is wrong and shows only here is added to ``problems``.

    ``site`` is the title of the site, ``base`` its address with a slash at the end, or empty.
    """

    desk: Desk
    page: Page
    site: str = ""
    base: str = ""
    anchors: Anchors = field(default_factory=Anchors)
    problems: list[Problem] = field(default_factory=list)

    def inline(self, text: str) -> Markup:
        """A Markdown text of one line."""
        return markdown.inline(text, self.role)

    def block(self, text: str, loc: Loc) -> Markup:
        """A Markdown text of several paragraphs, which stands at ``loc`` of the YAML."""
        first = self.page.source.text_line(loc)
        return markdown.block(text, self.role, self.anchors, lambda line, message: self.warn(message, first + line))

    def href(self, target: str) -> str:
        """The address on this page of ``target``, a path of the site."""
        return relative(self.page.url, target)

    def link(self, page: Page, words: str = "") -> Markup:
        """A link to ``page``, or to what replaced it; to a term as a term, which has a card."""
        page = self.desk.catalog.successor(page) or page
        words = words or page.title or page.id
        if page.kind is TERM:
            return self.term_link(page, words)
        return html.link(self.href(page.url) or "#", words, "doc")

    def term_link(self, page: Page, words: str) -> Markup:
        """Words that stand for the term ``page``; on its own page they are no link."""
        if page is self.page or page.ref == self.page.ref:
            return Markup("<span>{}</span>").format(words)
        return html.link(self.href(page.url), words, "term")

    def channel_link(self, name: str, words: str = "") -> Markup:
        """A link to the place of a channel on the page of channels."""
        channel, page = self.desk.catalog.channels[name], self.desk.catalog.of(CHANNELS)[0]
        return html.link(self.href(f"{page.url}#channel-{name}"), words or channel.name, "std std-ref")

    def role(self, name: str, content: str) -> Markup:
        """The HTML of ``{name}`content` ``. Targets that do not exist are words; the rules report them."""
        words, target = split_role(content)
        if name == "fact":
            return self.fact(content.strip())
        page = self.desk.catalog.target(name, target)
        if page is None:
            return Markup("<span>{}</span>").format(words or target)
        if name == "term":
            return self.term_link(page, words or target)
        if name == "channel":
            return self.channel_link(target, words or "")
        return html.link(self.href(page.url), words or page.title or page.id, "doc")

    def fact(self, name: str, loc: Loc = ()) -> Markup:
        """What an example measured: ``sharding:files_with_shards``. It is named at ``loc``, or by a role."""
        fact = self.desk.facts.get(name)
        if fact is None:
            if not self.desk.incomplete:
                there = [known for known in self.desk.facts if known.partition(":")[0] == name.partition(":")[0]]
                shown = ", ".join(there) or "none in that example"
                self.warn(f"no fact `{name}`; there are: {shown}", loc or self._line_of("fact", name))
            return html.literal(name)
        shown = f"{fact.value}\N{NO-BREAK SPACE}{fact.unit}" if fact.unit else str(fact.value)
        return Markup('<span class="fact">{}</span>').format(shown)

    def warn(self, message: str, where: Loc | int = (), code: str = "") -> None:
        """Report what is wrong at a place of the YAML, or on a line."""
        line = where if isinstance(where, int) else self.page.source.line(where)
        problem = Problem(Path(self.page.path), line, code, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def _line_of(self, role: str, target: str) -> int:
        return next((link.line for link in self.page.links if (link.role, link.target) == (role, target)), 1)


View = Callable[[Context], dict[str, object]]
