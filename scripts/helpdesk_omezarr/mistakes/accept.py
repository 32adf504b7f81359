"""Writes what the build saw into a mistake's YAML; every other byte of the file stays as it is."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from helpdesk.reading.yaml_document import Loc, read_yaml

if TYPE_CHECKING:
    from helpdesk_omezarr.mistakes.expected import Difference

WIDTH = 110


def accept(root: Path, differences: list[Difference]) -> None:
    """Put the value of every difference at its place; the caller has shown the differences."""
    for difference in differences:
        path = root / difference.page.path
        _write(path, difference.loc, difference.value)


def _write(path: Path, loc: Loc, value: dict[str, str | list[str]] | str) -> None:
    keys = read_yaml(path).keys
    data = path.read_bytes().decode("utf-8")
    newline = "\r\n" if "\r\n" in data else "\n"
    lines = data.replace("\r\n", "\n").split("\n")
    if loc in keys:
        first = keys[loc] - 1
        column = lines[first].index(f"{loc[-1]}:")
        lead = lines[first][:column]
    else:
        # Before `why` or, inside a list item, after its last line: where a person would put it.
        before = keys[(*loc[:-1], "why")] - 1 if len(loc) == 1 else None
        item = keys[loc[:-1]] - 1
        column = 0 if before is not None else len(lines[item]) - len(lines[item].lstrip(" -"))
        first = before if before is not None else _end(lines, item, column - 1)
        lead = " " * column
    end = _end(lines, first, column) if loc in keys else first
    block = _dump(str(loc[-1]), value, " " * column)
    block[0] = lead + block[0].lstrip()
    lines[first:end] = block
    path.write_bytes(newline.join(lines).encode("utf-8"))


def _end(lines: list[str], first: int, column: int) -> int:
    """The line after the last of the block that begins on line ``first`` with its key at ``column``."""
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        indented = len(line) - len(line.lstrip(" "))
        if line.strip() and indented <= column:
            break
        if line.strip() and not line.lstrip().startswith("#"):
            end = number + 1
    return end


def _dump(key: str, value: dict[str, str | list[str]] | str, pad: str) -> list[str]:
    if isinstance(value, str):
        return [f"{pad}{key}: |", *(f"{pad}  {line}".rstrip() for line in value.splitlines())]
    lines = [f"{pad}{key}:"]
    for name, messages in value.items():
        if isinstance(messages, str):
            lines.append(f"{pad}  {name}: {messages}")
        else:
            lines.append(f"{pad}  {name}:")
            for message in messages:
                lines += _item(message, f"{pad}    ")
    return lines


def _item(message: str, pad: str) -> list[str]:
    quoted = f"{pad}- '{message.replace(chr(39), chr(39) * 2)}'"
    if len(quoted) <= WIDTH:
        return [quoted]
    # Folded: a line break stands for one space, so words may not be cut.
    room = WIDTH - len(pad) - 4
    folded = textwrap.wrap(message, room, break_long_words=False, break_on_hyphens=False)
    return [f"{pad}- >-", *(f"{pad}    {line}" for line in folded)]
