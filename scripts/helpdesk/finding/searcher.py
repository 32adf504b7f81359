"""Finds the records that answer a question or explain a message; ``theme/static/find.js`` does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from helpdesk.finding.asked import asked_words
from helpdesk.finding.judging import Asked, Judgment, judge
from helpdesk.finding.matching import pattern
from helpdesk.finding.messages import is_message, may_be_message
from helpdesk.finding.reader import Reader
from helpdesk.finding.scoring import Hit, add_up, hits_of, prefer


@dataclass
class Answer:
    """``hits``, best first; ``judgment`` says whether the first is sure, or at least likely, to answer."""

    hits: list[Hit]
    message: bool
    judgment: Judgment

    @property
    def shown(self) -> list[Hit]:
        """What a reader sees without asking for more."""
        return self.hits if self.judgment.sure or self.judgment.likely else []


class Searcher:
    """``load`` gives a file of the index by its name without the ending: ``words``, ``hits-0``."""

    def __init__(self, load: Callable[[str], Any]) -> None:
        self._reader = Reader(load)

    def find(self, text: str) -> Answer:
        """The records for ``text``, best first."""
        reader, rules = self._reader, self._reader.rules
        text = text.strip()
        message = is_message(text)
        known = reader.messages.alike(text) if message or may_be_message(text) else {}
        if max((one.known for one in known.values()), default=0) >= rules["sure"]["known"]:
            message = True
        plain = not message and pattern(rules["message"]["marks"]).search(text) is None
        asked = asked_words(reader, text, message)
        sums = add_up(reader, asked)
        hits = hits_of(reader, sums, known if message else {})
        if not message:
            prefer(reader, hits, text, asked)
        hits.sort(key=lambda hit: (-hit.named, -hit.score, hit.number))
        own, total = [word for word in asked if not word.extra], sums.total or 1
        unknown = sum(word.weight for word in own if not word.groups) / total
        guessed = sum(word.weight * (1 - max(word.groups.values(), default=0)) for word in own) / total
        return Answer(hits, message, judge(hits, Asked(message, plain, sums.total, unknown, guessed), rules))

    def show(self, hits: Iterable[Hit]) -> list[Hit]:
        """Fill in what is shown of ``hits``."""
        shown = list(hits)
        for hit in shown:
            hit.id, hit.title, hit.url, hit.short = self._reader.shown(hit.number)
        return shown
