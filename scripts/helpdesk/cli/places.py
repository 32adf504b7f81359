"""Which help desk, and which of its files, the words behind a command mean."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path


def desk_of(paths: Sequence[Path]) -> tuple[Path, list[Path]]:
    """The folder of the help desk, and the files that are meant; no files mean all of it, a folder inside it its files.

    Raises :class:`OSError` for what is not there, and for a file of no help desk.
    """
    if not paths:
        return Path(), []
    if len(paths) == 1 and paths[0].is_dir():
        inside = not (paths[0] / "glossary").is_dir() and _home(paths[0])
        below = sorted(path for end in ("yaml", "md") for path in paths[0].rglob(f"*.{end}")) if inside else []
        return (inside, below) if inside and below else (paths[0], [])
    for path in paths:
        if not os.path.lexists(path):
            raise FileNotFoundError(errno.ENOENT, "no such file: check the name", str(path))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "name files, or one folder that is a help desk", str(path))
    homes = {home for path in paths if (home := _home(path))}
    if len(homes) != 1:
        raise OSError(errno.EINVAL, "this is no file of one help desk, which has a folder `glossary`", str(paths[0]))
    return homes.pop(), list(paths)


def _home(path: Path) -> Path | None:
    """The nearest folder above ``path`` that has a folder ``glossary``."""
    for folder in Path(os.path.abspath(path)).parents:  # noqa: PTH100  # a link is judged where it stands
        if (folder / "glossary").is_dir():
            return Path(os.path.relpath(folder))
    return None
