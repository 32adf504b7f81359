"""The versions of OME-Zarr, from the table ``versions.json``; nothing else in this package compares their names.

To add a version: add a row there. Another table is read where the environment variable ``OME_ZARR_VERSIONS`` names one.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("versions.json")


@dataclass(frozen=True)
class Version:
    """A row. ``ome`` points from a group's attributes to its OME-Zarr metadata ("" where they are the attributes).

    ``states`` is "group" where the metadata of a group hold its version, "block" where each block of them does.
    ``schemas`` is a folder: one of ngff-zarr's, or a whole path. ``state`` is "living", "old" or "draft".
    """

    version: str
    zarr_format: int
    ome: str
    states: str
    state: str
    text: str
    script: str = ""
    schemas: str = ""
    validators: tuple[str, ...] = ()
    quick: tuple[tuple[str, ...], ...] = ()

    @property
    def key(self) -> str:
        """The key of the attributes that holds the metadata, "" where they are the attributes themselves."""
        return self.ome.removeprefix("/")


@cache
def versions() -> dict[str, Version]:
    """All rows by version, oldest first."""
    table = json.loads(Path(os.environ.get("OME_ZARR_VERSIONS", _TABLE)).read_text("utf-8"))
    rows = [
        Version(
            **row | {"validators": tuple(row.get("validators", ())), "quick": tuple(map(tuple, row.get("quick", ())))}
        )
        for row in table["versions"]
    ]
    return {row.version: row for row in rows}


def living() -> dict[str, Version]:
    """The versions that are validated here."""
    return {name: row for name, row in versions().items() if row.state == "living"}


def of_script(stem: str) -> Version | None:
    """The version that a script with this stem writes: ``v05`` or ``v05-yaozarrs``."""
    prefix = stem.partition("-")[0]
    return next((row for row in living().values() if row.script == prefix), None)


def nearest(stated: str | None, zarr_format: int) -> Version | None:
    """The version whose rules hold for metadata that state ``stated``: itself, or the one it misspells.

    Without one it is the first living version with that Zarr format. None where no living version is meant.
    """
    if stated is None:
        return next((row for row in living().values() if row.zarr_format == zarr_format), None)
    if stated in versions():
        return living().get(stated)
    begins = re.match(r"\d+\.\d+", stated)
    return living().get(begins[0]) if begins else None


LIVING_VERSIONS = tuple(living())
