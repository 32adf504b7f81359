"""Every address of the world outside that our texts name, with the file and line it stands on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpdesk.model.kinds import yaml_kinds
from helpdesk.reading.problems import Unusable
from helpdesk.reading.prose import Prose
from helpdesk.reading.yaml_document import Document, Loc, read_front_matter, read_yaml

_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
# Pages without a kind: the home page, the folders' own pages, tables and what GitHub shows.
_OTHERS = ("*.md", "glossary/*.md", "faq/*.md", "docs/**/*.md", "docs/_data/*.yaml")


@dataclass(frozen=True, order=True)
class Outward:
    url: str
    path: Path
    line: int


def outward_links(root: Path) -> list[Outward]:
    """All links of the sources below ``root`` that leave the site, sorted by address."""
    paths = {path for kind in yaml_kinds() for path in kind.paths(root)}
    paths.update(path for pattern in _OTHERS for path in root.glob(pattern))
    return sorted({link for path in paths for link in _links_in(path, path.relative_to(root))})


def _links_in(path: Path, shown: Path) -> Iterator[Outward]:
    try:
        document = read_yaml(path, shown) if path.suffix == ".yaml" else read_front_matter(path, shown)
    except Unusable:
        return  # `helpdesk check` says why.
    found = list(_in_value(document, (), document.value))
    if path.suffix == ".md":
        first = document.texts.get((), 1)
        body = "\n".join(path.read_text(encoding="utf-8-sig").split("\n")[first - 1 :])
        found += Prose(body, shown, first).addresses
    for url, line in found:
        if _ADDRESS.fullmatch(url):
            yield Outward(url, shown, line)


def _in_value(document: Document, loc: Loc, value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _in_value(document, (*loc, key), item)
    elif isinstance(value, str) and "://" in value:
        if _ADDRESS.fullmatch(value):
            yield value, document.text_line(loc)
        else:
            yield from Prose(value, document.path, document.text_line(loc)).addresses


def changed_lines(root: Path, since: str) -> dict[Path, set[int]]:
    """The lines that were added or changed after the commit ``since``, by file."""
    command = ["git", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--relative", "--end-of-options", since]
    diff = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    lines: dict[Path, set[int]] = {}
    current: set[int] = set()
    for line in diff.splitlines():
        if line.startswith("+++ "):
            current = lines.setdefault(Path(line[4:].removeprefix("b/")), set())
        elif hunk := _HUNK.match(line):
            first = int(hunk[1])
            current.update(range(first, first + int(hunk[2] or 1)))
    return lines
