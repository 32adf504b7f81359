"""Reads what :mod:`helpdesk.finding.index` wrote, piece by piece; ``theme/static/reader.js`` does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from helpdesk.finding.codes import PHRASE_STEP, WORD_STEP, read_phrases, read_texts, value
from helpdesk.finding.guess import Vocabulary
from helpdesk.finding.messages import Known


class Reader:
    """``load`` gives a file of the index by its name without the ending: ``words``, ``hits-0``.

    ``owners``: the record of each phrase; ``named``: whether the phrase is a title or another name of it; ``sizes``:
    what its words tell together.
    """

    def __init__(self, load: Callable[[str], Any]) -> None:
        self._load = load
        self._files: dict[str, Any] = {}
        index = self._file("words")
        self.rules: Mapping[str, Any] = index["matching"]
        self._index = index
        groups = {form: number for number, line in enumerate(index["words"]) for form in _forms(line)}
        self.told = [value(one, WORD_STEP) for one in index["weights"]]
        self.rarest = max(self.told, default=1.0)
        stop = frozenset(self.rules["stop"].split())
        self.vocabulary = Vocabulary(groups, self.told, stop, index["alike"], index["beside"])
        self.owners: list[int] = []
        self.named: list[bool] = []
        for number, (count, names) in enumerate(index["phrases"]):
            self.owners += [number] * count
            self.named += [place < names for place in range(count)]
        self.sizes = [value(one, PHRASE_STEP) for one in index["sizes"]]

    def _file(self, name: str) -> Any:
        if name not in self._files:
            self._files[name] = self._load(name)
        return self._files[name]

    @cached_property
    def messages(self) -> Known:
        return Known(self._file("messages"))

    def kind(self, number: int) -> str:
        return self._index["kinds"][int(self._index["kind"][number])]

    def term_of(self, groups: Iterable[int | str]) -> int | None:
        """The term whose whole name are the words of these ``groups``."""
        return self._index["names"].get(".".join(map(str, groups)))

    def line(self, group: int) -> tuple[list[tuple[int, float]], list[int]]:
        """The records in whose texts a word of ``group`` stands, with how much it says there, and the phrases."""
        starts = self._index["starts"]
        piece = max(number for number, start in enumerate(starts) if start <= group)
        texts, phrases = self._file(f"hits-{piece}")[group - starts[piece]].split("/")
        return read_texts(texts), read_phrases(phrases)

    def shown(self, number: int) -> list[str]:
        """Id, title, address and short text of a record."""
        size = self._index["shown"]
        return self._file(f"shown-{number // size}")[number % size]


def _forms(line: str) -> list[str]:
    shared, *endings = line.split("|")
    return [shared + ending for ending in endings or [""]]
