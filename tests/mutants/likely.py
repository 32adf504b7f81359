"""Which tests likely notice a fault, and in which order to run them while time is short."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from pathlib import Path

# How likely a test notices a fault, as a part of 1: one that compares all of something with what is written down, one
# in a file that is named for the module or its folder, one that has such a word in its own name, any other.
_COMPARES, _NAMED, _SPEAKS, _ANY = 0.3, 0.3, 0.2, 0.01
_ROUND = 8  # seconds for the tests of one file, before another file has its turn
_COMPARED = re.compile(r"_kept|_up_to_date|_same_bytes")
_SAY_NOTHING = {"init", "main", "browser", "static", "css", "helpdesk", "omezarr", "sphinx", "cli", "start", "parts"}


def compares(test: str) -> bool:
    """Whether ``test`` compares a whole page or file with what is kept of it."""
    return bool(_COMPARED.search(test.partition("::")[2]))


def words_of(path: Path, built_into: Iterable[str]) -> set[str]:
    """The words that tests of ``path`` have in their names: of the module, its folders, and of what holds it."""
    names = [path.stem, *path.parts[-4:-1], *(Path(one).stem for one in built_into)]
    names += ["look"] if path.suffix == ".css" else []
    words = {word.rstrip("s") for name in names for word in re.split(r"[-_. ]", name.lower())}
    return {word for word in words if len(word) > 3} - _SAY_NOTHING


def is_named_for(test: str, words: Iterable[str]) -> bool:
    """Whether ``test`` is in a file that has one of ``words`` in its name."""
    file = test.partition("::")[0]
    return any(f"_{word}" in file for word in words)


def likelihoods(tests: Iterable[str], share: dict[str, float], words: set[str]) -> dict[str, float]:
    """Return for each test how likely it notices a fault of what ``words`` name.

    ``share`` has the part of all that a test meets that is in the folder of the fault.
    """
    found = {}
    for name in tests:
        test = name.partition("::")[2]
        signs = (
            share.get(name, _ANY),
            _COMPARES if compares(name) else 0,
            _NAMED if is_named_for(name, words) else 0,
            _SPEAKS if any(f"_{word}" in test for word in words) else 0,
        )
        found[name] = 1 - math.prod(1 - one for one in signs)
    return found


def in_order(
    likely: dict[str, float], seconds: dict[str, float], fixtures: dict[str, list[str]], waits: dict[str, float]
) -> Iterator[str]:
    """Yield the tests of ``likely``: those first that together notice most in a short time.

    Tests of one file stay together for a while, as a fixture of a file is made anew whenever its turn comes.
    """
    shared_by_all = set.intersection(*(set(fixtures[name]) for name in likely)) if likely else set()
    rounds = []
    for _, group in groupby(sorted(likely), key=lambda name: name.partition("::")[0]):
        tests = sorted(group, key=lambda name: ((seconds[name] + 0.05) / likely[name], name))
        for together in _rounds(tests, seconds):
            waited = {key for name in together for key in fixtures[name]} - shared_by_all
            cost = sum(seconds[name] for name in together) + sum(waits[key] for key in waited) + 0.1
            rounds.append((cost / _any_of(likely[name] for name in together), together))
    for _, together in sorted(rounds):
        yield from together


def _rounds(tests: list[str], seconds: dict[str, float]) -> Collection[list[str]]:
    rounds, spent = defaultdict[int, list[str]](list), 0.0
    for name in tests:
        rounds[int(spent / _ROUND)].append(name)
        spent += seconds[name]
    return rounds.values()


def _any_of(likely: Iterable[float]) -> float:
    """How likely at least one notices. Tests of one file are much alike: each further one adds less."""
    return 1 - math.prod(1 - one / (1 + number) for number, one in enumerate(sorted(likely, reverse=True)))
