"""Stores in a single ZIP file (https://ngff.openmicroscopy.org/rfc/9/index.html), and folders packed for download."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk_omezarr.stores.places import sentence

SUFFIXES = {".zip", ".ozx"}
MAX_UNPACKED = 1 << 30  # bytes
_EPOCH = (1980, 1, 1, 0, 0, 0)


class TooLarge(ValueError):
    """The file would unpack to more than MAX_UNPACKED; the message is a sentence for its owner."""


@contextmanager
def unpacked(store: Path) -> Iterator[Path]:
    """The folder of ``store``: itself, or for a ZIP file a copy that lives as long as the context.

    In the file the store stands at the top, or in one folder there. Raises ``zipfile.BadZipFile``, and
    :class:`TooLarge` for a file that would unpack to more than 1 GiB.
    """
    if store.suffix.lower() not in SUFFIXES or store.is_dir():
        yield store
        return
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(store) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
            raise TooLarge(sentence("zip-bomb", name=store.name))
        # Messages show the name; a folder named *.ozx would be taken for a ZIP file by ngff-zarr.
        folder = Path(scratch, f"{store.stem.removesuffix('.zarr')}.zarr")
        folder.mkdir()  # also for a file with nothing in it
        packed.extractall(folder)
        # A Mac adds this folder with what only a Mac needs.
        entries = [entry for entry in folder.iterdir() if entry.name != "__MACOSX"]
        yield entries[0] if len(entries) == 1 and entries[0].is_dir() else folder


def pack(folder: Path) -> bytes:
    """A ZIP file of ``folder`` and what is in it: the same bytes for the same files.

    Chunks are compressed already, so nothing is compressed again.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo((folder.name / path.relative_to(folder)).as_posix(), _EPOCH)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes())
    return target.getvalue()
