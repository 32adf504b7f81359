"""Builds plain values from the events of the YAML parser: only from those of the simple half of YAML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from helpdesk.reading import invisible_characters
from helpdesk.reading.problems import Problem
from helpdesk.reading.scalars import plain_value
from helpdesk.reading.yaml_errors import missing_space

MAX_DEPTH = 12
MAX_NODES = 5000

Loc = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY = re.compile(r" *(- |[\"']?[A-Za-z0-9_. -]+[\"']?:( |$))")


class Stop(Exception):
    """What follows would be read wrong (a quote without its end) or is more than anything a person writes."""


class Reader:
    """Builds values from the parser's events, which (unlike composed nodes) still show anchors and tags."""

    def __init__(self, text: str, shown: Path, first_line: int) -> None:
        self.shown, self.first_line = shown, first_line
        self.problems: list[Problem] = []
        self.keys: dict[Loc, int] = {}
        self.texts: dict[Loc, int] = {}
        self.spread: dict[Loc, str] = {}
        self.joined: set[Loc] = set()
        self.flow: set[Loc] = set()
        self.scalars: dict[Loc, str] = {}
        self.ends: dict[Loc, int] = {}
        self.quoted: set[Loc] = set()
        self._end = 0
        self._blocks: set[int] = set()
        self._trailing: set[int] = set()
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
            scalar: Any = event
            self.texts[loc] = line + (event.style in ("|", ">"))
            self._look_at_scalar(event)
            self.scalars[loc] = self._written(event)
            if event.style != "|" and scalar.end_mark.line > scalar.start_mark.line:
                self._remember_lines(event, loc)
            return event.value if event.style else plain_value(event.value)
        if getattr(event, "flow_style", False):
            self.flow.add(loc)
        value: Any = None
        if isinstance(event, yaml.SequenceStartEvent):
            items = self._until(yaml.SequenceEndEvent)
            value = [self._node(item, (*loc, i)) for i, item in enumerate(items)]
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(loc)
        self.ends[loc] = self.first_line + self._end
        return value

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, loc)
            if getattr(event, "style", ""):
                self.quoted.add((*loc, key))
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
        self._end = event.end_mark.line  # type: ignore[attr-defined]  # `end` is a class of events

    def _look_at_node(self, event: Any, level: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or level > MAX_DEPTH:
            self._report(event, "S109", f"more than {MAX_NODES} values or {MAX_DEPTH} levels: make it simpler")
            raise Stop
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
                raise Stop
        # An item without its space is read as a text, which begins a line or goes on the item above.
        begins = not self.lines[event.start_mark.line][: event.start_mark.column].strip()
        for number in range(event.start_mark.line + (not begins), event.end_mark.line + 1) if not event.style else ():
            if why := missing_space(self.lines[number]):
                self._add(Problem(self.shown, self.first_line + number, "S105", f"not YAML as it is meant: {why}"))
        if not event.style:
            rest = self.lines[event.end_mark.line][event.end_mark.column :]
            remark = rest.lstrip(" ") if rest.startswith(" ") else ""
            # A sentence may well go on; and a remark has a space after its mark, which `#7` has not.
            if remark.startswith("#") and (" " in event.value or re.match(r"#\w", remark)):
                message = "what follows ` #` is not read: put the text in quotes, or the remark on its own line"
                self._report(event, "S114", message)

    def _written(self, event: Any) -> str:
        """A scalar as it stands in the file, marks included."""
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            self._blocks.update(range(start.line + 1, end.line + (end.column > 0)))
        elif " #" in self.lines[end.line][end.column :]:
            self._trailing.add(self.first_line + end.line)
        lines = self.lines[start.line : end.line + 1]
        if lines:
            lines[-1] = lines[-1][: end.column]
            lines[0] = lines[0][start.column :]
        return "\n".join(lines)

    def remarks(self) -> set[int]:
        """The lines, counted from 1, on which a remark stands."""
        own = {number for number, line in enumerate(self.lines) if line.lstrip().startswith("#")}
        return {self.first_line + number for number in own - self._blocks} | self._trailing

    def _remember_lines(self, event: Any, loc: Loc) -> None:
        """Keep a text that YAML joins as it stands in the file, so that what is wrong in it has its own line."""
        start, end = event.start_mark, event.end_mark
        if event.style == ">":
            lines = self.lines[start.line + 1 : end.line + (end.column > 0)]
        else:
            lines = self.lines[start.line : end.line + 1]
            lines[-1] = lines[-1][: end.column]
            lines[0] = lines[0][start.column :]
            lines = "\n".join(lines).strip(event.style or "").split("\n")
        if sum(1 for line in lines if line.strip()) > 1:
            self.joined.add(loc)
        kept = "\n".join(line.strip() for line in lines)
        if kept.split() == event.value.split():  # without a mark of YAML inside
            self.spread[loc] = kept

    def _line(self, event: Any) -> int:
        return self.first_line + event.start_mark.line

    def _report(self, event: Any, code: str, message: str) -> None:
        self._add(Problem(self.shown, self._line(event), code, message))

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
