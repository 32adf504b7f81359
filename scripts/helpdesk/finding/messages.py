"""Messages that programs print, for pasted errors: each is kept whole, as the set of its words.

Adding up single words does not tell "axes: Field required" from "axes.0.name: Field required". What differs from
one computer or dataset to the next (numbers, paths, quotes) is left out here as in ``docs/_static/messages.js``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from helpdesk.finding.text import Record
from helpdesk.finding.words import plain

_PATHS = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s\"':,;()\[\]]+)+[\\/]([^\\/\s\"':,;()\[\]]*)")
_ADDRESSES = re.compile(r"[a-z]+://\S+", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
LONGEST = 120
LEAST = 2


def message_words(message: str) -> list[str]:
    text = _PATHS.sub(r" \1 ", _ADDRESSES.sub(" ", message))
    return list(dict.fromkeys(_WORD.findall(plain(text))))[:LONGEST]


def messages_file(records: Sequence[Record]) -> dict[str, Any]:
    """``rows``: the number of a record, then the places of the message's words in ``words``."""
    places: dict[str, int] = {}
    rows: dict[tuple[int, ...], None] = {}
    for number, record in enumerate(records):
        for message in record.errors:
            found = message_words(message)
            if len(found) >= LEAST:
                ids = sorted(places.setdefault(word, len(places)) for word in found)
                rows[number, *ids] = None
    return {"words": " ".join(places), "rows": [list(row) for row in rows]}
