"""``docs/_data/plain-words.txt``: the words a ``short`` may use without explanation, one on each line."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from helpdesk.reading.regular_files import read_text

LIST = Path("docs/_data/plain-words.txt")
_CODE = re.compile(r"`[^`]*`")
_WORD = re.compile(r"\b[A-Za-z](?:[\w'-]*\w)?")


def plain_words(root: Path) -> frozenset[str]:
    """All words of the list. Empty when there is none: then nothing is checked."""
    path = root / LIST
    return _read(path, root, path.stat().st_mtime_ns) if path.is_file() else frozenset()


@lru_cache(4)
def _read(path: Path, root: Path, changed: int) -> frozenset[str]:
    lines = read_text(path, root).splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def words_of(text: str) -> list[str]:
    """The words of a ``short``; what is marked as `code` or has digits is a name."""
    words = _WORD.findall(_CODE.sub(" ", text))
    return [word.removesuffix("'s") for word in words if word.isalpha() or not any(map(str.isdigit, word))]


def bases(word: str) -> list[str]:
    """``word`` in lower case, and what it may be a form of: chunks, stored, writing, bodies."""
    word = word.lower()
    found = [word]
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            found.append(word[: -len(ending)] + instead)
    return found
