"""A new entry from a few answers: its id, its file, and whether there is one like it already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from helpdesk.model import published_ids
from helpdesk.model.catalog import Catalog
from helpdesk.model.file_text import text_of
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import TERM, entry_kinds
from helpdesk.reading.problems import Problem
from helpdesk.rules import check

WRITABLE = {kind.name: kind for kind in entry_kinds()}
_SMALL = {"a", "an", "the", "is", "are", "do", "does", "i", "my", "of", "to", "in", "it", "what", "which", "how", "and"}
_LONGEST = 40
NAMELESS = "entry"  # what is proposed for a title without a Latin letter or digit


class Taken(Exception):
    """The entry exists already, perhaps under another name."""

    code = 1  # with which the command ends


def propose_id(title: str, kind: Kind) -> str:
    """A short id made of the words that matter: ``Why is my image black?`` gives ``why-image-black``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    kept = [word for word in words if kind is TERM or word not in _SMALL] or words
    proposed = ""
    for word in kept:
        if proposed and len(proposed) + len(word) >= _LONGEST:
            break
        proposed = f"{proposed}-{word}" if proposed else word[:_LONGEST]
    return proposed or NAMELESS


def refuse_twice(catalog: Catalog, kind: Kind, name: str, title: str) -> None:
    """Raise :class:`Taken` when the id, the title or a name like it is in use."""
    if page := catalog.pages.get(f"{kind.prefix}/{name}"):
        raise Taken(f"`{name}` exists: {page.path} (`{page.title}`); edit that file or choose another id")
    if f"{kind.prefix}/{name}" in published_ids.published(catalog.root):
        raise Taken(f"`{name}` was published before, and ids are not used twice; choose another id")
    if kind is TERM:
        if found := catalog.term(title) or catalog.term(name):
            raise Taken(f"`{title}` is already a name of `{found.title}` ({found.path}); did you mean {found.id}?")
        names = [written for _, term in catalog.terms for written in term.names]
        # Nearer than for a mistyped link: `chunk grid` beside `chunk` is a new term, `piramid` is none.
        if near := _near(title, names):
            found = catalog.term(near)
            assert found
            raise Taken(f"did you mean {found.id}? `{near}` is in {found.path}; use --anyway if it is another thing")
    elif near := _near(title, [page.title for page in catalog.of(kind)]):
        found = next(page for page in catalog.of(kind) if page.title == near)
        raise Taken(f"did you mean {found.id}? {found.path} is `{near}`; use --anyway if it is another thing")


def _near(title: str, among: list[str]) -> str:
    return Catalog.guess(title, among, 0.84).partition("`")[2].partition("`")[0]


def add_entry(root: Path, kind: Kind, name: str, values: Mapping[str, Any]) -> tuple[PurePosixPath, list[Problem]]:
    """Write the file, unless it would be wrong: then nothing stays behind, and the problems say why."""
    shown = kind.folder / f"{name}.yaml"
    path = root / shown
    before = set(check(Catalog.load(root)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(kind, values), encoding="utf-8")
    problems = [problem for problem in check(Catalog.load(root)) if problem not in before]
    if problems:
        path.unlink()
    return shown, problems
