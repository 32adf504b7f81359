"""A new entry from a few answers: its id, its file, and whether there is one like it already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from helpdesk.model import json_schema, published_ids
from helpdesk.model.catalog import Catalog
from helpdesk.model.entries import Entry
from helpdesk.model.kinds import MISTAKE, QUESTION, TERM, Kind
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_writer import emit
from helpdesk.rules import check

WRITABLE = {kind.name: kind for kind in (TERM, QUESTION, MISTAKE)}
_SMALL = {"a", "an", "the", "is", "are", "do", "does", "i", "my", "of", "to", "in", "it", "what", "which", "how", "and"}
_LONGEST = 40


class Taken(Exception):
    """The entry exists already, perhaps under another name."""

    code = 1  # with which the command ends


def required(kind: Kind) -> list[str]:
    """The fields that an entry of ``kind`` must have, as they are called in its file and in its order."""
    assert kind.model
    needed = {info.alias or name for name, info in kind.model.model_fields.items() if info.is_required()}
    return [key for key in field_order(kind) if key in needed]


def title_key(kind: Kind) -> str:
    assert kind.model
    info = kind.model.model_fields[kind.model.title_field]
    return info.alias or kind.model.title_field


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
    return proposed or "entry"


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


def text_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """The text of the file; the fields in the order of the model, those without a value left out."""
    order = field_order(kind)
    known = {key: values[key] for key in order if values.get(key) not in (None, "", [], {})}
    return f"{json_schema.first_line(kind)}\n{emit(known | {key: values[key] for key in values if key not in order})}"


def field_order(kind: Kind) -> list[str]:
    """The fields as people write them: the title and what is special, then the texts, then what all entries have."""
    assert kind.model
    keys = {name: info.alias or name for name, info in kind.model.model_fields.items()}
    shared = [keys[name] for name in Entry.model_fields]
    long = [key for key in ("short", "body", "why", "cause", "mend") if key in keys.values()]
    first = [key for key in keys.values() if key not in {*shared, *long}]
    return list(
        dict.fromkeys([title_key(kind), *first, *long, *(key for key in shared if key != "reviewed"), "reviewed"])
    )


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
