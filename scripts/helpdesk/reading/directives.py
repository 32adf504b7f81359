"""What is wrong with the words, the options and the body of a directive that may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from helpdesk.reading.dialects import LINES, Directive

_NAMED = {"data-table", "entry-list", "toctree"}  # whose words or lines are names of files or pages
_TITLED = re.compile(r".*<(.+)>$")
OPTION = re.compile(r" {0,3}:([^:\s]+):(?: +(.*))?$")


def named(name: str, known: Directive, argument: str, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Line, counted from that of the fence, and each file or page that the directive names."""
    if name in _NAMED and known.argument:
        yield 0, argument
    for number, words in enumerate(map(str.strip, lines), 1):
        if name in _NAMED and known.body == "lines" and words and not OPTION.match(words):
            yield number, found[1] if (found := _TITLED.match(words)) else words


def find_problems(name: str, known: Directive, argument: str, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Line, counted from that of the fence, and what is wrong there. ``lines`` are those inside the fence."""
    options = 0
    for words in lines:
        if not (found := OPTION.match(words)):
            break
        options += 1
        if (wanted := known.options.get(found[1])) is None:
            there = ", ".join(known.options) or "none"
            yield options if known.options else 0, f"`{name}` takes no option `{found[1]}`; there are: {there}"
        elif not re.fullmatch(wanted, (found[2] or "").strip()):
            yield options, f"`{name}` takes no such `{found[1]}`: correct or remove it"
    body = list(lines[options:])
    if next((words for words in body if words.strip()), "").lstrip().startswith("---"):
        yield 0, f"`{name}` takes its options as lines `:name: value` only"
    elif not re.fullmatch(known.argument, argument):
        yield 0, f"`{argument}` is nothing that `{name}` takes: correct or remove it"
    if known.body == "prose" and not f"{argument}{''.join(body)}".strip():
        yield 0, f"`{name}` is empty: write what it says or remove it"
    for number, words in enumerate(map(str.strip, body), options + 1):
        if words and known.body == "lines" and not re.fullmatch(LINES.get(name, ".*"), words):
            yield number, f"`{words[:60]}` is no line of `{name}`: name a page of this site"
        elif words and not known.body:
            yield number, f"`{name}` takes no text: remove it"
