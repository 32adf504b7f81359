"""When two names of terms are the same, and what their plurals are."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

_GAPS = re.compile(r"[\s_-]+")


@functools.lru_cache(200_000)
def fold(name: str) -> str:
    """Names are the same when they differ only in case, width, joiners, spaces, hyphens and underscores."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).replace("\u200c", "").replace("\u200d", "")
    return _GAPS.sub(" ", name.casefold()).strip()


def plurals(name: str) -> Iterator[str]:
    """The regular English plural of a folded name."""
    if name.endswith(("s", "x", "z", "ch", "sh")):
        yield name + "es"
    elif name.endswith("y") and name[-2:-1] not in "aeiou":
        yield name[:-1] + "ies"
    else:
        yield name + "s"
