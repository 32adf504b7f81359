"""Checks of the channels and of the questions that send readers there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.channels import Channels
from helpdesk.model.fields import markdown_fields
from helpdesk.model.kinds import CHANNELS
from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule


class KnownChannel(Rule):
    """`ask` names a channel of docs/channels.yaml."""

    code = "R408"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        known = catalog.channels
        for page, question in catalog.questions:
            if question.ask and question.ask not in known and not catalog.unread(CHANNELS, question.ask):
                yield self._unknown(catalog, page, ("ask",), question.ask)
        for page in catalog.of(CHANNELS):
            assert isinstance(page.entry, Channels)
            for i, decision in enumerate(page.entry.decide):
                if decision.ask not in known:
                    yield self._unknown(catalog, page, ("decide", i, "ask"), decision.ask)

    def _unknown(self, catalog: Catalog, page: Page, loc: tuple[str | int, ...], ask: str) -> Problem:
        hint = catalog.guess(ask, catalog.channels) or f"; there are: {', '.join(catalog.channels)}"
        return page.problem(loc, self.code, f"no channel `{ask}`{hint}")


_MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(
    rf"\b[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b|\b[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}\b|\b[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}\b"
    rf"|\b[0-9]{{1,2}}(st|nd|rd|th)?( of)? {_MONTH}\b|\b{_MONTH} [0-9]{{1,2}}(st|nd|rd|th)?\b|\b{_MONTH},? [0-9]{{4}}\b"
)


class NoDates(Rule):
    """The texts of a channel hold no dates: `dates` links the calendar where they live."""

    code = "R419"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.of(CHANNELS):
            for loc, _, text in markdown_fields(page.entry) if page.entry else ():
                if loc[-1] != "supports" and (found := _DATE.search(text)):
                    message = f"`{found[0]}` is a date, which will be over: write how often, and link `dates`"
                    yield page.problem(loc, self.code, message)


class OneChannelId(Rule):
    """Each channel has its own id and name."""

    code = "R409"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.of(CHANNELS):
            assert isinstance(page.entry, Channels)
            for key in ("id", "name"):
                first: dict[str, int] = {}
                for i, channel in enumerate(page.entry.channels):
                    told = getattr(channel, key)
                    if first.setdefault(told, i) != i:
                        line = page.source.line(("channels", first[told], key))
                        message = f"`{told}` is already the channel of line {line}: choose another {key}"
                        yield page.problem(("channels", i, key), self.code, message)
