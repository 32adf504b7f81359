"""Which built script holds a script of the sources: a build makes one file of an entry and all that it imports."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from pathlib import Path

# Folder of sources -> where a build puts what it makes of them.
FOLDERS = {
    "scripts/helpdesk/theme/static": "_static",
    "scripts/helpdesk_omezarr/check/browser": "check",
    "scripts/helpdesk_omezarr/describe/browser": "describe",
}
_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")


def holders(root: Path, path: Path) -> set[str]:
    """Return the built scripts (``check/worker.js``) with ``path``, a script below ``root``, or what imports it."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for folder, built in FOLDERS.items():
        for script in (root / folder).glob("*.*js"):
            for name in _IMPORT.findall(script.read_text("utf-8")):
                users[posixpath.normpath(f"{built}/{name}")].add(f"{built}/{script.name}")
    found: set[str] = set()
    left = {f"{FOLDERS[path.parent.as_posix()]}/{path.name}"} if path.parent.as_posix() in FOLDERS else set()
    while left:
        found |= left
        left = {user for name in left for user in users[name]} - found
    return found
