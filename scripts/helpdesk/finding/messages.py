"""Messages that programs print: what of them does not differ from computer to computer, and which stored one it is.

``theme/static/messages.js`` does the same. A stored message is the list of its words. One with few words counts only
where a line says just that: "group not found" and "no group found" are messages of two versions of a library.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpdesk.finding.matching import description, pattern, replacement
from helpdesk.finding.text import Record
from helpdesk.finding.words import STOP_WORDS, plain

RULES = description()["message"]
COMMON = frozenset(RULES["common"].split())
_WORD = pattern(RULES["word"])
_FOLD = [(pattern(found, flags), replacement(instead)) for found, instead, flags in RULES["fold"]]
_FORM = [pattern(form, "m") for form in RULES["form"]]
_EXCEPTION = pattern(RULES["exception"], "m")
_PREFIX = pattern(RULES["prefix"])
_MARKED = pattern(RULES["marked"])


def is_message(text: str) -> bool:
    """Whether ``text`` has the form of something that a program printed, or is too long for a question in words."""
    return any(form.search(text) for form in _FORM) or (len(text) > RULES["longest_question"] and not _in_words(text))


def may_be_message(text: str) -> bool:
    """A sentence, or marks that questions do not have."""
    return len(text.split()) > 3 or _MARKED.search(text) is not None


def _in_words(text: str) -> bool:
    """Whether ``text`` tells something as people do: every third of its words only holds others together."""
    said = _WORD.findall(plain(text))
    return sum(word in STOP_WORDS for word in said) >= RULES["told"] * len(said)


def significant(text: str) -> str:
    """``text`` without frames, paths, addresses, quotes and numbers."""
    for found, instead in _FOLD:
        text = found.sub(instead, text)
    return text


def sentence(folded: str) -> str:
    """From the last name of an exception on; all of it where there is none."""
    found = list(_EXCEPTION.finditer(folded))
    return folded[found[-1].start() :] if found else folded


def message_words(folded: str) -> list[str]:
    """The words of a message that was made :func:`significant`, each once, in order."""
    return list(dict.fromkeys(_WORD.findall(plain(folded))))[: RULES["longest"]]


def lines_of(folded: str) -> set[tuple[str, ...]]:
    """The words of each line, also without the module before its message, and of two lines that follow each other."""
    lines = [line for line in folded.split("\n") if line.strip()]
    found = set()
    for line in [*lines, *(f"{one} {other}" for one, other in pairwise(lines))]:
        found |= {tuple(message_words(line)), tuple(message_words(_PREFIX.sub("", line)))}
    return found


def messages_file(records: Sequence[Record]) -> dict[str, Any]:
    """The messages that ``records`` explain, by the numbers of the records.

    ``rows``: a number, then the places of the words of its message in ``words``, in order. From row ``asked`` on they
    are phrases that people ask for a record with and that have the form of a message.
    """
    places: dict[str, int] = {}
    rows: dict[tuple[int, ...], None] = {}

    def add(number: int, message: str) -> None:
        found = message_words(significant(message))
        if len(found) > 1 or (found and _EXCEPTION.search(message)):
            rows.setdefault((number, *(places.setdefault(word, len(places)) for word in found)))

    for number, record in enumerate(records):
        for message in record.errors:
            add(number, message)
    asked = len(rows)
    for number, record in enumerate(records):
        for phrase in filter(is_message, record.search):
            add(number, phrase)
    return {"words": " ".join(places), "rows": [list(row) for row in rows], "asked": asked}


@dataclass(frozen=True)
class Alike:
    """``known``: how alike the best stored message of a record is, up to 1.

    ``explains``: the part of the known words of the text that stand in those of its messages which are alike.
    """

    known: float = 0.0
    explains: float = 0.0


@dataclass(frozen=True)
class _Row:
    """``trust``: how much it counts; a phrase that people ask with explains nothing for certain."""

    number: int
    ids: tuple[int, ...]
    whole: float
    trust: float


class Known:
    """The stored messages; ``file`` is what :func:`messages_file` gave."""

    def __init__(self, file: dict[str, Any]) -> None:
        self._places = {word: place for place, word in enumerate(file["words"].split(" "))}
        size = file["asked"]
        counts = Counter(place for _, *ids in file["rows"][:size] for place in ids)
        self._own = RULES["own"] * math.log(1 + size)
        self._worth = [
            math.log(1 + size / counts[place]) if counts[place] else self._own for place in range(len(self._places))
        ]
        self._rows = [
            _Row(number, tuple(ids), sum(self._worth[id_] for id_ in ids), 1.0 if place < size else RULES["asked"])
            for place, (number, *ids) in enumerate(file["rows"])
        ]
        self._names = list(self._places)

    def alike(self, text: str) -> dict[int, Alike]:
        """The records that explain such a message, or one of those in ``text``."""
        folded = significant(text)
        lines = lines_of(folded)
        said: list[int | str] = [self._places.get(word, word) for word in _WORD.findall(plain(folded))]
        there = set(said)
        best: dict[int, float] = {}
        explained: dict[int, set[int]] = {}
        for row in self._rows:
            if len(row.ids) <= RULES["short"]:
                score = _said([self._names[id_] for id_ in row.ids], lines)
            else:
                score = self._part_of(row, said, there)
            score *= row.trust
            best[row.number] = max(score, best.get(row.number, 0))
            if score >= RULES["counts"]:
                explained.setdefault(row.number, set()).update(id_ for id_ in row.ids if id_ in there)
        whole = self._sum(word for word in there if isinstance(word, int)) or 1
        parts = {number: self._sum(ids) / whole for number, ids in explained.items()}
        return {number: Alike(score, parts.get(number, 0.0)) for number, score in best.items() if score}

    def _sum(self, ids: Iterable[int]) -> float:
        return sum(self._worth[id_] for id_ in sorted(ids))

    def _part_of(self, row: _Row, said: Sequence[int | str], there: set[int | str]) -> float:
        shared = [id_ for id_ in row.ids if id_ in there]
        both = sum(self._worth[id_] for id_ in shared)
        if not both or both < RULES["least"] * row.whole:
            return 0
        beside = [word for word in dict.fromkeys(_shortest(said, set(shared))) if word not in shared]
        more = sum(self._worth[word] if isinstance(word, int) else self._own for word in beside)
        return both / (row.whole + more)


def _said(words: Sequence[str], lines: set[tuple[str, ...]]) -> float:
    """1 where a line has just ``words``, less where the way to a key is shorter there, otherwise 0."""
    if tuple(words) in lines:
        return 1.0
    cut, least, worth = RULES["tail"]
    tails = (tuple(words[start:]) for start in range(1, cut + 1) if len(words) - start >= least)
    return worth if any(tail in lines for tail in tails) else 0.0


def _shortest(said: Sequence[int | str], wanted: set[int]) -> Sequence[int | str]:
    """The shortest part of ``said`` that has all ``wanted`` words: a message stands among other lines."""
    counts: Counter[int | str] = Counter()
    first, start, end = 0, 0, len(said)
    for last, word in enumerate(said):
        if word in wanted:
            counts[word] += 1
        while len(counts) == len(wanted):
            if last + 1 - first < end - start:
                start, end = first, last + 1
            out = said[first]
            if counts[out] > 1:
                counts[out] -= 1
            else:
                counts.pop(out, None)
            first += 1
    return said[start:end]
