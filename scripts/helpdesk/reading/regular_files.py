"""Opens the files of a help desk, and nothing else that a folder can hold.

A device never ends, a pipe waits for a writer, and a link can lead to any file of the machine. Each is refused by what
the folder says about it, before it is opened.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def refusal(path: Path, root: Path) -> str:
    """Say why ``path`` may not be opened as a file of the help desk in ``root``; nothing when it may.

    Raises :class:`OSError` when nothing is there.
    """
    real, home = os.path.realpath(path), os.path.realpath(root)
    if real != home and not real.startswith(f"{home}{os.sep}"):
        return "a link that leads out of this folder: put the file itself here"
    mode = os.lstat(real).st_mode
    if stat.S_ISREG(mode):
        return ""
    what = next((name for is_one, name in _KINDS if is_one(mode)), "no file")
    return f"{what}, not a file: remove it"


def read_bytes(path: Path, root: Path, most: int = -1) -> bytes:
    """The first ``most`` bytes of ``path``. Raises :class:`OSError`, also for what is no file of ``root``."""
    if why := refusal(path, root):
        raise OSError(0, why, str(path))
    # Should another file have taken its place meanwhile, a pipe still does not make us wait.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
        return file.read(most)


def read_text(path: Path, root: Path) -> str:
    """The text of ``path``, as far as it is UTF-8; "" when it cannot be read."""
    try:
        return read_bytes(path, root).decode("utf-8", errors="replace")
    except OSError:
        return ""
