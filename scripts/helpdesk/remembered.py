"""Pages read by an earlier build, so that only files that changed are read again.

The file is kept in the build folder and trusted like Sphinx's own ``environment.pickle`` beside it. Its checksum is
compared first: a damaged, half-written or foreign file counts as none.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import pickle
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import helpdesk
from helpdesk.kinds import Kind
from helpdesk.page import Page, read_page

# What decides how a file is read, beside the file.
_READERS = ("pydantic", "pyyaml", "markdown-it-py", "mdit-py-plugins")
_Stamp = tuple[int, int, int]


class Remembered:
    """``file`` is where pages are kept; without one every page is read."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._known: dict[str, tuple[_Stamp, Page]] = _load(file) if file else {}
        self._seen: dict[str, tuple[_Stamp, Page]] = {}
        self._new = False

    def read(self, kind: Kind, root: Path, path: Path) -> Page:
        if self._file is None:
            return read_page(kind, root, path)
        name = path.relative_to(root).as_posix()
        # The stamp is taken before reading: a change in between shows at the next build.
        stamp = _stamp(path)
        known = self._known.get(name)
        if known and known[0] == stamp:
            page = known[1]
        else:
            page, self._new = read_page(kind, root, path), True
        if stamp:
            self._seen[name] = (stamp, page)
        return page

    def save(self) -> None:
        if self._file and (self._new or self._seen.keys() != self._known.keys()):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with without_collecting():
                data = pickle.dumps(self._seen, pickle.HIGHEST_PROTOCOL)
            aside = self._file.with_suffix(".new")
            aside.write_bytes(_head(data) + data)
            aside.replace(self._file)


@functools.cache
def code_digest() -> str:
    """Changes with this package's code."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(helpdesk.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _load(file: Path) -> dict[str, tuple[_Stamp, Page]]:
    try:
        kept = file.read_bytes()
    except OSError:
        return {}
    length = len(_head(b""))
    head, data = kept[:length], kept[length:]
    if head != _head(data):
        return {}
    with without_collecting():
        return pickle.loads(data)


def _head(data: bytes) -> bytes:
    """What the file must begin with: who wrote it, and the checksum of what follows."""
    versions = [f"{name}=={metadata.version(name)}" for name in _READERS]
    digest = hashlib.blake2b(f"{sys.version} {versions} {code_digest()}".encode())
    digest.update(data)
    return digest.digest()


def _stamp(path: Path) -> _Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Making a hundred thousand objects at once takes four times as long while Python looks for garbage among them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
