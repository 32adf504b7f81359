"""Finds the mistake behind a message by its words, for a help desk whose build has not yet seen its broken stores."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpdesk.model.page import Page
from helpdesk_omezarr.mistakes.entry import Mistake, version_of

_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")


def words(message: str) -> tuple[str, ...]:
    """The words of a message in lower case; camelCase is taken apart, numbers and single letters are left out."""
    return tuple(word.lower() for word in _WORD.findall(message))


class Messages:
    """All messages that validators give for the mistakes of ``pages``."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.known: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
        for page in pages:
            for trial in page.entry.trials if isinstance(page.entry, Mistake) else ():
                for validator, messages in trial.expect.items():
                    for message in messages:
                        key = (validator, version_of(trial.script), words(message))
                        self.known.setdefault(key, set()).add(page.id)

    def same(self, validator: str, version: str, message: str) -> str | None:
        """The only mistake for which ``validator`` says the same words; None where there is none, or more."""
        found = self.known.get((validator, version, words(message)), set())
        return next(iter(found)) if len(found) == 1 else None
