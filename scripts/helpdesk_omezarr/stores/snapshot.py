"""A reader's own store, as a folder that validators may do with as they like: the store itself is never written to.

Metadata are copied, chunks are linked (a local store) or left out (a store on the web). Everything that can be wrong
with a place ends in :class:`Unreachable`, whose message is a sentence.
"""

from __future__ import annotations

import os
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from helpdesk_omezarr.stores.archive import SUFFIXES, unpacked
from helpdesk_omezarr.stores.remote import Remote, Unreachable

DOCUMENTS = ("zarr.json", ".zgroup", ".zattrs", ".zarray")
MAX_FOLDERS = 2000
MAX_DOCUMENT = 16 * 1024 * 1024  # bytes


@dataclass
class Snapshot:
    """``folder`` has the name of the store; of the rest of ``scratch`` nothing is part of it.

    ``chunks`` is False where there are only metadata.
    """

    scratch: Path
    folder: Path
    chunks: bool = True
    remarks: list[str] = field(default_factory=list)


@contextmanager
def snapshot(place: str, seconds: float) -> Iterator[Snapshot]:
    """The store at ``place``, a folder, ZIP file, or http(s) or file address, read within ``seconds``.

    Raises :class:`Unreachable`.
    """
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as scratch:
        if place.lower().startswith(("http://", "https://")):
            remote = Remote(place, end)
            if Path(remote.name).suffix.lower() not in SUFFIXES:
                remote.mirror(Path(scratch, remote.name))
                yield Snapshot(Path(scratch), Path(scratch, remote.name), chunks=False, remarks=_remarks(remote))
                return
            place = str(Path(scratch, remote.name))
            Path(place).write_bytes(remote.whole())
        elif place.lower().startswith("file://"):
            place = url2pathname(urlsplit(place).path)
        elif "://" in place:
            kind = place.partition("://")[0]
            raise Unreachable(f"{kind}:// addresses are not read: give a folder, a ZIP file or an http(s) address")
        with _local(Path(place)) as folder:
            yield _Mirror(folder, Path(scratch), end).made()


def _remarks(remote: Remote) -> list[str]:
    told = ["only the metadata were read, not the pixels: copy the store to have its arrays checked, too"]
    if not remote.shared:
        told.append("the server sends no Access-Control-Allow-Origin, so viewers on other websites cannot read it")
    return told


@contextmanager
def _local(path: Path) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            path = path.resolve(strict=True)
            if path.is_file() and path.name in DOCUMENTS:
                path = path.parent
            if path.is_file() and path.suffix.lower() not in SUFFIXES:
                raise Unreachable(f"{path.name} is a file; a store is a folder, or a file named *.zip or *.ozx")
            folder = stack.enter_context(unpacked(path))
        except FileNotFoundError:
            raise Unreachable(f"there is no {path}") from None
        except zipfile.BadZipFile:
            raise Unreachable(f"{path.name} is not a ZIP file, or it is damaged") from None
        # RuntimeError: a loop of links, or a ZIP file with a password.
        except (OSError, RuntimeError, ValueError, zlib.error, EOFError) as error:
            raise Unreachable(f"{path.name} cannot be opened: {_why(error)}") from None
        yield folder


class _Mirror:
    """A copy in ``scratch`` of the metadata below ``source``, with links to the chunks of every array."""

    def __init__(self, source: Path, scratch: Path, end: float) -> None:
        self.source, self.end = source, end
        self.snapshot = Snapshot(scratch, scratch / "copy" / (source.name or "store"))
        self.folders = 0
        self.links: list[str] = []

    def made(self) -> Snapshot:
        self._folder(self.source, self.snapshot.folder)
        if self.links:
            shown = ", ".join(self.links[:3]) + (" ..." if len(self.links) > 3 else "")
            self.snapshot.remarks.append(f"links to folders are not followed: {shown}")
        return self.snapshot

    def _folder(self, source: Path, target: Path) -> None:
        self.folders += 1
        if self.folders > MAX_FOLDERS:
            message = f"there are more than {MAX_FOLDERS:,} groups and arrays: name one image, well or label in it"
            raise Unreachable(message)
        if time.monotonic() > self.end:
            raise Unreachable("reading the folder took too long: name one image in it, or use --seconds")
        try:
            entries = sorted(os.scandir(source), key=lambda entry: entry.name)
            target.mkdir(parents=True)
            names = {entry.name for entry in entries}
            for entry in entries:
                if entry.name in DOCUMENTS:
                    self._copy(Path(entry.path), target / entry.name)
            array = ".zarray" in names or _is_array(target / "zarr.json")
            for entry in entries:
                if entry.name not in DOCUMENTS:
                    self._other(entry, target / entry.name, array)
        except OSError as error:
            shown = os.path.relpath(error.filename or source, self.source)
            shown = self.source.name if shown == "." else shown
            raise Unreachable(f"{shown} cannot be read: {_why(error)}") from None

    def _copy(self, source: Path, target: Path) -> None:
        if not source.is_file():  # a pipe would be waited for
            raise OSError(None, "it is no ordinary file", str(source))
        with source.open("rb") as file:
            data = file.read(MAX_DOCUMENT + 1)
        if len(data) > MAX_DOCUMENT:
            shown = source.relative_to(self.source)
            raise Unreachable(f"{shown} has more than {MAX_DOCUMENT >> 20} MiB, which is too much for metadata")
        target.write_bytes(data)

    def _other(self, entry: os.DirEntry[str], target: Path, array: bool) -> None:
        if array:
            target.symlink_to(entry.path)
        elif entry.is_dir(follow_symlinks=False):
            self._folder(Path(entry.path), target)
        elif entry.is_symlink() and not Path(entry.path).is_file():
            self.links.append(os.path.relpath(entry.path, self.source))
        else:
            target.symlink_to(entry.path)


def _is_array(document: Path) -> bool:
    # Half-written metadata must not stop the copy: what is wrong with them is said later.
    return document.exists() and b'"array"' in document.read_bytes()


def _why(error: BaseException) -> str:
    if isinstance(error, PermissionError):
        return "you have no permission"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
