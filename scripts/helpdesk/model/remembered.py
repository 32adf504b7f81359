"""Pages read by an earlier build, so that only files that changed are read again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from helpdesk.kept import Shelf
from helpdesk.model.kinds import Kind
from helpdesk.model.page import Page, read_page

_Stamp = tuple[int, int, int]
# Fewer files are read sooner than a second process has begun.
_MANY = 200


class Remembered:
    """``folder`` is where pages are kept; without one every page is read. ``jobs`` processes read what is new."""

    def __init__(self, folder: Path | None, jobs: int = 1) -> None:
        self._jobs = jobs
        self._kept = Shelf(folder)
        self._seen: dict[str, tuple[_Stamp, Page]] = {}

    def read(self, root: Path, files: Sequence[tuple[Kind, Path]]) -> list[Page]:
        """The pages of ``files``, each with the kind of its page, in their order."""
        # Whole paths as strings: at ten thousand pages, making them relative, or hashing path objects, takes longer
        # than unpickling the pages. The stamps are taken before reading: a change in between shows at the next build.
        named = [(str(path), kind, path) for kind, path in files]
        stamps = {name: _stamp(name) for name, _, _ in named}
        known = {name: self._kept.values.get(name) for name in stamps}
        entries = {name: entry for name, entry in known.items() if entry and entry[0] == stamps[name]}
        fresh = [(kind, path) for name, kind, path in named if name not in entries]
        entries |= {str(path): (stamps[str(path)], page) for path, page in self._read(root, fresh).items()}
        self._seen |= {name: entry for name, entry in entries.items() if entry[0]}
        return [entries[name][1] for name, _, _ in named]

    def _read(self, root: Path, files: Sequence[tuple[Kind, Path]]) -> dict[Path, Page]:
        read = partial(_read_all, root)
        if self._jobs == 1 or len(files) < _MANY:
            return read(files)
        from multiprocessing import get_context  # takes a while to load

        # This process reads, too, as what another has read takes time to come over.
        own, *others = (files[i :: self._jobs] for i in range(self._jobs))
        with get_context("fork").Pool(self._jobs - 1) as pool:
            coming = pool.map_async(read, others, chunksize=1)
            pages = read(own)
            for more in coming.get():
                pages |= more
        return pages

    def save(self) -> None:
        self._kept.replace(self._seen)


def _read_all(root: Path, files: Sequence[tuple[Kind, Path]]) -> dict[Path, Page]:
    return {path: read_page(kind, root, path) for kind, path in files}


def _stamp(name: str) -> _Stamp | None:
    try:
        found = os.stat(name)  # noqa: PTH116
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
