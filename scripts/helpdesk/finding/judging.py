"""Whether the best hit is an answer and not just the least bad one; ``theme/static/judging.js`` does the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk.finding.scoring import Hit


@dataclass(frozen=True)
class Judgment:
    """``sure``: said only where it is right 19 times of 20. ``likely``: worth a look."""

    sure: bool
    likely: bool


@dataclass(frozen=True)
class Asked:
    """What is asked. ``told``: what its words tell; ``unknown``: the part of that which stands in no entry.

    ``guessed``: the same, and in part what was mended or stands there only in other words.

    ``plain``: it is neither a message nor may be cut out of one.
    """

    message: bool
    plain: bool
    told: float
    unknown: float
    guessed: float


def judge(hits: Sequence[Hit], asked: Asked, rules: Mapping[str, Any]) -> Judgment:
    """Judge the first of ``hits`` by its score, how far it is ahead, and what was asked."""
    if not hits:
        return Judgment(False, False)
    best, second = hits[0], hits[1].score if len(hits) > 1 else 0.0
    sure, likely, phrase, near = rules["sure"], rules["likely"], rules["sure"]["phrase"], rules["likely"]["near"]
    least = sure["least"]
    ahead = 1 - second / best.score if best.score else 0.0
    asked_for = best.share >= phrase["share"] and best.like >= phrase["like"]
    certain = best.named or (asked_for and asked.told >= phrase["told"] and ahead >= phrase["ahead"])
    if asked.message:
        most = rules["weights"]["explains"]
        mine, *others = (hit.known + most * hit.explains for hit in hits)
        alone = max(others, default=0.0) < sure["rival"] * mine
        certain = certain or (best.known >= sure["known"] and alone)
        alike = best.share + best.like - asked.unknown >= likely["message"] and asked.told >= likely["told"]
        nearly = best.share >= near["share"] and best.like >= near["like"] and best.score >= near["score"]
        some = likely["some"]
        tells = best.score >= some["score"] and asked.told >= some["told"] and asked.unknown <= some["unknown"]
        return Judgment(certain, certain or alike or nearly or tells or best.known >= likely["known"])
    if asked.plain:
        told = min(1.0, asked.told / sure["enough"])
        worth = sure["ahead"] * ahead + sure["told"] * told + sure["score"] * best.score + sure["like"] * best.like
        worth -= sure["guessed"] * asked.guessed
        clear = ahead >= least["ahead"] and asked.told >= least["told"]
        clear = clear and best.like >= least["like"] and best.said >= least["said"]
        certain = certain or (worth >= sure["limit"] and clear and asked.guessed <= sure["most"])
    return Judgment(certain, certain or best.share >= likely["share"])
