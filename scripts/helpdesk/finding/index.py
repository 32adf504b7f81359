"""Writes what finds records by their words, in pieces: for the browser and for :mod:`helpdesk.finding.searcher`.

``words.json``
    what every question needs: how things are compared (``matching``, see ``matching.yaml``); all words, grouped by
    stem (``chunk|ed|ing|s``: the part they share, then the rest of each), with a digit for how much each group tells;
    which of them mean about the same (``alike``), and ``beside`` those words for which only others stand anywhere;
    the kind of each record; how many phrases each has and how many of them are names; a digit for the weight of each
    phrase; full names; the questions that most entries lead to; and where each piece of ``hits-N.json`` begins.
``hits-N.json``
    for each group of words the records in whose text it stands: the distance to the last one in base 36, then a
    letter for the weight. After a slash, the phrases (titles, names, search phrases) that have it.
``messages.json``
    the messages that records explain, whole (see :mod:`helpdesk.finding.messages`).
``shown-N.json``
    what a result shows: id, title, address, short.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from helpdesk.files import write_if_changed
from helpdesk.finding.codes import PHRASE_STEP, WORD_STEP, base36, digit, endings, gaps, level, shared, value
from helpdesk.finding.counts import Counts, count, stem
from helpdesk.finding.matching import description
from helpdesk.finding.messages import messages_file
from helpdesk.finding.text import Record
from helpdesk.finding.words import words

HITS_BYTES = 6_000
SHOWN_RECORDS = 20
POPULAR = 6
COMMON = 0.2  # of the records: a word of so many texts tells something only where it stands twice


class Index:
    """The records of a site and their words."""

    def __init__(self) -> None:
        self._records: list[tuple[Record, Counts]] = []

    def add(self, records: Iterable[Record]) -> None:
        """Count the words of ``records``."""
        self._records += [(record, count(record)) for record in records]

    def files(self) -> dict[str, Any]:
        """The index by the names of its files, without the ending ``.json``."""
        # By page; the channels of a page stay in their order.
        ordered = sorted(self._records, key=lambda one: one[0].url.partition(".html")[0])
        return dict(_files([record for record, _ in ordered], [counts for _, counts in ordered]))

    def write(self, folder: Path) -> None:
        """Write the index into ``folder``; files that stay the same are not touched."""
        files = self.files()
        for name, content in files.items():
            write_if_changed(folder / f"{name}.json", json.dumps(content, ensure_ascii=False, separators=(",", ":")))
        for old in folder.glob("*.json"):
            if old.stem not in files:
                old.unlink()


def _files(records: Sequence[Record], counts: Sequence[Counts]) -> Iterator[tuple[str, Any]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for one in counts:
        for key, found in one.forms.items():
            forms[key] |= found
    texts, phrases = _texts(counts), _phrases(counts)
    keys = sorted(forms, key=lambda key: (shared(forms[key]), key))
    place = {key: number for number, key in enumerate(keys)}
    told = _weights(counts)
    starts, pieces = _pieces(f"{texts.get(key, '')}/{gaps(phrases.get(key, ()))}" for key in keys)
    kinds = list(dict.fromkeys(record.kind for record in records))
    yield (
        "words",
        {
            "matching": dict(description()),
            "words": [f"{shared(forms[key])}{endings(shared(forms[key]), forms[key])}" for key in keys],
            "weights": "".join(digit(told[key], WORD_STEP) for key in keys),
            **_alike(place),
            "starts": starts,
            "names": dict(_names(records, place)),
            "kinds": kinds,
            "kind": "".join(str(kinds.index(record.kind)) for record in records),
            "phrases": [[len(one.phrases), 1 + one.names] for one in counts],
            "sizes": "".join(_size(phrase, told) for one in counts for phrase in one.phrases),
            "popular": _popular(records),
            "shown": SHOWN_RECORDS,
        },
    )
    for number, piece in enumerate(pieces):
        yield f"hits-{number}", piece
    yield "messages", messages_file(records)
    for number, first in enumerate(range(0, len(records), SHOWN_RECORDS)):
        rows = records[first : first + SHOWN_RECORDS]
        yield f"shown-{number}", [[row.id, row.title, row.url, row.short] for row in rows]


def _weights(counts: Sequence[Counts]) -> dict[str, float]:
    """How much each stem tells: the fewer records are asked for with it, the more."""
    asked: dict[str, int] = defaultdict(int)
    said: dict[str, int] = defaultdict(int)
    for one in counts:
        for key in {key for phrase in one.phrases for key in phrase}:
            asked[key] += 1
        for key in one.short.keys() | one.body:
            said[key] += 1
    share = description()["weights"]["body_df"]
    return {
        key: math.log(1 + (len(counts) + 0.5) / max(asked[key], share * said[key], 0.5)) for key in asked.keys() | said
    }


def _size(phrase: Iterable[str], told: dict[str, float]) -> str:
    # Of the weights as they are read back, so that a phrase that is asked for word by word is wholly alike.
    return digit(sum(value(digit(told[key], WORD_STEP), WORD_STEP) for key in phrase), PHRASE_STEP)


def _texts(counts: Sequence[Counts]) -> dict[str, str]:
    """For each stem the records in whose short text or body it stands: BM25 (https://doi.org/10.1561/1500000019)."""
    lengths = [sum(one.body.values()) for one in counts]
    filled = [length for length in lengths if length]
    average = sum(filled) / len(filled) if filled else 1
    hits: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    bend = description()["weights"]["text_bend"]
    said = Counter(key for one in counts for key in one.short.keys() | one.body)
    for number, (one, length) in enumerate(zip(counts, lengths, strict=True)):
        for key in sorted(one.short.keys() | one.body):
            if key not in one.short and one.body[key] == 1 and said[key] > COMMON * len(counts):
                continue  # it tells next to nothing, and there are thousands of these
            worth = 2 * (1 + math.log(one.short[key])) if key in one.short else 0
            if key in one.body:
                worth += (1 + math.log(one.body[key])) / (0.4 + 0.6 * length / average)
            hits[key].append(f"{base36(number - last[key])}{level(worth, bend)}")
            last[key] = number
    return {key: "".join(places) for key, places in hits.items()}


def _phrases(counts: Sequence[Counts]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrase for one in counts for phrase in one.phrases):
        for key in phrase:
            places[key].append(number)
    return places


def _pieces(lines: Iterable[str]) -> tuple[list[int], list[list[str]]]:
    starts, size = [0], 0
    pieces: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        if size > HITS_BYTES:
            starts.append(number)
            pieces.append([])
            size = 0
        pieces[-1].append(line)
        size += len(line) + 3
    return starts, pieces


def _names(records: Sequence[Record], place: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Full names of terms as the numbers of their groups: a question that is just a name means that term."""
    taken = set()
    for first in (True, False):
        for number, record in enumerate(records):
            for name in [record.title] if first else record.names:
                key = ".".join(str(place[stem(word)]) for word in words(name) if stem(word) in place)
                if record.kind == "term" and key and key not in taken:
                    taken.add(key)
                    yield key, number


def _popular(records: Sequence[Record]) -> list[int]:
    """The questions to which most entries lead: for a reader who has not asked yet."""
    led = Counter(ref for record in records for ref in record.related)
    asked = [(-led[record.ref], number) for number, record in enumerate(records) if record.kind == "question"]
    return [number for often, number in sorted(asked)[:POPULAR] if often]


def _alike(place: dict[str, int]) -> dict[str, Any]:
    """The rows of words that mean about the same, by their groups; and the row of each word that stands nowhere."""
    rows: list[list[int]] = []
    beside: dict[str, int] = {}
    for line in description()["alike"]:
        found = sorted({place[stem(word)] for word in line.split() if stem(word) in place})
        missing = [word for word in line.split() if stem(word) not in place]
        if len(found) > 1 or (found and missing):
            beside |= {word: len(rows) for word in missing if word not in beside}
            rows.append(found)
    return {"alike": rows, "beside": beside}
