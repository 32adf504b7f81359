"""What every file of a built site says, as lists of lines that two builds can be compared by."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from census_pages import Lines, digest, flatten, read_page, squeeze


def read_site(folder: Path) -> dict[str, Lines]:
    """Return the lines of each file in ``folder`` and below by its path, sorted; an empty folder is an error."""
    folder = folder.resolve()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        raise SystemExit(f"{folder}: no files here; build the site first (`make site`)")
    return {path.relative_to(folder).as_posix(): _read(path, path.relative_to(folder).as_posix()) for path in files}


def _read(path: Path, name: str) -> Lines:
    content = path.read_bytes()
    if path.suffix == ".html":
        return read_page(content.decode("utf-8", "replace"), name)
    kind, read = READERS.get(path.suffix, ("content", _digested))
    try:
        return {kind: list(read(content))}
    except (ValueError, KeyError, ET.ParseError, zlib.error, zipfile.BadZipFile) as problem:
        return {kind: [f"cannot be read: {problem}", digest(content)]}


def _digested(content: bytes) -> Iterator[str]:
    yield f"sha256 {digest(content)}"


def _json(content: bytes) -> Iterator[str]:
    yield from flatten(json.loads(content))


def _csv(content: bytes) -> Iterator[str]:
    """Yield a line for each cell, named by the row's kind and id where it has them, else by its first cell."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        cells = {key or "beyond": str(value) for key, value in row.items()}
        key = "/".join(cells[name] for name in ("kind", "id") if name in cells) or next(iter(cells.values()))
        yield from (f"{key}/{column} = {squeeze(value)}" for column, value in cells.items())


def _turtle(content: bytes) -> Iterator[str]:
    """Yield a line for each predicate, with its subject, of Turtle that indents the predicates of one subject."""
    subject = ""
    for line in content.decode().splitlines():
        if line[:1].strip():
            subject = line.split(" ", 1)[0]
            yield squeeze(line)
        elif line.strip():
            yield f"{subject} {squeeze(line)}"


def _xml(content: bytes) -> Iterator[str]:
    """Yield a line for each child of the root: an entry of a feed, an address of a site map."""
    root = ET.fromstring(content)  # our own build wrote it
    yield f"{root.tag} {dict(root.attrib)}"
    for child in root:
        yield squeeze(ET.canonicalize(ET.tostring(child, encoding="unicode"), strip_text=True))


def _text(content: bytes) -> Iterator[str]:
    yield from (squeeze(line) for line in content.decode().splitlines() if line.strip())


def _inventory(content: bytes) -> Iterator[str]:
    """Yield the lines of a Sphinx inventory: four lines of head, then compressed entries.

    https://sphobjinv.readthedocs.io/en/stable/syntax.html
    """
    *head, packed = content.split(b"\n", 4)
    yield from (line.decode() for line in head)
    yield from sorted(zlib.decompress(packed).decode().splitlines())


def _zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (f"{member.filename} {digest(archive.read(member))}" for member in archive.infolist())


READERS: dict[str, tuple[str, Callable[[bytes], Iterator[str]]]] = {
    ".json": ("values", _json),
    ".csv": ("cells", _csv),
    ".ttl": ("statements", _turtle),
    ".atom": ("entries", _xml),
    ".xml": ("entries", _xml),
    ".txt": ("lines", _text),
    ".inv": ("inventory", _inventory),
    ".zip": ("members", _zip),
    ".ozx": ("members", _zip),
}
