"""Which groups of words a word of a question may mean; ``theme/static/guess.js`` does the same.

Itself, its other forms, words that mean about the same, or what was meant before one typing error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from helpdesk.finding.matching import description

_MOST = 12


@dataclass(frozen=True)
class Vocabulary:
    """``groups``: the number of the group of each word, and ``told`` by that number how much it tells.

    ``alike``: groups that people use for each other; ``beside``: of words that stand in no entry, the row of ``alike``.
    """

    groups: Mapping[str, int]
    told: Sequence[float]
    stop: Collection[str]
    alike: Sequence[Sequence[int]]
    beside: Mapping[str, int]


def look_up(known: Vocabulary, word: str, joined: bool = False) -> dict[int, float]:
    """The groups that ``word`` may mean, and how much each counts. On the page the last word may be unfinished."""
    own = known.groups.get(word)
    found: dict[int, float] = {} if own is None else {own: 1.0}
    if not found and not joined:
        found = _other_form(known, word)
        own = next(iter(found), None)
    if not found and not joined and (place := _row(known, word)) is not None:
        return dict.fromkeys(known.alike[place][:_MOST], description()["weights"]["instead"])
    if not found and not joined and not word.replace(".", "").isdigit():
        found = _mended(known, word)
    if not joined and own is not None:
        for row in known.alike:
            if own in row:
                for group in row:
                    found.setdefault(group, description()["weights"]["alike"])
    return dict(list(found.items())[:_MOST])


def _other_form(known: Vocabulary, word: str) -> dict[int, float]:
    for ending, instead in description()["endings"]:
        if word.endswith(ending):
            stump = word[: len(word) - len(ending)]
            form = stump + instead
            if len(stump) > 2 and form in known.groups and form not in known.stop:
                return {known.groups[form]: 0.95}
    return {}


def _row(known: Vocabulary, word: str) -> int | None:
    """The row of ``alike`` for a word of it, or for another form of one, that stands in no entry."""
    if word in known.beside:
        return known.beside[word]
    forms = (word[: len(word) - len(end)] + instead for end, instead in description()["endings"] if word.endswith(end))
    return next((known.beside[form] for form in forms if form in known.beside), None)


def _mended(known: Vocabulary, word: str) -> dict[int, float]:
    found: dict[int, float] = {}
    if len(word) > 3:
        for form in known.groups:
            if nearby(word, form):
                found.setdefault(known.groups[form], 0.8 if len(word) > 6 else 0.6)
        if not found and len(word) > 6:
            start = word[: max(5, len(word) - 3)]
            for form in known.groups:
                if form.startswith(start):
                    found.setdefault(known.groups[form], 0.6)
    elif len(word) == 3:
        swapped = {word[1] + word[0] + word[2], word[0] + word[2] + word[1]}
        for form in sorted(swapped):
            if form in known.groups and form not in known.stop:
                found.setdefault(known.groups[form], 0.6)
    # The most usual word is the likeliest.
    return dict(sorted(found.items(), key=lambda one: (known.told[one[0]], one[0])))


def halves(known: Vocabulary, word: str) -> list[str]:
    """Two known words written as one: ``chunksize``."""
    for i in range(3, len(word) - 2):
        both = [word[:i], word[i:]]
        if all(half in known.groups and half not in known.stop for half in both):
            return both
    return []


def nearby(a: str, b: str) -> bool:
    """Whether one typing error leads from ``a`` to ``b``: a letter too many, missing, wrong, or two exchanged."""
    if abs(len(a) - len(b)) > 1 or len(b) < 3:
        return False
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    a, b = a[i:], b[i:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:1] == b[1:2] and a[1:2] == b[:1] and a[2:] == b[2:])
