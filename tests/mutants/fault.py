"""A single fault: one change of one file."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One change of one file: characters ``start`` to ``end`` become ``new``. ``line`` counts from 1."""

    path: Path
    line: int
    kind: str
    start: int
    end: int
    new: str
    function: int = 0  # line of the function around it, 0 on the level of the module

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def describe(self, text: str) -> str:
        old, new = (" ".join(part.split()) for part in (text[self.start : self.end], self.new))
        return f"{self.kind}: {old[:70]!r} -> {new[:70]!r}"


def misspelled(text: str) -> str:
    """Return ``text`` without its last letter."""
    last = max(place for place, letter in enumerate(text) if letter.isalpha())
    return text[:last] + text[last + 1 :]


def other_number(number: int) -> int:
    """Return one more; of a limit of thousands, by which one more or less is seen by nobody, return the double."""
    return number + 1 if number < 1000 else number * 2


def is_duration(name: str) -> bool:
    """Whether a constant is called as one that says how long something waits: a little more is seen by nobody."""
    return name.strip("_").upper() in {"SECONDS", "PAUSE", "WAIT", "LINGER", "DONE"}


def is_text(node: ast.AST) -> bool:
    """Whether ``node`` is a string with a letter."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value))
