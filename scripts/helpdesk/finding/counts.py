"""The words of one record: the phrases that name it or ask for it, and how often each word stands in its texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from helpdesk.finding.matching import description
from helpdesk.finding.text import Record
from helpdesk.finding.words import STOP_WORDS, words

_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Counts:
    """``phrases``: the stems of its title, its ``names`` other names and its search phrases, each sorted.

    ``short`` and ``body`` say how often a stem stands there; ``forms`` are the words with the same stem.
    """

    phrases: list[tuple[str, ...]]
    names: int
    short: dict[str, int]
    body: dict[str, int]
    forms: dict[str, set[str]]


@cache
def stem(word: str) -> str:
    return word if any(c.isdigit() for c in word) else _stemmer.stemWord(word)


def count(record: Record) -> Counts:
    forms: dict[str, set[str]] = defaultdict(set)
    title = f"{record.title} {record.id if record.kind == 'term' else ''}"
    phrases = [tuple(sorted(_counted(text, forms))) for text in (title, *record.names, *record.search)]
    short, body = _counted(record.short, forms), _counted(record.body, forms)
    return Counts(phrases, len(record.names), short, body, dict(forms))


def _counted(text: str, forms: dict[str, set[str]]) -> dict[str, int]:
    """How often each stem stands in ``text``, whose words are added to ``forms``."""
    longest = description()["longest_word"]
    found: dict[str, int] = defaultdict(int)
    for word, often in Counter(words(text)).items():
        if word not in STOP_WORDS and len(word) <= longest:
            key = stem(word)
            forms[key].add(word)
            found[key] += often
    return dict(found)
