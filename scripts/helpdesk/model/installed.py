"""Which help desk a command speaks for: the one in a folder, or the one that an installed package brings.

A package about a subject names the folder of its content under the entry point group ``helpdesk.desks``; the folder has
``conf.py``, ``glossary`` and so on, as in the repository of that desk.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path


def installed_desks() -> list[Path]:
    """The folders that installed packages bring, in the order of the names of their entry points."""
    points = sorted(entry_points(group="helpdesk.desks"), key=lambda point: point.name)
    return [folder for point in points if is_desk(folder := Path(point.load()))]


def is_desk(folder: Path) -> bool:
    return (folder / "glossary").is_dir()


def find_desk(given: Path | None = None) -> Path:
    """The folder ``given``, else the current one if it is a help desk, else the first that a package brings.

    Raises :class:`NoDesk` where there is none.
    """
    if given is not None:
        if not is_desk(given):
            raise NoDesk(f"{given}: no folder `glossary` here; name the folder of a help desk")
        return given
    found = next((folder for folder in [Path(), *installed_desks()] if is_desk(folder)), None)
    if found is None:
        raise NoDesk("no folder `glossary` here, and no installed package brings a help desk; name the folder of one")
    return found


class NoDesk(LookupError):
    """There is no help desk to ask."""
