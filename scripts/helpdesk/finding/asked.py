"""What is asked: the words of a question or a message, each with what it may mean and how much it tells.

``theme/static/asked.js`` does the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.finding.guess import halves, look_up
from helpdesk.finding.messages import COMMON, sentence, significant
from helpdesk.finding.reader import Reader
from helpdesk.finding.words import tokens


@dataclass
class Word:
    """The groups that a word may mean with how much each counts, and how much the word tells.

    ``extra``: it is made of words beside it, or is a part of one, and so counts beside them only.
    """

    groups: Mapping[int, float]
    weight: float
    extra: bool


def asked_words(reader: Reader, text: str, message: bool) -> list[Word]:
    """The words of ``text``, each once. Of a message, what stands beside its last sentence counts less."""
    weights, known = reader.rules["weights"], reader.vocabulary
    folded = significant(text) if message else text
    asked: dict[str, Word] = {}

    def add(word: str, joined: bool, extra: bool, factor: float) -> None:
        if word in asked or (joined and word not in known.groups):
            return
        groups = look_up(known, word, joined)
        weight = reader.told[next(iter(groups))] if groups else weights["unknown"] * reader.rarest
        if message and word in COMMON:
            factor *= weights["common"]
        asked[word] = Word(groups, weight * factor * (weights["joined"] if extra else 1), extra)

    for part, factor in [(sentence(folded), 1.0), (folded, weights["beside"])] if message else [(folded, 1.0)]:
        found = tokens(part)
        for place, (word, joined, whole) in enumerate(found):
            if word in known.stop or (message and whole != word and whole in COMMON):
                continue
            for count in (2, 3, 4):
                both = "".join(one for one, *_ in found[place : place + count])  # `bio formats`, `zarr v3`
                if not joined and both != word and both in known.groups:
                    add(both, True, True, factor)
            add(word, joined, False, factor)
            for half in [] if joined or word in known.groups else halves(known, word):
                add(half, True, True, factor)
    return [*asked.values()]
