"""How much each word says about each record: BM25F (https://doi.org/10.1561/1500000019), in a few levels.

A weight depends on how long a text is beside the average of all. The averages are rounded, so that an edit hardly ever
changes them, and what was weighed before is kept for the next build.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpdesk.finding.counts import Counts, count
from helpdesk.finding.text import Record
from helpdesk.kept import Shelf

# How much a word in each field counts, beside one in the text. Checked with tests/questions.yaml.
WEIGHTS = {"title": 6.0, "names": 6.0, "search": 3.0, "errors": 5.0, "short": 2.0, "body": 1.0}
STRONG = ("title", "names", "search")
SATURATION = 10.0
LENGTH = {"search": 0.3, "errors": 0.3, "body": 0.6}
LEVELS = 13


@dataclass(frozen=True)
class Weighed:
    """``texts``: a letter and then the stem, for each word of a record: A to M somewhere in the text, N to Z in title,
    names or search words. ``messages``: the same for the messages that the record explains.
    """

    counts: Counts
    averages: tuple[float, ...]
    texts: str
    messages: str


def digest(record: Record) -> str:
    """A name for all that ``record`` holds."""
    return hashlib.blake2b(repr(record).encode(), digest_size=16).hexdigest()


class Weights:
    """What is kept in ``folder`` is not made anew. Records go by their digests."""

    def __init__(self, folder: Path | None) -> None:
        self._kept = Shelf(folder)
        self._counts: dict[str, Counts] = {}

    def add(self, records: Mapping[str, Record]) -> None:
        """Count the words of ``records``."""
        for name, record in records.items():
            known: Weighed | None = self._kept.values.get(name)
            self._counts[name] = known.counts if known else count(record)

    def weigh(self, names: Iterable[str]) -> list[Weighed]:
        """The words of the records ``names``, beside each other."""
        counts = {name: self._counts[name] for name in names}
        averages = tuple(_average([one.fields[field][0] for one in counts.values()]) for field in WEIGHTS)
        weighed = {}
        for name, found in counts.items():
            known: Weighed | None = self._kept.values.get(name)
            weighed[name] = known if known and known.averages == averages else _weigh(found, averages)
        self._kept.replace(weighed)
        return [*weighed.values()]


def _average(lengths: Sequence[int]) -> float:
    """Over the texts that are not empty, with two digits."""
    filled = sum(1 for length in lengths if length)
    return float(f"{sum(lengths) / filled:.2g}") if filled else 1.0


def _weigh(counts: Counts, averages: tuple[float, ...]) -> Weighed:
    weight: dict[str, float] = defaultdict(float)
    strong: set[str] = set()
    messages = []
    for name, average in zip(WEIGHTS, averages, strict=True):
        length, stems = counts.fields[name]
        bend = LENGTH.get(name, 0)
        scale = WEIGHTS[name] / (1 - bend + bend * length / average)
        for stem, times in stems.items():
            worth = scale * (1 + math.log(times))
            if name == "errors":
                messages.append(f"{_letter(worth)}{stem}")
            else:
                weight[stem] += worth
        if name in STRONG:
            strong.update(stems)
    texts = " ".join(f"{_letter(worth, stem in strong)}{stem}" for stem, worth in weight.items())
    return Weighed(counts, averages, texts, " ".join(messages))


def _letter(worth: float, strong: bool = False) -> str:
    share = worth / (SATURATION + worth)
    return chr(ord("N" if strong else "A") + min(LEVELS - 1, int(share * LEVELS)))
