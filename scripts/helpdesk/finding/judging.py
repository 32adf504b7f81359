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


def judge(hits: Sequence[Hit], message: bool, rules: Mapping[str, Any]) -> Judgment:
    """Judge the first of ``hits`` by how much of the question it has and how far it is ahead of the second."""
    if not hits:
        return Judgment(False, False)
    best, second = hits[0], hits[1].score if len(hits) > 1 else 0.0
    sure, likely = rules["sure"], rules["likely"]
    if message:
        found = best.known >= sure["known"]
        return Judgment(found, found or best.known >= likely["known"] or best.share >= likely["message"])
    ahead = best.named or best.score >= sure["margin"] * second
    certain = best.share >= sure["share"] and best.like >= sure["like"] and ahead
    return Judgment(certain, certain or best.share >= likely["share"])
