"""YAML text to plain values, each with the line it stands on.

Contributions are untrusted, so only the simple half of YAML is read: no anchors, aliases, tags or second
documents, bounded size and depth, no duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helpdesk.reading import invisible_characters, regular_files
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_errors import LOOK_ALIKES, explain, look_alike
from helpdesk.reading.yaml_reader import Loc, Reader, Stop

MAX_BYTES = 128 * 1024
_CONFLICT = re.compile(r"(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)( |$)")
_CONFLICT_IN_YAML = re.compile(rf"{_CONFLICT.pattern}|=======$")  # which underlines a heading in Markdown
_MARKS = ("<<<<<<<", ">>>>>>>", "|||||||", "=======")


@dataclass
class Style:
    """How a file was written: lists and mappings in brackets with the line of their end, scalars with their marks, keys
    in quotes, and lines with a remark."""

    flow: set[Loc] = field(default_factory=set)
    ends: dict[Loc, int] = field(default_factory=dict)
    scalars: dict[Loc, str] = field(default_factory=dict)
    quoted: set[Loc] = field(default_factory=set)
    remarks: set[int] = field(default_factory=set)


@dataclass
class Document:
    """A mapping read from ``path``.

    ``keys`` says on which line a key or list item stands, ``texts`` on which line a scalar's text begins
    (for a literal block: the line after ``|``). Lines count from 1. ``opening`` is the first line of the text.
    ``joined`` are the places of texts on several lines that YAML makes one line of, and ``spread`` those texts as they
    stand. ``rest`` is the Markdown after front matter. How a document was written is no part of its ``repr``, from
    which a build tells whether a page changed.
    """

    path: Path
    value: dict[str, Any]
    keys: dict[Loc, int] = field(default_factory=dict, repr=False)
    texts: dict[Loc, int] = field(default_factory=dict, repr=False)
    opening: str = field(default="", repr=False)
    spread: dict[Loc, str] = field(default_factory=dict, repr=False)
    joined: set[Loc] = field(default_factory=set, repr=False)
    style: Style = field(default_factory=Style, repr=False)
    rest: str = ""

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
    return parse_yaml(decode(path, shown), shown)


def read_front_matter(path: Path, shown: Path | None = None) -> Document:
    """Read the YAML between the first two ``---`` lines of a Markdown file; empty when there is none.

    ``texts[()]`` is the line on which the Markdown after it begins.
    """
    shown = shown or path
    text = decode(path, shown)
    if found := list(_unfinished(text, shown, 1, _CONFLICT)):
        raise Unusable(found)
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return Document(shown, {}, texts={(): 1}, rest=text)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        raise Unusable([Problem(shown, 1, "S105", "the front matter has no end: close it with a line `---`")])
    head = "".join(f"{line}\n" for line in lines[1:end])
    document = parse_yaml(head, shown, first_line=2) if head.strip() else Document(shown, {})
    document.texts[()] = end + 2
    document.rest = "\n".join(lines[end + 1 :])
    return document


def parse_yaml(text: str, shown: Path, first_line: int = 1) -> Document:
    """Parse ``text``, whose first line is line ``first_line`` of the file ``shown``."""
    found = list(_look_at_text(text, shown, first_line))
    if found:
        raise Unusable(found)
    reader = Reader(text, shown, first_line)
    try:
        value = reader.read()
    except Stop:
        raise Unusable(reader.problems) from None
    except yaml.YAMLError as error:
        number, words = explain(error, reader.lines)
        told = [problem for problem in reader.problems if problem.line != first_line + number]
        raise Unusable([*told, Problem(shown, first_line + number, "S105", words)]) from None
    if reader.problems:
        raise Unusable(reader.problems)
    if not isinstance(value, dict):
        message = "the file must be a mapping: lines of `key: value`"
        raise Unusable([Problem(shown, first_line, "S110", message)])
    opening = text.partition("\n")[0].rstrip()
    return Document(
        shown,
        value,
        reader.keys,
        reader.texts,
        opening,
        reader.spread,
        reader.joined,
        Style(reader.flow, reader.ends, reader.scalars, reader.quoted, reader.remarks()),
    )


def decode(path: Path, shown: Path) -> str:
    """The text of a file, its lines ended by LF. Raises :class:`Unusable` for what is no text, too long, or no file."""
    inside = not shown.is_absolute() and path.parts[-len(shown.parts) :] == shown.parts
    root = path.parents[len(shown.parts) - 1] if inside else path.parent
    if why := regular_files.refusal(path, root):
        raise Unusable([Problem(shown, 1, "S115", why)])
    data = regular_files.read_bytes(path, root, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unusable([Problem(shown, 1, "S103", f"the file is longer than {MAX_BYTES // 1024} KiB: split it")])
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not UTF-8: save the file with the encoding UTF-8"
        raise Unusable([Problem(shown, line, "S101", message)]) from None
    if "\r" in text and "\n" not in text:
        message = "the lines end with CR alone, so this is one line: save the file with line ends LF"
        raise Unusable([Problem(shown, 1, "S117", message)])
    return text


def _unfinished(text: str, shown: Path, first_line: int, conflict: re.Pattern[str]) -> Iterator[Problem]:
    """A finding for each conflict that a merge left in ``text``."""
    inside = False
    for number, line in enumerate(text.split("\n"), first_line) if any(mark in text for mark in _MARKS) else ():
        if conflict.match(line):
            if not inside:
                message = (
                    "a merge left a conflict here: keep one side, and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`"
                )
                yield Problem(shown, number, "S116", message)
            inside = not line.startswith(">")


def _look_at_text(text: str, shown: Path, first_line: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(shown, first_line, "S102", "the file is empty: fill it in or delete it")
        return
    yield from _unfinished(text, shown, first_line, _CONFLICT_IN_YAML)
    if "\t" not in text and not LOOK_ALIKES.search(text) and not invisible_characters.find(text):
        return
    for number, line in enumerate(text.split("\n"), first_line):
        if why := look_alike(line):
            yield Problem(shown, number, "S118", why)
        if "\t" in line:
            yield Problem(shown, number, "S104", "a tab: use spaces, two for each level")
        if found := invisible_characters.find(line):
            yield Problem(shown, number, "S111", invisible_characters.message(found))
