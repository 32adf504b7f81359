"""What may not stand in fields of plain words: markup and scripts that would be harmless here but never belong.

Pages escape these texts, so nothing is executed. A finding all the same: whoever writes it expects it to work, or
hopes that some reader of our data forgets to escape it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from helpdesk.problems import Problem
from helpdesk.source import Document, Loc

_TAGS = (
    "a|applet|audio|base|body|button|details|div|embed|form|frame|frameset|head|html|iframe|img|input|link|marquee|"
    "math|meta|noscript|object|option|p|script|select|source|span|style|svg|template|textarea|title|video|xml|xss"
)
MARKUP = re.compile(
    rf"<[/\s]*(?:{_TAGS})\b|<!--|<\?|<!\[|\b(?:javascript|vbscript|livescript)\s*:|data:text/html", re.I
)
_WORD = re.compile(r"[^\W\d_]{2,}")
# Keys whose texts are changes to a store and what programs said about it.
_NOT_WORDS = {"change", "expect", "output", "start"}


def look(source: Document, markdown: set[Loc]) -> Iterator[Problem]:
    """Findings for the texts of ``source`` that are not at one of the places ``markdown``."""
    for loc, text in _texts(source.value, ()):
        if loc not in markdown and ("<" in text or ":" in text) and (found := MARKUP.search(text)):
            yield source.problem(loc, "M309", f"`{found.group()}` is markup or script: write plain words")
        for word in _WORD.findall(text) if not text.isascii() else ():
            if _mixes_alphabets(word):
                message = f"`{word}` mixes Latin and Cyrillic letters that look alike: type it again"
                yield source.problem(loc, "M310", message)


def _mixes_alphabets(word: str) -> bool:
    alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return {"LATIN", "CYRILLIC"} <= alphabets


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if loc or key not in _NOT_WORDS:
                yield (*loc, key), key
                yield from _texts(item, (*loc, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _texts(item, (*loc, i))
