"""How often each word stands in each field of a record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import snowballstemmer

from helpdesk.finding.text import Record
from helpdesk.finding.words import STOP_WORDS, words

LONGEST_WORD = 32

_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Counts:
    """``fields``: for each field its length in words, then how often each stem stands there.

    ``forms``: the words with the same stem (chunk: chunk, chunks, chunked).
    """

    fields: dict[str, tuple[int, dict[str, int]]]
    forms: dict[str, set[str]]


@cache
def stem(word: str) -> str:
    return word if any(c.isdigit() for c in word) else _stemmer.stemWord(word)


def count(record: Record) -> Counts:
    forms: dict[str, set[str]] = defaultdict(set)
    counted = {name: Counter(_stems(text, forms)) for name, text in _fields(record)}
    return Counts({name: (counter.total(), dict(counter)) for name, counter in counted.items()}, dict(forms))


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", f"{record.title} {record.id if record.kind == 'term' else ''}"
    yield "names", " \n ".join(record.names)
    yield "search", " \n ".join(record.search)
    yield "errors", " \n ".join(record.errors)
    yield "short", record.short
    yield "body", record.body


def _stems(text: str, forms: dict[str, set[str]]) -> Iterator[str]:
    for word in words(text):
        if word not in STOP_WORDS and len(word) <= LONGEST_WORD:
            key = stem(word)
            forms[key].add(word)
            yield key
