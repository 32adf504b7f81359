"""Finds the records that answer a question or explain a message; ``theme/static/find.js`` does the same.

:mod:`helpdesk.finding.index` wrote what every word tells and where it stands. Here a question's words are looked up,
mended where nothing fits, and what they tell is added up: by the words of each record, and by how much the question is
like one of the phrases that people ask for the record with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from helpdesk.finding.codes import PHRASE_STEP, WORD_STEP, read_phrases, read_texts, value
from helpdesk.finding.guess import Vocabulary, halves, look_up
from helpdesk.finding.judging import Asked, Judgment, judge
from helpdesk.finding.matching import pattern
from helpdesk.finding.messages import COMMON, Known, is_message, sentence, significant
from helpdesk.finding.words import tokens


@dataclass
class Word:
    """A word of a question: the groups it may mean with how much each counts, and how much the word tells."""

    groups: Mapping[int, float]
    weight: float
    joined: bool


@dataclass
class Hit:
    """A record that was found. ``share`` and ``like`` are from 0 to 1, see :mod:`helpdesk.finding.judging`."""

    number: int
    kind: str
    score: float = 0.0
    share: float = 0.0
    like: float = 0.0
    known: float = 0.0
    named: bool = False
    id: str = ""
    title: str = ""
    url: str = ""
    short: str = ""


@dataclass
class Answer:
    """``hits``, best first; ``judgment`` says whether the first is sure, or at least likely, to answer."""

    hits: list[Hit]
    message: bool
    judgment: Judgment

    @property
    def shown(self) -> list[Hit]:
        """What a reader sees without asking for more."""
        return self.hits if self.judgment.sure or self.judgment.likely else []


@dataclass
class _Sums:
    scores: dict[int, float] = field(default_factory=dict)
    covered: dict[int, float] = field(default_factory=dict)
    phrases: dict[int, float] = field(default_factory=dict)
    total: float = 0.0


class Searcher:
    """``load`` gives a file of the index by its name without the ending: ``words``, ``hits-0``."""

    def __init__(self, load: Callable[[str], Any]) -> None:
        self._load = load
        self._files: dict[str, Any] = {}
        index = self._file("words")
        self.rules: Mapping[str, Any] = index["matching"]
        self._index = index
        groups: dict[str, int] = {}
        for number, line in enumerate(index["words"]):
            shared, *endings = line.split("|")
            for ending in endings or [""]:
                groups[shared + ending] = number
        self._told = [value(one, WORD_STEP) for one in index["weights"]]
        self._vocabulary = Vocabulary(groups, self._told, frozenset(self.rules["stop"].split()), index["alike"])
        self._owners: list[int] = []
        self._first: list[bool] = []
        for number, (count, names) in enumerate(index["phrases"]):
            self._owners += [number] * count
            self._first += [place < names for place in range(count)]

    def _file(self, name: str) -> Any:
        if name not in self._files:
            self._files[name] = self._load(name)
        return self._files[name]

    @cached_property
    def _known(self) -> Known:
        return Known(self._file("messages"))

    def find(self, text: str) -> Answer:
        """The records for ``text``, best first."""
        text = text.strip()
        message = is_message(text)
        known = self._known.alike(text) if message or _may_be_message(text) else {}
        if max(known.values(), default=0) >= self.rules["sure"]["known"]:
            message = True
        plain = not message and pattern(self.rules["message"]["marks"]).search(text) is None
        asked = self._asked(text, message)
        sums = self._sums(asked)
        hits = self._hits(sums, known if message else {})
        if not message:
            self._prefer(hits, text, asked)
        hits.sort(key=lambda hit: (-hit.named, -hit.score, hit.number))
        unknown = sum(word.weight for word in asked if not word.groups and not word.joined) / (sums.total or 1)
        return Answer(hits, message, judge(hits, Asked(message, plain, sums.total, unknown), self.rules))

    def show(self, hits: list[Hit]) -> list[Hit]:
        """Fill in what is shown of ``hits``."""
        for hit in hits:
            rows = self._file(f"shown-{hit.number // self._index['shown']}")
            hit.id, hit.title, hit.url, hit.short = rows[hit.number % self._index["shown"]]
        return hits

    def _asked(self, text: str, message: bool) -> list[Word]:
        weights, known = self.rules["weights"], self._vocabulary
        folded = significant(text) if message else text
        asked: dict[str, Word] = {}

        def add(word: str, joined: bool, extra: bool, factor: float) -> None:
            if word in asked or (joined and word not in known.groups):
                return
            groups = look_up(known, word, joined)
            weight = self._told[next(iter(groups))] if groups else weights["unknown"] * self._rarest
            if message and word in COMMON:
                factor *= weights["common"]
            asked[word] = Word(groups, weight * factor * (weights["joined"] if extra else 1), extra)

        for part, factor in [(sentence(folded), 1.0), (folded, weights["beside"])] if message else [(folded, 1.0)]:
            found = tokens(part)
            for place, (word, joined, whole) in enumerate(found):
                if word in known.stop or (message and whole != word and whole in COMMON):
                    continue
                for count in (2, 3, 4):
                    both = "".join(one for one, *_ in found[place : place + count])  # `bio formats`, `zarr v3`
                    if not joined and both != word and both in known.groups:
                        add(both, True, True, factor)
                add(word, joined, False, factor)
                for half in [] if joined or word in known.groups else halves(known, word):
                    add(half, True, True, factor)
        return [*asked.values()]

    @cached_property
    def _rarest(self) -> float:
        return max(self._told, default=1.0)

    def _line(self, group: int) -> tuple[list[tuple[int, float]], list[int]]:
        starts = self._index["starts"]
        piece = max(number for number, start in enumerate(starts) if start <= group)
        texts, phrases = self._file(f"hits-{piece}")[group - starts[piece]].split("/")
        return read_texts(texts), read_phrases(phrases)

    def _sums(self, asked: list[Word]) -> _Sums:
        weights, sums = self.rules["weights"], _Sums()
        for word in asked:
            sums.total += 0 if word.joined else word.weight
            texts: dict[int, float] = {}
            phrases: dict[int, float] = {}
            for group, factor in word.groups.items():
                in_texts, in_phrases = self._line(group)
                for number, worth in in_texts:
                    texts[number] = max(texts.get(number, 0), worth * factor)
                for phrase in in_phrases:
                    phrases[phrase] = max(phrases.get(phrase, 0), factor)
            strong: dict[int, float] = {}
            cover: dict[int, float] = {}
            for phrase, factor in phrases.items():
                owner = self._owners[phrase]
                strong[owner] = strong.get(owner, 0) + factor * (weights["first"] if self._first[phrase] else 1)
                cover[owner] = max(cover.get(owner, 0), factor)
                sums.phrases[phrase] = sums.phrases.get(phrase, 0) + word.weight * factor
            for number in strong.keys() | texts:
                often = strong.get(number, 0)
                worth = weights["phrase"] * often / (weights["phrase_bend"] + often)
                worth += weights["text"] * texts.get(number, 0)
                sums.scores[number] = sums.scores.get(number, 0) + word.weight * worth
                share = max(cover.get(number, 0), weights["body_share"] if texts.get(number, 0) else 0)
                sums.covered[number] = sums.covered.get(number, 0) + (0 if word.joined else word.weight * share)
        return sums

    def _hits(self, sums: _Sums, known: Mapping[int, float]) -> list[Hit]:
        weights, index = self.rules["weights"], self._index
        total = sums.total or 1.0
        like: dict[int, float] = {}
        for phrase, got in sums.phrases.items():
            size = value(index["sizes"][phrase], PHRASE_STEP)
            same = min(1.0, got / (weights["like_share"] * total + (1 - weights["like_share"]) * size))
            like[self._owners[phrase]] = max(like.get(self._owners[phrase], 0), same)
        hits = []
        for number in sorted(sums.scores.keys() | known.keys()):
            share = min(1.0, sums.covered.get(number, 0) / total)
            score = sums.scores.get(number, 0) / total * share ** weights["share_bend"]
            score += weights["like"] * like.get(number, 0) ** weights["like_bend"]
            same = known.get(number, 0)
            kind = index["kinds"][int(index["kind"][number])]
            score += weights["known"] * same if same >= self.rules["likely"]["known"] else 0
            hits.append(Hit(number, kind, score, share, like.get(number, 0), same))
        return hits

    def _prefer(self, hits: list[Hit], text: str, asked: list[Word]) -> None:
        """Between equals, who asks in words wants an answer; a question that is just a name means that term."""
        weights, prior = self.rules["weights"], self.rules["prior"]
        asks = pattern(self.rules["question"], "i").search(text) is not None
        defines = pattern(self.rules["definition"], "i").search(text) is not None
        name = ".".join(str(next(iter(word.groups), "")) for word in asked if not word.joined)
        named = self._index["names"].get(name)
        for hit in hits:
            hit.score *= prior.get(hit.kind, 1)
            hit.score *= weights["question_kind"] if asks and hit.kind == "question" else 1
            hit.score *= weights["definition_kind"] if defines and hit.kind == "term" else 1
            hit.named = hit.number == named


def _may_be_message(text: str) -> bool:
    """A sentence, or marks that questions do not have."""
    return len(text.split()) > 3 or pattern(r"[:\[\]{}$_'\"`=]|\w\.\w").search(text) is not None
