"""Writes what the browser loads to find records by their words, in pieces.

``words.json``
    what every question needs: all words, grouped by stem (``chunk|ed|ing|s``: the part they share, then the rest of
    each), the stop words, the kind of each record, full names, and where each piece of ``hits-N.json`` begins.
``hits-N.json``
    for each group of words the records it stands in: the distance to the last one in base 36, then a letter for the
    weight. A to M: somewhere in the text; N to Z: in title, names or search words. After a slash the same for the
    messages that a record explains: they decide for a pasted error, and hardly count for a question.
``messages.json``
    the messages that records explain, whole (see :mod:`helpdesk.finding.messages`).
``shown-N.json``
    what a result shows: id, kind, title, address, short.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from helpdesk.files import put
from helpdesk.finding.counts import stem
from helpdesk.finding.messages import messages_file
from helpdesk.finding.text import Record
from helpdesk.finding.weights import Weighed, weigh
from helpdesk.finding.words import ALIKE, STOP_WORDS, words

HITS_BYTES = 56_000
SHOWN_RECORDS = 200


class Index:
    def __init__(self) -> None:
        self._records: list[Record] = []

    def add(self, records: Iterable[Record]) -> None:
        """Let ``records`` be found."""
        self._records += records

    def write(self, folder: Path) -> None:
        """Write the index into ``folder``; files that stay the same are not touched."""
        # By page; the channels of a page stay in their order.
        records = sorted(self._records, key=lambda record: record.url.partition(".html")[0])
        files = dict(_files(records, weigh(records)))
        for name, content in files.items():
            put(folder / name, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
        for old in folder.glob("*.json"):
            if old.name not in files:
                old.unlink()


def _files(records: Sequence[Record], weighed: Sequence[Weighed]) -> Iterator[tuple[str, object]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for one in weighed:
        for key, found in one.counts.forms.items():
            forms[key] |= found
    hits = _hits([one.texts for one in weighed])
    messages = _hits([one.messages for one in weighed])
    groups = sorted((_shared(forms[stem]), stem) for stem in hits.keys() | messages)
    starts, size = [0], 0
    pieces: list[list[str]] = [[]]
    for number, (_, key) in enumerate(groups):
        if size > HITS_BYTES:
            starts.append(number)
            pieces.append([])
            size = 0
        after = f"/{messages[key]}" if key in messages else ""
        pieces[-1].append(f"{hits.get(key, '')}{after}")
        size += len(pieces[-1][-1]) + 3
    place = {key: number for number, (_, key) in enumerate(groups)}
    kinds = list(dict.fromkeys(record.kind for record in records))
    yield (
        "words.json",
        {
            "words": [f"{shared}{_endings(shared, forms[key])}" for shared, key in groups],
            "stop": " ".join(sorted(STOP_WORDS)),
            "alike": [row for line in ALIKE if len(row := _places(line, place)) > 1],
            "starts": starts,
            "names": dict(_names(records, place)),
            "kinds": kinds,
            "kind": "".join(str(kinds.index(record.kind)) for record in records),
            "shown": SHOWN_RECORDS,
        },
    )
    for number, piece in enumerate(pieces):
        yield f"hits-{number}.json", piece
    yield "messages.json", messages_file(records)
    for number, first in enumerate(range(0, len(records), SHOWN_RECORDS)):
        rows = records[first : first + SHOWN_RECORDS]
        yield f"shown-{number}.json", [[row.id, row.title, row.url, row.short] for row in rows]


def _hits(words_of_records: Iterable[str]) -> dict[str, str]:
    """For each stem the records it stands in."""
    hits: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = defaultdict(int)
    for number, words_of_record in enumerate(words_of_records):
        for word in words_of_record.split():
            letter, stem = word[0], word[1:]
            hits[stem].append(f"{_base36(number - last[stem])}{letter}")
            last[stem] = number
    return {stem: "".join(places) for stem, places in hits.items()}


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


def _places(line: str, place: dict[str, int]) -> list[int]:
    return sorted({place[stem(word)] for word in line.split() if stem(word) in place})


def _shared(forms: Iterable[str]) -> str:
    # Character by character is what is wanted: these are words, not paths.
    return os.path.commonprefix(sorted(forms))  # noqa: RUF071


def _endings(shared: str, forms: set[str]) -> str:
    """Empty when the shared part is the only form."""
    endings = sorted(form.removeprefix(shared) for form in forms)
    return "" if endings == [""] else "".join(f"|{ending}" for ending in endings)


@cache
def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits
