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


def judge(hits: Sequence[Hit], message: bool, asked: float, rules: Mapping[str, Any]) -> Judgment:
    """Judge the first of ``hits`` by its score, how far it is ahead, and ``asked``, what the question's words tell."""
    if not hits:
        return Judgment(False, False)
    best, second = hits[0], hits[1].score if len(hits) > 1 else 0.0
    sure, likely = rules["sure"], rules["likely"]
    ahead = 1 - second / best.score if best.score else 0.0
    if message:
        phrase = sure["phrase"]
        asked_for = best.share >= phrase["share"] and best.like >= phrase["like"]
        asked_for = asked_for and asked >= phrase["told"] and ahead >= phrase["ahead"]
        certain = best.known >= sure["known"] or asked_for
        near = best.known >= likely["known"] or best.share + best.like >= likely["message"]
        return Judgment(certain, certain or near)
    told = min(1.0, asked / sure["enough"])
    certain = best.named or sure["ahead"] * ahead + sure["told"] * told + sure["score"] * best.score >= sure["limit"]
    return Judgment(certain, certain or best.share >= likely["share"])
