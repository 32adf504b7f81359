"""Where the documents of a store are: in a folder, or on a server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

MAX_DOCUMENT = 16 * 1024 * 1024  # bytes


class Unreachable(Exception):
    """The store cannot be looked at; the message is a sentence for its owner."""


class Place(Protocol):
    """``name`` is that of the store."""

    name: str

    def read(self, places: list[str]) -> dict[str, bytes]:
        """The bytes of those documents that are there. Raises :class:`Unreachable`."""

    def folders(self, path: str) -> list[str]:
        """The names of the folders at ``path``, without links to folders; none where nobody can tell."""


class Folder:
    """A folder on this machine."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.name or "store"

    def read(self, places: list[str]) -> dict[str, bytes]:
        return {place: data for place in places if (data := self._read(place)) is not None}

    def names(self, path: str) -> list[str]:
        """The names of all there is at ``path``. Raises :class:`Unreachable`."""
        try:
            return sorted(os.listdir(self.path / path))  # noqa: PTH208
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise Unreachable(f"{path or self.name} cannot be read: {why(error)}") from None

    def folders(self, path: str) -> list[str]:
        here = self.path / path
        return [name for name in self.names(path) if (here / name).is_dir() and not (here / name).is_symlink()]

    def _read(self, place: str) -> bytes | None:
        path = self.path / place
        try:
            if not path.is_file():
                if path.exists() or path.is_symlink():
                    raise OSError(None, "it is no ordinary file")  # a pipe would be waited for
                return None
            with path.open("rb") as file:
                data = file.read(MAX_DOCUMENT + 1)
        except OSError as error:
            raise Unreachable(f"{place} cannot be read: {why(error)}") from None
        except ValueError:  # a name with a NUL in it
            return None
        if len(data) > MAX_DOCUMENT:
            raise Unreachable(f"{place} has more than {MAX_DOCUMENT >> 20} MiB, which is too much for metadata")
        return data


def why(error: BaseException) -> str:
    """The reason in the words of the system."""
    if isinstance(error, PermissionError):
        return "you have no permission"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
