"""Files in which a build keeps values for the next one.

They lie in the build folder and are trusted like Sphinx's own ``environment.pickle`` beside them. A checksum is
compared first: a damaged, half-written or foreign file, or one of other code, counts as none.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import os
import pickle
import shutil
import sys
import zlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import helpdesk

# What decides how a file is read, beside the file.
_READERS = ("pydantic", "pyyaml", "markdown-it-py", "mdit-py-plugins", "snowballstemmer")


def load(file: Path) -> Any:
    """The value in ``file``; None when there is none that can be used."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    length = len(_head(b""))
    head, data = kept[:length], kept[length:]
    if head != _head(data):
        return None
    with without_collecting():
        return pickle.loads(data)


def save(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with without_collecting():
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    aside = file.with_suffix(f".{os.getpid()}")  # processes that write pages side by side may keep the same
    try:
        aside.write_bytes(_head(data) + data)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


class Shelf:
    """Values by their names, kept in a few files of ``folder`` so that a change writes one of them and not all.

    ``folder`` None: nothing is kept.
    """

    _FILES = 16

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.values: dict[str, Any] = {}
        for number in range(self._FILES) if folder and folder.is_dir() else ():
            self.values |= load(self._file(number)) or {}

    def replace(self, values: dict[str, Any]) -> None:
        """Keep ``values`` and nothing else."""
        if self._folder is None:
            return
        changed = {name for name in self.values.keys() | values if self.values.get(name) is not values.get(name)}
        for number in {self._place(name) for name in changed}:
            save(self._file(number), {name: value for name, value in values.items() if self._place(name) == number})
        self.values = values

    def _file(self, number: int) -> Path:
        return self._folder / f"{number}.pickle" if self._folder else Path()

    def _place(self, name: str) -> int:
        return zlib.crc32(name.encode()) % self._FILES


def environment(work: Path) -> Path:
    """What Sphinx keeps in the folder ``work`` of a build."""
    return work / "doctrees" / "environment.pickle"


def forget(work: Path) -> None:
    """Remove the half-made pages. Results of examples stay: they are checked by themselves."""
    for name in ("html", "doctrees", "catalog", "weights"):
        shutil.rmtree(work / name, ignore_errors=True)
    (work / "weights.digest").unlink(missing_ok=True)


@functools.cache
def code_digest() -> str:
    """Changes with this package's code."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(helpdesk.__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _head(data: bytes) -> bytes:
    """What the file must begin with: who wrote it, and the checksum of what follows."""
    digest = hashlib.blake2b(_writer())
    digest.update(data)
    return digest.digest()


@functools.cache
def _writer() -> bytes:
    versions = [f"{name}=={metadata.version(name)}" for name in _READERS]
    return f"{sys.version} {versions} {code_digest()}".encode()


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
