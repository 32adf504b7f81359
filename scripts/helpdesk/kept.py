"""Files in which a build keeps values for the next one.

They lie in the build folder and are trusted like Sphinx's own ``environment.pickle`` beside them. A checksum is
compared first: a damaged, half-written or foreign file, or one of other code, counts as none.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import pickle
import shutil
import sys
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
    aside = file.with_suffix(".new")
    aside.write_bytes(_head(data) + data)
    aside.replace(file)


def environment(work: Path) -> Path:
    """What Sphinx keeps in the folder ``work`` of a build."""
    return work / "doctrees" / "environment.pickle"


def forget(work: Path) -> None:
    """Remove the half-made pages. Results of examples stay: they are checked by themselves."""
    for folder in (work / "html", work / "doctrees"):
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("catalog.pickle", "find.digest", "find.counts"):
        (work / name).unlink(missing_ok=True)


@functools.cache
def code_digest() -> str:
    """Changes with this package's code."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(helpdesk.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _head(data: bytes) -> bytes:
    """What the file must begin with: who wrote it, and the checksum of what follows."""
    versions = [f"{name}=={metadata.version(name)}" for name in _READERS]
    digest = hashlib.blake2b(f"{sys.version} {versions} {code_digest()}".encode())
    digest.update(data)
    return digest.digest()


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
