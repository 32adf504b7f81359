"""The files of a new help desk, as ``helpdesk init`` writes them; a word between two `@` is filled in."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
# What a desk inside somebody else's site leaves to that site.
OF_A_SITE = ("conf.txt", ".github", "gitignore.txt", "readme.txt")
# Files that tools would take for their own if they had their names here.
NAMES = {"conf.txt": "conf.py", "gitignore.txt": ".gitignore", "readme.txt": "README.md"}


def files() -> dict[str, str]:
    """The text of each file by its path in a new help desk."""
    found = sorted(
        path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in (".txt", ".md", ".yaml", ".yml")
    )
    named = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in found}
    return {NAMES.get(name, name): text for name, text in named.items()}
