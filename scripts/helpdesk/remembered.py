"""Pages read by an earlier build, so that only files that changed are read again."""

from __future__ import annotations

import os
from pathlib import Path

from helpdesk import kept
from helpdesk.kinds import Kind
from helpdesk.page import Page, read_page

_Stamp = tuple[int, int, int]


class Remembered:
    """``file`` is where pages are kept; without one every page is read."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._known: dict[str, tuple[_Stamp, Page]] = (kept.load(file) if file else None) or {}
        self._seen: dict[str, tuple[_Stamp, Page]] = {}
        self._new = False

    def read(self, kind: Kind, root: Path, path: Path) -> Page:
        if self._file is None:
            return read_page(kind, root, path)
        # The whole path: at ten thousand pages, making it relative takes longer than unpickling the page.
        name = str(path)
        # The stamp is taken before reading: a change in between shows at the next build.
        stamp = _stamp(name)
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
            kept.save(self._file, self._seen)


def _stamp(name: str) -> _Stamp | None:
    try:
        found = os.stat(name)  # noqa: PTH116
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size
