"""Longer texts are written in the editor of whoever sits at the terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

_MARK = "<!-- Above this line stands what is asked for; below it, write Markdown, save, and close the editor. -->"


def editor() -> str:
    """The command that ``VISUAL`` or ``EDITOR`` names; "" when neither does."""
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def written(key: str, hint: str) -> str:
    """What was written into a file that the editor opened; "" when it was left empty.

    Raises :class:`OSError` when the editor cannot be started.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{key}.md")
        path.write_text(f"{key}: {hint}\n{_MARK}\n\n", encoding="utf-8")
        subprocess.run([*shlex.split(editor()), str(path)], check=False)
        return path.read_text(encoding="utf-8", errors="replace").rpartition(_MARK)[2].strip()
