"""Finds the mistake behind a message of a validator, compared as the search of the site compares."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from helpdesk.finding.matching import description
from helpdesk.finding.messages import Known, stored
from helpdesk.model.page import Page
from helpdesk_omezarr.mistakes.entry import Mistake, version_of

# The last key of a place in metadata, as validators write it: `$.ome.version:`, `multiscales.0.axes:`.
_KEY = re.compile(r"(?:^|: |[.$])([A-Za-z_][\w-]*)(?:\[\d+\]|\.\d+)*:\s")


def keys(message: str) -> frozenset[str]:
    """The keys of the metadata that a message is about; empty where it names no place."""
    return frozenset(_KEY.findall(message))


@dataclass(frozen=True)
class Expected:
    """A message that a validator gives for the mistake of ``page``."""

    page: Page
    version: str
    text: str
    keys: frozenset[str]


class Messages:
    """All messages of all mistakes, by validator."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._expected: dict[str, list[Expected]] = defaultdict(list)
        for page in pages:
            for trial in page.entry.trials if isinstance(page.entry, Mistake) else []:
                for validator, messages in trial.expect.items():
                    version = version_of(trial.script)
                    self._expected[validator] += [Expected(page, version, text, keys(text)) for text in messages]
        self._known = {
            validator: Known(stored((number, one.text) for number, one in enumerate(expected)))
            for validator, expected in self._expected.items()
        }

    def near(self, validator: str, version: str, message: str) -> dict[str, float]:
        """Mistakes by ref with how alike one of their messages is; 1 is the same."""
        least, places, found = description()["likely"]["known"], keys(message), dict[str, float]()
        known = self._known.get(validator)
        for number, alike in known.alike(message, whole=True).items() if known else ():
            one = self._expected[validator][number]
            if places and one.keys and not places & one.keys:
                continue
            # The same words in the same version are the better guess.
            score = alike - (0.01 if one.version != version else 0)
            if score >= least:
                found[one.page.ref] = max(score, found.get(one.page.ref, 0))
        return found


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
