"""How much each word says about each record: BM25F (https://doi.org/10.1561/1500000019), in a few levels.

A weight depends on how long a text is beside the average of all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from helpdesk.finding.counts import Counts, count
from helpdesk.finding.text import Record

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
    texts: str
    messages: str


def weigh(records: Sequence[Record]) -> list[Weighed]:
    """The words of ``records``, beside each other."""
    counts = [count(record) for record in records]
    averages = [_average([one.fields[field][0] for one in counts]) for field in WEIGHTS]
    return [_weigh(one, averages) for one in counts]


def _average(lengths: Sequence[int]) -> float:
    """Over the texts that are not empty, with two digits."""
    filled = sum(1 for length in lengths if length)
    return float(f"{sum(lengths) / filled:.2g}") if filled else 1.0


def _weigh(counts: Counts, averages: Sequence[float]) -> Weighed:
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
    return Weighed(counts, texts, " ".join(messages))


def _letter(worth: float, strong: bool = False) -> str:
    share = worth / (SATURATION + worth)
    return chr(ord("N" if strong else "A") + min(LEVELS - 1, int(share * LEVELS)))
