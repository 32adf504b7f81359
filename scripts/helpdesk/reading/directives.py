"""A directive as it stands in a text, and what is wrong with its words, its options and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from helpdesk.reading.dialects import ANY, LINES, Directive

OPTION = re.compile(r" {0,3}:([^:\s]+):(?: +(.*))?$")
_MEANT_AS_OPTION = re.compile(r"\s*:(?!::)")  # MyST takes such a line for an option


@dataclass(frozen=True)
class Used:
    """``options`` and ``lines`` hold texts with the line of the file on which each stands; ``line`` is the fence's.

    ``lines`` are those of the body that have words. ``right``: its form is right, what it names can be looked up.
    """

    name: str
    argument: str
    line: int
    options: Mapping[str, tuple[str, int]]
    lines: Sequence[tuple[str, int]]
    right: bool


def read(
    name: str, known: Directive, argument: str, inside: Sequence[str], line: int
) -> tuple[Used, list[tuple[int, str]]]:
    """The directive whose fence stands on ``line``, and what is wrong with it, each with its line."""
    options: dict[str, tuple[str, int]] = {}
    wrong: list[tuple[int, str]] = []
    count = 0
    for count, words in enumerate(inside):
        if not (found := OPTION.match(words)):
            break
        here = line + count + 1
        if found[1] in options:
            wrong.append((here, f"`{found[1]}` stands here twice: keep one"))
        options[found[1]] = ((found[2] or "").strip(), here)
    body = list(enumerate(inside[count:], line + count + 1))
    lines = [(words.strip(), number) for number, words in body if words.strip()]
    wrong += [*_look_at_options(name, known, options), *_look_at_body(name, known, argument, body, lines, line)]
    if not _takes(known.argument, argument):
        there = (
            f"; there are: {', '.join(known.argument)}"
            if isinstance(known.argument, tuple)
            else ": correct or remove it"
        )
        wrong.append((line, f"`{argument}` is nothing that `{name}` takes{there}"))
    return Used(name, argument, line, options, lines, not wrong), wrong


def _takes(wanted: str | tuple[str, ...], argument: str) -> bool:
    return argument in wanted if isinstance(wanted, tuple) else bool(re.fullmatch(wanted, argument))


def _look_at_options(name: str, known: Directive, options: Mapping[str, tuple[str, int]]) -> Iterator[tuple[int, str]]:
    for key, (value, line) in options.items():
        if (wanted := known.options.get(key)) is None:
            yield line, f"`{name}` takes no option `{key}`; there are: {', '.join(known.options) or 'none'}"
        elif not re.fullmatch(wanted, value):
            yield line, f"`{name}` takes no such `{key}`: correct or remove it"


def _look_at_body(
    name: str,
    known: Directive,
    argument: str,
    body: Sequence[tuple[int, str]],
    lines: Sequence[tuple[str, int]],
    fence: int,
) -> Iterator[tuple[int, str]]:
    if lines and lines[0][0].startswith("---"):
        yield fence, f"`{name}` takes its options as lines `:name: value` only"
        return
    if body and _MEANT_AS_OPTION.match(body[0][1]):
        yield body[0][0], "an option is a line `:name: value`, not set in: correct it"
    elif not known.body:
        found = lines[:1] or ([("", body[0][0])] if len(body) > 2 else [])
        yield from ((number, f"`{name}` takes no text: remove it") for _, number in found)
    elif not lines and not known.may_be_empty and not (known.argument == ANY and argument):
        yield fence, f"`{name}` is empty: write what it says or remove it"
    elif known.body == "lines":
        yield from _look_at_lines(name, [(number, words.rstrip()) for number, words in body if words.strip()])


def _look_at_lines(name: str, lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for number, words in lines:
        if OPTION.match(words):
            yield number, "options stand directly below the fence: move this line up"
        elif name in LINES and not re.fullmatch(LINES[name], words):
            shown = words.strip()
            better = "begin it without spaces" if re.fullmatch(LINES[name], shown) else "name a page of this site"
            yield number, f"`{shown[:60]}` is no line of `{name}`: {better}"
        elif name in LINES and seen.setdefault(words, number) != number:
            yield number, f"`{words}` stands here and on line {seen[words]}: keep one"
