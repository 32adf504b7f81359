"""Adds up what the words of a question tell of each record; ``theme/static/scoring.js`` does the same.

Two things count: the words of the record's phrases and texts, and how much the question is like one of the phrases
that people ask for the record with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from helpdesk.finding.asked import Word
from helpdesk.finding.codes import PHRASE_STEP
from helpdesk.finding.matching import pattern
from helpdesk.finding.messages import Alike
from helpdesk.finding.reader import Reader


@dataclass
class Hit:
    """A record that was found.

    ``share``: the part of the question that stands in it; ``said``: in one of its phrases; ``like``: how much the
    question is like one of its phrases, both ways; ``whole``: how much a phrase tells that stands in
    the question as a whole;
    ``known``: how much a message is like one that it explains; ``explains``: the part of all messages there that it
    does. Each is from 0 to 1.
    """

    number: int
    kind: str
    score: float = 0.0
    share: float = 0.0
    said: float = 0.0
    like: float = 0.0
    whole: float = 0.0
    known: float = 0.0
    explains: float = 0.0
    named: bool = False
    id: str = ""
    title: str = ""
    url: str = ""
    short: str = ""


@dataclass
class Sums:
    """What all words give each record (``scores``, ``covered``) and each phrase; ``total`` is what they tell."""

    scores: dict[int, float] = field(default_factory=dict)
    covered: dict[int, float] = field(default_factory=dict)
    phrases: dict[int, float] = field(default_factory=dict)
    total: float = 0.0


def add_up(reader: Reader, asked: Iterable[Word]) -> Sums:
    sums = Sums()
    for word in asked:
        sums.total += 0 if word.extra else word.weight
        texts: dict[int, float] = {}
        phrases: dict[int, float] = {}
        for group, factor in word.groups.items():
            in_texts, in_phrases = reader.line(group)
            for number, worth in in_texts:
                texts[number] = max(texts.get(number, 0), worth * factor)
            for phrase in in_phrases:
                phrases[phrase] = max(phrases.get(phrase, 0), factor)
        _add_word(reader, sums, word, texts, phrases)
    return sums


def _add_word(reader: Reader, sums: Sums, word: Word, texts: Mapping[int, float], phrases: Mapping[int, float]) -> None:
    weights = reader.rules["weights"]
    strong: dict[int, float] = {}
    cover: dict[int, float] = {}
    for phrase, factor in phrases.items():
        owner = reader.owners[phrase]
        strong[owner] = strong.get(owner, 0) + factor * (weights["first"] if reader.named[phrase] else 1)
        cover[owner] = max(cover.get(owner, 0), factor)
        sums.phrases[phrase] = sums.phrases.get(phrase, 0) + word.weight * factor
    for number in strong.keys() | texts:
        often = strong.get(number, 0)
        worth = weights["phrase"] * often / (weights["phrase_bend"] + often)
        worth += weights["text"] * texts.get(number, 0)
        sums.scores[number] = sums.scores.get(number, 0) + word.weight * worth
        share = max(cover.get(number, 0), weights["body_share"] if texts.get(number, 0) else 0)
        sums.covered[number] = sums.covered.get(number, 0) + (0 if word.extra else word.weight * share)


def hits_of(reader: Reader, sums: Sums, known: Mapping[int, Alike]) -> list[Hit]:
    """The records that any word led to, or that explain a message which is ``known``, in no order."""
    weights = reader.rules["weights"]
    total = sums.total or 1.0
    like: dict[int, float] = {}
    said: dict[int, float] = {}
    whole: dict[int, float] = {}
    for phrase, got in sums.phrases.items():
        owner, size = reader.owners[phrase], reader.sizes[phrase]
        both = weights["like_share"] * total + (1 - weights["like_share"]) * size
        like[owner] = max(like.get(owner, 0), min(1.0, got / both))
        if got >= size - PHRASE_STEP and size >= weights["whole_least"]:  # sizes are stored in steps
            whole[owner] = max(whole.get(owner, 0), min(1.0, size / weights["whole_enough"]))
        said[owner] = max(said.get(owner, 0), min(1.0, got / total))
    hits = []
    for number in sorted(sums.scores.keys() | known.keys()):
        share = min(1.0, sums.covered.get(number, 0) / total)
        score = sums.scores.get(number, 0) / total * share ** weights["share_bend"]
        score += weights["like"] * like.get(number, 0) ** weights["like_bend"]
        same = known.get(number, Alike())
        if same.known >= reader.rules["likely"]["known"]:
            score += weights["known"] * (same.known + weights["explains"] * same.explains)
        hits.append(
            Hit(
                number,
                reader.kind(number),
                score,
                share,
                said.get(number, 0),
                like.get(number, 0),
                whole.get(number, 0),
                same.known,
                same.explains,
            )
        )
    return hits


def prefer(reader: Reader, hits: Iterable[Hit], text: str, asked: Sequence[Word]) -> None:
    """Between equals, who asks in words wants an answer; a question that is just a name means that term."""
    weights, prior = reader.rules["weights"], reader.rules["prior"]
    asks = pattern(reader.rules["question"], "i").search(text) is not None
    defines = pattern(reader.rules["definition"], "i").search(text) is not None
    named = None if asks else reader.term_of(next(iter(word.groups), "") for word in asked if not word.extra)
    for hit in hits:
        hit.score += weights["whole"] * hit.whole
        hit.score *= prior.get(hit.kind, 1)
        hit.score *= weights["question_kind"] if asks and hit.kind == "question" else 1
        hit.score *= weights["definition_kind"] if defines and hit.kind == "term" else 1
        hit.named = hit.number == named
