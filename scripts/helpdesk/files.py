"""Writing files of the site. One that is right is not touched: its time tells that nothing in it is new."""

from __future__ import annotations

from pathlib import Path


def write_if_changed(path: Path, content: str | bytes) -> None:
    """Make ``path``, in a folder that is made where it is missing, hold ``content``; text is written in UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
