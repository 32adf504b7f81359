"""Where the documents of a store are: in a folder, or on a server."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any, Protocol

MAX_DOCUMENT = 16 * 1024 * 1024  # bytes
_DOORS = Path(__file__).with_name("doors.json")


class Unreachable(Exception):
    """The store cannot be looked at; the message is a sentence for its owner."""


@cache
def doors() -> dict[str, Any]:
    """The table of what cannot be judged (:mod:`helpdesk_omezarr.stores.doors`)."""
    table: dict[str, Any] = json.loads(_DOORS.read_text("utf-8"))
    return table


def sentence(code: str, **words: object) -> str:
    """What the table says of ``code``; ``words`` fill it."""
    row = next(row for row in doors()["doors"] if row["code"] == code)
    return str((row["message"] + row.get("command", "")).format(**words))


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
            raise Unreachable(sentence("unreadable", place=path or self.name, why=why(error))) from None

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
            raise Unreachable(sentence("unreadable", place=place, why=why(error))) from None
        except ValueError:  # a name with a NUL in it
            return None
        if len(data) > MAX_DOCUMENT:
            raise Unreachable(sentence("too-large", place=place, most=MAX_DOCUMENT >> 20))
        return data


def why(error: BaseException) -> str:
    """The reason in the words of the system."""
    if isinstance(error, PermissionError):
        return "you have no permission"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
