"""Writes a YAML file anew as the project writes them: order of the keys, indents, quotes, width. Values stay the same.

What a person chose and what reads well stays: lists in brackets, texts without quotes, where a folded text breaks.
A part with remarks in it (``# ...``) keeps its own lines.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from helpdesk.reading.yaml_document import Document, Loc, parse_yaml
from helpdesk.reading.yaml_writer import WIDTH, emit, flow_text

_LONGEST = 120


def format_yaml(text: str, shown: Path, order: Sequence[str], untouched: Set[str] = frozenset()) -> str:
    """``text`` with its keys in the ``order`` given, others at the end; what programs wrote is ``untouched``.

    Raises :class:`Unusable` when it is no YAML.
    """
    document = parse_yaml(text, shown)
    lines = text.split("\n")
    parts = key_spans(document, lines)
    head = lines[: min(begin for begin, _, _ in parts.values())]
    place = {key: number for number, key in enumerate(order)}
    keys = sorted(parts, key=lambda key: place.get(key, len(place)))
    made = "\n".join(
        [
            *head,
            *(
                line
                for key in keys
                for line in _Part(document, lines).of(
                    key, parts[key][0], parts[key][2], _holds(document.value[key], key, untouched)
                )
            ),
        ]
    )
    made = f"{made.rstrip()}\n"
    assert parse_yaml(made, shown).value == document.value, "formatting changed a value"
    return made


def key_spans(document: Document, lines: list[str]) -> dict[str, tuple[int, int, int]]:
    """For each top-level key, from 0: the line where its remarks begin, its own line, its end (excluded)."""
    starts = sorted((line - 1, loc[0]) for loc, line in document.keys.items() if len(loc) == 1)
    spans: dict[str, tuple[int, int, int]] = {}
    begin = starts[0][0]
    for (first, key), after in zip(starts, [*(line for line, _ in starts[1:]), len(lines)], strict=True):
        end = after
        while end - 1 > begin and after < len(lines) and lines[end - 1].startswith("#"):
            end -= 1  # a remark stands above what it is about
        spans[str(key)] = (begin, first, end)
        begin = end
    return spans


def _holds(value: Any, key: str | int, untouched: Set[str]) -> bool:
    """Whether ``value``, which stands at ``key``, is or holds something that is not touched."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return key in untouched or any(_holds(item, inner, untouched) for inner, item in pairs)


class _Part:
    def __init__(self, document: Document, lines: list[str]) -> None:
        self.document, self.style, self.lines = document, document.style, lines

    def of(self, key: str, begin: int, end: int, whole: bool) -> Iterator[str]:
        while self.lines[begin].startswith("#"):  # remarks above it
            yield self.lines[begin].rstrip()
            begin += 1
        if whole or any(line + 1 in self.style.remarks for line in range(begin, end)):
            yield from (line.rstrip() for line in self.lines[begin:end])
        else:
            yield from self._pair(key, (key,), self.document.value[key], 0)

    def _pair(self, key: str, loc: Loc, value: Any, indent: int) -> Iterator[str]:
        name = f"{' ' * indent}{self._key(loc)}:"
        kept = self._kept(loc, indent)
        if kept:
            yield from kept
        elif isinstance(value, list) and value and loc in self.style.flow and not self._fits(f"{name} ", loc, value):
            yield from self._wrapped(name, loc, value, indent)
        elif isinstance(value, dict | list) and value and not self._fits(f"{name} ", loc, value):
            yield name
            yield from self._inside(loc, value, indent + 2)
        else:
            first, *more = self._leaf(loc, value, indent + 2, len(name) + 1)
            yield f"{name} {first}"
            yield from more

    def _inside(self, loc: Loc, value: Any, indent: int) -> Iterator[str]:
        if isinstance(value, dict):
            for key, item in value.items():
                yield from self._pair(key, (*loc, key), item, indent)
            return
        for i, item in enumerate(value):
            pad = " " * (indent + 2)
            if isinstance(item, dict | list) and item and not self._fits(pad, (*loc, i), item):
                made = list(self._inside((*loc, i), item, indent + 2))
            else:
                first, *more = self._leaf((*loc, i), item, indent + 2)
                made = [pad + first, *more]
            yield f"{' ' * indent}- {made[0][indent + 2 :]}"
            yield from made[1:]

    def _key(self, loc: Loc) -> str:
        return json.dumps(loc[-1], ensure_ascii=False) if loc in self.style.quoted else flow_text(str(loc[-1]))

    def _kept(self, loc: Loc, indent: int) -> list[str]:
        """The lines of a list in brackets that fit as they are; nothing for anything else."""
        first, last = self.document.keys[loc], self.style.ends.get(loc, 0)
        lines = self.lines[first - 1 : last]
        fits = all(len(line) <= _LONGEST and line == line.rstrip() for line in lines)
        starts = bool(lines) and lines[0].startswith(f"{' ' * indent}{self._key(loc)}:")
        return lines if loc in self.style.flow and first < last and fits and starts else []

    def _wrapped(self, name: str, loc: Loc, value: list[Any], indent: int) -> Iterator[str]:
        """A list of words in brackets that needs more than one line."""
        words = [self._brackets((*loc, i), item) for i, item in enumerate(value)]
        line = f"{name} [{words[0]}"
        for word in words[1:]:
            if len(line) + len(word) + 3 > _LONGEST:
                yield f"{line},"
                line = " " * (indent + 2) + word
            else:
                line += f", {word}"
        yield f"{line}]"

    def _fits(self, before: str, loc: Loc, value: Any) -> bool:
        """Whether a list or mapping was written in brackets and has room on its line."""
        return loc in self.style.flow and len(before) + len(self._brackets(loc, value)) <= _LONGEST

    def _brackets(self, loc: Loc, value: Any) -> str:
        if isinstance(value, dict):
            pairs = (f"{self._key((*loc, key))}: {self._brackets((*loc, key), item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
        if isinstance(value, list):
            return f"[{', '.join(self._brackets((*loc, i), item) for i, item in enumerate(value))}]"
        return self._word(loc, value)

    def _word(self, loc: Loc, value: Any) -> str:
        """A scalar on one line: without quotes where it had none, otherwise with double ones."""
        written = self.style.scalars.get(loc)
        if written and "\n" not in written and not (written.startswith("'") and '"' not in value and "\\" not in value):
            return written
        return json.dumps(value, ensure_ascii=False) if written and written[0] in "'\"" else flow_text(value)

    def _leaf(self, loc: Loc, value: Any, indent: int, before: int = 0) -> list[str]:
        """The lines of a scalar, the first of them without what stands before it."""
        if isinstance(value, dict | list):
            return [self._brackets(loc, value)]
        pad, written = " " * indent, self.style.scalars.get(loc, "")
        if written.startswith(">"):
            header, *kept = written.rstrip("\n").split("\n")
            if all(len(pad + line.strip()) <= _LONGEST for line in kept):
                return [header.strip(), *(pad + line.strip() if line.strip() else "" for line in kept)]
        elif written and "\n" not in written and not written.startswith("|"):
            word = self._word(loc, value)
            if max(before, indent) + len(word) <= _LONGEST or " " not in word or not isinstance(value, str):
                return [word]
        if isinstance(value, str) and "\n" not in value and value == " ".join(value.split()) and " " in value:
            wrapped = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
            return [">-", *(pad + line for line in wrapped)]
        first, *more = emit({"k": value}).rstrip("\n").split("\n") if value != "" else ["k: "]
        return [first.removeprefix("k: ") or '""', *(" " * (indent - 2) + line if line else "" for line in more)]
