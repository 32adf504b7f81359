"""What the types of the fields allow and no one means: an empty value, and the same thing twice in a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpdesk.problems import Problem
from helpdesk.source import Document, Loc

# Keys whose values are a program's: a patch may set nothing, a validator may repeat itself.
_NOT_WRITTEN = {"change", "expect"}
_TOLD_ELSEWHERE = {"related"}


def look(source: Document) -> Iterator[Problem]:
    yield from _look(source, source.value, ())


def _look(source: Document, value: Any, loc: Loc) -> Iterator[Problem]:
    if value is None:
        yield source.problem(loc, "E203", f"`{'.'.join(map(str, loc))}` is empty: write a value or delete the line")
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NOT_WRITTEN:
                yield from _look(source, item, (*loc, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            if item is not None and item in value[:i] and loc[-1] not in _TOLD_ELSEWHERE:
                first = source.line((*loc, value.index(item)))
                yield source.problem((*loc, i), "E209", f"this stands here and on line {first}: keep one")
            else:
                yield from _look(source, item, (*loc, i))
