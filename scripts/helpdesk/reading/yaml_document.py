"""YAML text to plain values, each with the line it stands on.

Contributions are untrusted, so only the simple half of YAML is read: no anchors, aliases, tags or second
documents, bounded size and depth, no duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helpdesk.reading import invisible_characters
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.scalars import plain_value

MAX_BYTES = 128 * 1024
MAX_DEPTH = 12
MAX_NODES = 5000

Loc = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY = re.compile(r" *(- |[\"']?[A-Za-z0-9_. -]+[\"']?:( |$))")


@dataclass
class Document:
    """A mapping read from ``path``.

    ``keys`` says on which line a key or list item stands, ``texts`` on which line a scalar's text begins
    (for a literal block: the line after ``|``). Lines count from 1. ``opening`` is the first line of the text.
    """

    path: Path
    value: dict[str, Any]
    keys: dict[Loc, int] = field(default_factory=dict)
    texts: dict[Loc, int] = field(default_factory=dict)
    opening: str = ""

    def line(self, loc: Loc) -> int:
        """The line of ``loc``, or of the nearest place above it that exists."""
        while loc and loc not in self.keys:
            loc = loc[:-1]
        return self.keys.get(loc, 1)

    def problem(self, loc: Loc, code: str, message: str) -> Problem:
        return Problem(self.path, self.line(loc), code, message)

    def text_line(self, loc: Loc) -> int:
        """The line on which the text at ``loc`` begins."""
        return self.texts.get(loc) or self.line(loc)


def read_yaml(path: Path, shown: Path | None = None) -> Document:
    """Read one YAML mapping. ``shown`` is the path that problems name. Raises :class:`Unusable`."""
    shown = shown or path
    return parse_yaml(_decode(path, shown), shown)


def read_front_matter(path: Path, shown: Path | None = None) -> Document:
    """Read the YAML between the first two ``---`` lines of a Markdown file; empty when there is none.

    ``texts[()]`` is the line on which the Markdown after it begins.
    """
    shown = shown or path
    lines = _decode(path, shown).split("\n")
    if not lines or lines[0].rstrip() != "---":
        return Document(shown, {}, texts={(): 1})
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        raise Unusable([Problem(shown, 1, "S105", "the front matter has no end: close it with a line `---`")])
    head = "\n".join(lines[1:end])
    document = parse_yaml(head, shown, first_line=2) if head.strip() else Document(shown, {})
    document.texts[()] = end + 2
    return document


def parse_yaml(text: str, shown: Path, first_line: int = 1) -> Document:
    """Parse ``text``, whose first line is line ``first_line`` of the file ``shown``."""
    found = list(_look_at_text(text, shown, first_line))
    if found:
        raise Unusable(found)
    reader = _Reader(text, shown, first_line)
    try:
        value = reader.read()
    except _Stop:
        raise Unusable(reader.problems) from None
    except yaml.YAMLError as error:
        raise Unusable([*reader.problems, _syntax(error, shown, first_line)]) from None
    if reader.problems:
        raise Unusable(reader.problems)
    if not isinstance(value, dict):
        message = "the file must be a mapping: lines of `key: value`"
        raise Unusable([Problem(shown, first_line, "S110", message)])
    return Document(shown, value, reader.keys, reader.texts, text.partition("\n")[0].rstrip())


def _decode(path: Path, shown: Path) -> str:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unusable([Problem(shown, 1, "S103", f"the file is longer than {MAX_BYTES // 1024} KiB: split it")])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not UTF-8: save the file with the encoding UTF-8"
        raise Unusable([Problem(shown, line, "S101", message)]) from None


def _look_at_text(text: str, shown: Path, first_line: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(shown, first_line, "S102", "the file is empty: fill it in or delete it")
        return
    if "\t" not in text and not invisible_characters.find(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if "\t" in line:
            yield Problem(shown, number, "S104", "a tab: use spaces, two for each level")
        if found := invisible_characters.find(line):
            yield Problem(shown, number, "S111", invisible_characters.message(found))


def _syntax(error: yaml.YAMLError, shown: Path, first_line: int) -> Problem:
    # Where a quote, a list in brackets or a key begins that has no end helps more than where the file ran out.
    begun = re.search(r"quoted scalar|flow|simple key", getattr(error, "context", None) or "")
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    mark = next(filter(None, marks if begun else reversed(marks)), None)
    line = first_line + (mark.line if mark else 0)
    what = getattr(error, "problem", None) or "cannot be read"
    return Problem(
        shown, line, "S105", f"not YAML: {what}; is a quote, a colon or the indentation wrong at or above this line?"
    )


class _Stop(Exception):
    """What follows would be read wrong (a quote without its end) or is more than anything a person writes."""


class _Reader:
    """Builds values from the parser's events, which (unlike composed nodes) still show anchors and tags."""

    def __init__(self, text: str, shown: Path, first_line: int) -> None:
        self.shown, self.first_line = shown, first_line
        self.problems: list[Problem] = []
        self.keys: dict[Loc, int] = {}
        self.texts: dict[Loc, int] = {}
        self.lines = text.split("\n")
        self.nodes = 0
        self._next: Callable[[], Any] = _LOADER(text).get_event

    def read(self) -> Any:
        value: Any = None
        documents = 0
        while event := self._next():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(event, "S112", "a second document begins here: one file holds one entry")
                    return value
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(event, ())
        return value

    def _node(self, event: Any, loc: Loc) -> Any:
        self._look_at_node(event, len(loc))
        line = self._line(event)
        self.keys.setdefault(loc, line)
        if isinstance(event, yaml.ScalarEvent):
            self.texts[loc] = line + (event.style in ("|", ">"))
            self._look_at_scalar(event)
            return event.value if event.style else plain_value(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            items = self._until(yaml.SequenceEndEvent)
            return [self._node(item, (*loc, i)) for i, item in enumerate(items)]
        return self._mapping(loc) if isinstance(event, yaml.MappingStartEvent) else None

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, loc)
            if key in mapping:
                first = self.keys[(*loc, key)]
                self._report(event, "S106", f"`{key}` stands here and on line {first}: keep one")
            else:
                self.keys[(*loc, key)] = self._line(event)
            value = self._node(self._next(), (*loc, key))
            mapping.setdefault(key, value)
        return mapping

    def _key(self, event: Any, loc: Loc) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._look_at_node(event, len(loc) + 1)
            self._look_at_scalar(event)
            return str(event.value)
        if isinstance(self._node(event, (*loc, f"key {self.nodes}")), dict | list):
            self._report(event, "S105", "a key must be a word, not a list or mapping")
        return ""

    def _until(self, end: type) -> Iterator[Any]:
        while not isinstance(event := self._next(), end):
            yield event

    def _look_at_node(self, event: Any, level: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or level > MAX_DEPTH:
            self._report(event, "S109", f"more than {MAX_NODES} values or {MAX_DEPTH} levels: make it simpler")
            raise _Stop
        if event.anchor:
            self._report(event, "S107", "anchors (&) and aliases (*) are not read: write the value out or quote it")
        if (tag := getattr(event, "tag", None)) and tag != "!":
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self._report(event, "S108", f"tags are not read: write the value without `{tag}`")

    def _look_at_scalar(self, event: Any) -> None:
        if event.style == '"' and (found := invisible_characters.find(event.value)):
            self._report(event, "S111", invisible_characters.message(found))
        if event.style in ('"', "'"):
            first, *inside = self.lines[event.start_mark.line : event.end_mark.line + 1]
            # Quoted text may go on over lines, set in. With neighbors of its own key in it, its end was forgotten.
            level = len(first) - len(first.lstrip(" -"))
            if any(len(line) - len(line.lstrip(" ")) <= level and _ENTRY.match(line) for line in inside):
                self._report(event, "S113", f"the quote {event.style} here takes in the next lines: close it")
                raise _Stop
        if not event.style and " " in event.value:  # a sentence, which may well go on
            rest = self.lines[event.end_mark.line][event.end_mark.column :]
            if rest.startswith(" ") and rest.lstrip(" ").startswith("#"):
                message = "what follows ` #` is not read: put the text in quotes, or the remark on its own line"
                self._report(event, "S114", message)

    def _line(self, event: Any) -> int:
        return self.first_line + event.start_mark.line

    def _report(self, event: Any, code: str, message: str) -> None:
        problem = Problem(self.shown, self._line(event), code, message)
        if problem not in self.problems:
            self.problems.append(problem)
