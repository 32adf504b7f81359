"""What somebody gave instead of a store, in a sentence that says what to give (``doors.json``).

A door is a mapping: ``code``; ``in``: what was given, a file, a folder or a group of Zarr; ``where``: what must be so
of it, as in rules (:mod:`helpdesk_omezarr.stores.rules`); ``message``, or the ``finding`` that it is. The first that
fits counts; one with neither is no wrong door. Those in "reading", "zip" and "address" are told by what reads a store.
``command`` is an end of the sentence that holds for the command line alone, ``signs`` has the first bytes of files.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.breaches import matches
from helpdesk_omezarr.stores.copying import Copy
from helpdesk_omezarr.stores.documents import Unreadable, parse
from helpdesk_omezarr.stores.nodes import DOCUMENTS, Node, node_of
from helpdesk_omezarr.stores.places import Unreachable, doors, sentence
from helpdesk_omezarr.stores.rules import rule

_FOLDERS = 500  # looked into to find stores below a folder


def file_door(path: Path) -> None:
    """Raise :class:`Unreachable` for a file that is no packed store."""
    with path.open("rb") as file:
        begins = file.read(300)
    signs = [
        name
        for name, places in doors()["signs"].items()
        if any(begins[at:].startswith(bytes.fromhex(sign)) for at, sign in places)
    ]
    _refuse("file", {"sign": signs, "suffix": path.suffix.lower()}, name=path.name)


def folder_door(folder: Path, given: Path) -> None:
    """Raise :class:`Unreachable` for a folder that is no Zarr store."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return  # said by whoever reads it
    if set(names) & set(DOCUMENTS):
        return
    inner = [path.relative_to(folder).as_posix() for path, _ in islice(_stores(folder), 6)]
    facts = {
        "files": names,
        "stores": "none" if not inner else "one" if len(inner) == 1 else "several",
        "numbered": any(one.isdecimal() and (folder / one).is_dir() for one in names),
    }
    _refuse("folder", facts, name=given.name or folder.name, list=_shown(inner))


def group_door(copy: Copy, folder: Path | None = None) -> None:
    """Raise :class:`Unreachable` where there is nothing of OME-Zarr to judge; add what else is wrong at the top."""
    top = copy.nodes.get("")
    if copy.unreadable or top is None or any(one.severity == "error" for one in copy.findings):
        return
    meant = top.is_meant
    renamed = _renamed(folder) if folder and top.zarr_format == 2 and not meant else None
    found = list(islice(_images(folder), 50)) if folder and not meant and top.array is None else []
    below = [path for path, _ in found]
    encoding = str(top.attributes.get("encoding-type", ""))
    facts = {
        "array": top.array is not None,
        "only": top.kinds[0] if len(top.kinds) == 1 else None,
        "meant": meant,
        "renamed": renamed is not None,
        "spatialdata": "spatialdata_attrs" in top.attributes,
        "encoded": bool(encoding),
        "wells": _where([path for path, node in found if "well" in node.kinds]),
        "images": "none" if not below else "one" if len(below) == 1 else "several",
        "inside_store": folder is not None
        and any((folder.parent / name).exists() for name in ("zarr.json", ".zgroup")),
    }
    first = below[0] if below else ""
    code = _refuse(
        "group", facts, name=copy.folder.name, list=_shown(below) or "nothing", encoding=encoding, first=first
    )
    if code:
        document = renamed if renamed is not None else top.document
        copy.findings.append(rule(code).finding(document, value=first))


def _where(wells: list[str]) -> str:
    """Whether wells are in a group, as in a row, or further down."""
    return "none" if not wells else "inside" if "/" not in wells[0] else "below"


def _refuse(kind: str, facts: dict[str, Any], **words: str) -> str:
    """Raise :class:`Unreachable` with the sentence of the first door that fits; returns the finding it is instead."""
    rows = (row for row in doors()["doors"] if row["in"] == kind)
    row: dict[str, Any] = next(
        (row for row in rows if all(matches(facts, *one) for one in row.get("where", {}).items())), {}
    )
    if "message" in row:
        raise Unreachable(sentence(row["code"], **words))
    return str(row.get("finding", ""))


def _shown(paths: list[str]) -> str:
    return ", ".join(paths[:5]) + (" ..." if len(paths) > 5 else "")


def _renamed(folder: Path) -> str | None:
    """The name of the file that should be ``.zattrs``."""
    names = sorted(os.listdir(folder))  # noqa: PTH208
    return next((one for one in names if re.fullmatch(r"[._]?zattrs(\.\w+)?", one) and one != ".zattrs"), None)


def _only_lists(node: Node) -> bool:
    """Whether a group says nothing of OME-Zarr but perhaps which images are below."""
    return set(node.kinds) <= {"labels", "series"}


def _images(folder: Path) -> Iterator[tuple[str, Node]]:
    for path, node in _stores(folder, inside=True):
        if node.array is None and not _only_lists(node):
            yield path.relative_to(folder).as_posix(), node


def _stores(folder: Path, *, inside: bool = False) -> Iterator[tuple[Path, Node]]:
    """The groups and arrays nearest below ``folder``; with ``inside`` also what is in groups without OME-Zarr."""
    todo, looked = [folder], 0
    while todo and looked < _FOLDERS:
        place = todo.pop(0)
        looked += 1
        node = _node(place) if place != folder else None
        if node:
            yield place, node
            if not inside or node.array is not None or not _only_lists(node):
                continue
        try:
            below = [Path(entry.path) for entry in os.scandir(place) if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        todo += sorted(path for path in below if path.name != "__MACOSX" and not path.name.startswith("."))


def _node(place: Path) -> Node | None:
    documents = {}
    for name in DOCUMENTS:
        try:
            if (place / name).is_file():
                documents[name] = parse(name, (place / name).read_bytes())
        except (Unreadable, OSError, json.JSONDecodeError):
            documents[name] = {}
    return node_of("", documents)
