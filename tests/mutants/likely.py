"""Which tests likely notice a fault, and in which order to run them while time is short."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
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


def words_of(path: Path, built_into: Iterable[str], folders_of_its_like: Iterable[str] = ()) -> set[str]:
    """The words that tests of ``path`` have in their names: of the module, its folders, and of what holds it.

    ``folders_of_its_like``: where a module of this name in the other language stands, as one corpus tries both.
    """
    names = [path.stem, *path.parts[-4:-1], *(Path(one).stem for one in built_into), *folders_of_its_like]
    names += ["look"] if path.suffix == ".css" else []
    words = {word.removesuffix("s") for name in names for word in re.split(r"[-_. ]", name.lower())}
    said = {word for word in words if len(word) > 3} - _SAY_NOTHING
    return {word.removesuffix("y") for word in said}  # what copies is copied


def is_named_for(test: str, words: Iterable[str]) -> bool:
    """Whether ``test`` is in a file that has one of ``words`` in its name."""
    file = test.partition("::")[0]
    return any(f"_{word}" in file or f"/{word}" in file for word in words)


def likelihoods(
    tests: Iterable[str], met: Collection[str], share: dict[str, float], words: set[str]
) -> dict[str, float]:
    """Return for each test how likely it notices a fault of what ``words`` name.

    ``met`` are those that run its line: the fewer there are, the more each is about it. ``share`` has the part of all
    that a test meets that is in the folder of the fault.
    """
    found = {}
    for name in tests:
        test = name.partition("::")[2]
        signs = (
            1 / len(met) if name in met else 0,
            share.get(name, _ANY),
            _COMPARES if compares(name) else 0,
            _NAMED if is_named_for(name, words) else 0,
            _SPEAKS if any(f"_{word}" in test for word in words) else 0,
        )
        found[name] = 1 - math.prod(1 - one for one in signs)
    return found


@dataclass(frozen=True)
class _Round:
    """Tests of one file that wait for the same: they take ``seconds``, and one of them likely notices (up to 1)."""

    tests: list[str]
    waits: frozenset[str]
    seconds: float
    likely: float


def in_order(
    likely: dict[str, float], seconds: dict[str, float], fixtures: dict[str, list[str]], waits: dict[str, float]
) -> Iterator[str]:
    """Yield the tests of ``likely``: those first that together notice most in a short time.

    Tests of one file stay together for a while, as a fixture of a file is made anew whenever its turn comes; one of the
    whole session (``tests::name``) is made once.
    """
    left, made = list(_rounds(likely, seconds, fixtures)), set[str]()

    def worth(one: _Round) -> float:
        return (one.seconds + sum(waits[key] for key in one.waits - made)) / one.likely

    while left:
        best = min(left, key=worth)
        left.remove(best)
        made |= {key for key in best.waits if not key.partition("::")[0].endswith(".py")}
        yield from best.tests


def _rounds(likely: dict[str, float], seconds: dict[str, float], fixtures: dict[str, list[str]]) -> Iterator[_Round]:
    def together(name: str) -> tuple[str, list[str]]:
        return name.partition("::")[0], sorted(fixtures[name])

    for (_, waits), group in groupby(sorted(likely, key=together), key=together):
        tests = sorted(group, key=lambda name: ((seconds[name] + 0.05) / likely[name], name))
        rounds, spent = defaultdict[int, list[str]](list), 0.0
        for name in tests:
            rounds[int(spent / _ROUND)].append(name)
            spent += seconds[name]
        for found in rounds.values():
            took = sum(seconds[name] for name in found) + 0.1
            yield _Round(found, frozenset(waits), took, _any_of(likely[name] for name in found))


def _any_of(likely: Iterable[float]) -> float:
    """How likely at least one notices. Tests of one file are much alike: each further one adds less."""
    return 1 - math.prod(1 - one / (1 + number) for number, one in enumerate(sorted(likely, reverse=True)))
