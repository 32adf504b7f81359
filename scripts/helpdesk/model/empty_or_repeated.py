"""What the types of the fields allow and no one means: an empty value, and the same thing twice in a list."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Document, Loc

_TOLD_ELSEWHERE = {"related"}


def find_problems(source: Document, program_keys: Set[str]) -> Iterator[Problem]:
    """Findings in what a person wrote; below ``program_keys`` a program may repeat itself and a value be nothing."""
    yield from _problems_in(source, source.value, (), program_keys)


def _problems_in(
    source: Document, value: dict[str, Any] | list[Any], loc: Loc, program_keys: Set[str]
) -> Iterator[Problem]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        inside = (*loc, key)
        if key in program_keys:
            continue
        if item is None:
            name = ".".join(map(str, inside))
            yield source.problem(inside, "E203", f"`{name}` is empty: write a value or delete the line")
        elif isinstance(value, list) and (first := value.index(item)) != key and loc[-1] not in _TOLD_ELSEWHERE:
            line = source.line((*loc, first))
            yield source.problem(inside, "E209", f"this stands here and on line {line}: keep one")
        elif isinstance(item, dict | list):
            yield from _problems_in(source, item, inside, program_keys)
