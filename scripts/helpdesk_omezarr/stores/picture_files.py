"""Where the pictures of a store are: `v05.png` shows all of it, `v05-1.png` the level below the largest, and so on."""

from __future__ import annotations

from pathlib import Path


def of_level(picture: Path, number: int) -> Path:
    return picture.with_stem(f"{picture.stem}-{number}") if number else picture


def read_all(picture: Path) -> list[bytes]:
    """What ``picture`` and those of the lower levels hold, as many as were drawn."""
    found = [picture.read_bytes()]
    while (path := of_level(picture, len(found))).is_file():
        found.append(path.read_bytes())
    return found
