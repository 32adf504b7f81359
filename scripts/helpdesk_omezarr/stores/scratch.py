"""Folders for what is written and soon forgotten: in memory, where the system has room there."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache

_MEMORY = "/dev/shm"  # Linux: files that lie in memory and on no disk
_ROOM = 1 << 30  # bytes; some containers have room for a few stores only


def scratch() -> tempfile.TemporaryDirectory[str]:
    """A new folder, which is gone when its context ends."""
    return tempfile.TemporaryDirectory(dir=_place())


@cache
def _place() -> str | None:
    """None is the usual place for temporary files."""
    with suppress(OSError):
        if os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
            return _MEMORY
    return None
