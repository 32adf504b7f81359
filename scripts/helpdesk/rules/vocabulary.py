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
    return everyday_words(root) | _sections(root)[1]


def everyday_words(root: Path) -> frozenset[str]:
    """The words that everyone knows: those above the line ``# What ...``, which begins words of the trade."""
    return _sections(root)[0]


def _sections(root: Path) -> tuple[frozenset[str], frozenset[str]]:
    path = root / LIST
    return _read(path, root, path.stat().st_mtime_ns) if path.is_file() else (frozenset(), frozenset())


@lru_cache(4)
def _read(path: Path, root: Path, changed: int) -> tuple[frozenset[str], frozenset[str]]:
    above, _, below = read_text(path, root).partition("\n# What ")
    everyday, trade = (
        frozenset(line.strip() for line in part.splitlines() if line and not line.startswith("#"))
        for part in (above, below.partition("\n")[2])
    )
    return everyday, trade


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
