"""Whether the best hit is an answer and not just the least bad one; ``theme/static/judging.js`` does the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk.finding.searcher import Hit


@dataclass(frozen=True)
class Judgment:
    """``sure``: said only where it is right 19 times of 20. ``likely``: worth a look."""

    sure: bool
    likely: bool


def judge(hits: Sequence[Hit], message: bool, plain: bool, asked: float, rules: Mapping[str, Any]) -> Judgment:
    """Judge the first of ``hits`` by its score, how far it is ahead, and ``asked``, what the text's words tell.

    ``plain``: it is neither a message nor may be cut out of one.
    """
    if not hits:
        return Judgment(False, False)
    best, second = hits[0], hits[1].score if len(hits) > 1 else 0.0
    sure, likely, phrase = rules["sure"], rules["likely"], rules["sure"]["phrase"]
    ahead = 1 - second / best.score if best.score else 0.0
    asked_for = best.share >= phrase["share"] and best.like >= phrase["like"]
    certain = best.named or (asked_for and asked >= phrase["told"] and ahead >= phrase["ahead"])
    if message:
        certain = certain or best.known >= sure["known"]
        near = asked >= likely["told"] and best.share + best.like >= likely["message"]
        return Judgment(certain, certain or near or best.known >= likely["known"])
    if plain:
        told = min(1.0, asked / sure["enough"])
        worth = sure["ahead"] * ahead + sure["told"] * told + sure["score"] * best.score
        certain = certain or worth >= sure["limit"]
    return Judgment(certain, certain or best.share >= likely["share"])
