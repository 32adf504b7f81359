"""Text to words, for the index and for questions; ``theme/static/words.js`` does the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from helpdesk.finding.matching import description, pattern

STOP_WORDS = frozenset(description()["stop"].split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_TOKEN = pattern(description()["token"])
_VERSION = pattern(description()["version"])
_MARKS = re.compile(r"[._-]")


def plain(text: str) -> str:
    """Lower case without accents; ``camelCase`` becomes ``camel-Case``."""
    text = _CAMEL.sub("-", text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


def words(text: str) -> Iterator[str]:
    """The words of ``text``. A compound gives its parts and itself: ``zarr.json`` -> zarr json zarrjson."""
    for token in _TOKEN.findall(plain(text)):
        yield from parts(token)


@cache
def parts(token: str) -> tuple[str, ...]:
    """The parts of a compound, then itself without its marks; a version or a simple word is its only part."""
    if _VERSION.match(token):
        return (token.removeprefix("v"),)
    found = _MARKS.split(token)
    return (*found, "".join(found)) if len(found) > 1 else (token,)


def tokens(text: str) -> list[tuple[str, bool, str]]:
    """The words of a question, in order: each, whether it is a compound beside its parts, and the compound it is of."""
    found: list[tuple[str, bool, str]] = []
    for token in _TOKEN.findall(plain(text)):
        pieces = parts(token)
        last = len(pieces) - 1
        found += [(piece, 0 < last == place, pieces[-1]) for place, piece in enumerate(pieces)]
    return found
