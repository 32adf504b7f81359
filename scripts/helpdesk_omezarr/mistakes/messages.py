"""Finds the mistake behind a message. Paths, numbers and quotes in it do not matter, its words do."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from helpdesk.model.page import Page
from helpdesk_omezarr.mistakes.entry import Mistake, version_of

# Two messages are the same kind when their common words carry this part of the weight of all their words.
ALIKE = 0.62
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")
# The last key of a place in metadata, as validators write it: `$.ome.version:`, `multiscales.0.axes:`.
_KEY = re.compile(r"(?:^|: |[.$])([A-Za-z_][\w-]*)(?:\[\d+\]|\.\d+)*:\s")


def words(message: str) -> frozenset[str]:
    """The words of a message in lower case; camelCase is taken apart, numbers and single letters are left out."""
    return frozenset(word.lower() for word in _WORD.findall(message))


def keys(message: str) -> frozenset[str]:
    """The keys of the metadata that a message is about; empty where it names no place."""
    return frozenset(_KEY.findall(message))


@dataclass(frozen=True)
class Known:
    """A message that ``validator`` gives for the mistake of ``page``."""

    page: Page
    validator: str
    version: str
    words: frozenset[str]
    keys: frozenset[str]


class Messages:
    """All messages of all mistakes."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.known = [
            Known(page, validator, version_of(trial.script), words(message), keys(message))
            for page in pages
            if isinstance(page.entry, Mistake)
            for trial in page.entry.trials
            for validator, messages in trial.expect.items()
            for message in messages
        ]

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Rare words tell more: the logarithm of how few messages have them."""
        counts = Counter(word for known in self.known for word in known.words)
        return {word: math.log(1 + len(self.known) / count) for word, count in counts.items()}

    def near(self, validator: str, version: str, message: str) -> dict[str, float]:
        """Mistakes by ref with how alike one of their messages is, above :data:`ALIKE`; 1 is the same."""
        said, places, found = words(message), keys(message), dict[str, float]()
        for known in self.known:
            if known.validator != validator or (places and known.keys and not places & known.keys):
                continue
            # The same words in the same version are the better guess.
            score = self._alike(said, known.words) - (0.01 if known.version != version else 0)
            if score >= ALIKE:
                found[known.page.ref] = max(score, found.get(known.page.ref, 0))
        return found

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        rare = math.log(1 + len(self.known))
        whole = sum(self._weights.get(word, rare) for word in one | other)
        return sum(self._weights.get(word, rare) for word in one & other) / whole if whole else 0


def explain_all(messages: Messages, said: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], str | None]:
    """The mistake's ref for each (validator, version, message), or None.

    Where several fit one message equally well, the one that fits most of the other messages wins.
    """
    near = {finding: messages.near(*finding) for finding in said}
    support: Counter[str] = Counter()
    for scores in near.values():
        for ref, score in scores.items():
            support[ref] += score  # type: ignore[assignment]
    return {
        finding: max(scores, key=lambda ref: (round(scores[ref], 1), support[ref], ref)) if scores else None
        for finding, scores in near.items()
    }
