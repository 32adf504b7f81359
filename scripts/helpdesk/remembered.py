"""Pages read by an earlier build, so that only files that changed are read again."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from helpdesk.kept import Shelf
from helpdesk.kinds import Kind
from helpdesk.page import Page, read_page

_Stamp = tuple[int, int, int]
# Fewer files are read sooner than a second process has begun.
_MANY = 500


class Remembered:
    """``folder`` is where pages are kept; without one every page is read. ``jobs`` processes read what is new."""

    def __init__(self, folder: Path | None, jobs: int = 1) -> None:
        self._jobs = jobs
        self._kept = Shelf(folder)
        self._seen: dict[str, tuple[_Stamp, Page]] = {}

    def read(self, kind: Kind, root: Path, paths: Sequence[Path]) -> list[Page]:
        """The pages of the files at ``paths``, in their order."""
        # Whole paths: at ten thousand pages, making them relative takes longer than unpickling the pages.
        # The stamps are taken before reading: a change in between shows at the next build.
        stamps = {path: _stamp(str(path)) for path in paths}
        known = {path: self._kept.values.get(str(path)) for path in paths}
        entries = {path: entry for path, entry in known.items() if entry and entry[0] == stamps[path]}
        fresh = [path for path in paths if path not in entries]
        entries |= {path: (stamps[path], page) for path, page in zip(fresh, self._read(kind, root, fresh), strict=True)}
        self._seen |= {str(path): entry for path, entry in entries.items() if entry[0]}
        return [entries[path][1] for path in paths]

    def _read(self, kind: Kind, root: Path, paths: Sequence[Path]) -> list[Page]:
        read = partial(read_page, kind, root)
        if self._jobs == 1 or len(paths) < _MANY:
            return [read(path) for path in paths]
        with multiprocessing.get_context("fork").Pool(self._jobs) as pool:
            return pool.map(read, paths, chunksize=50)

    def save(self) -> None:
        self._kept.replace(self._seen)


def _stamp(name: str) -> _Stamp | None:
    try:
        found = os.stat(name)  # noqa: PTH116
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
