"""``docs/_data/ids.txt``: every id that was ever published, and every anchor of an alias or a channel.

People link to them, so they never die. The list only grows: publishing adds what is new (``helpdesk ids --write``), so
contributors need not know of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from helpdesk.model.channels import Channels
from helpdesk.model.entries import Term
from helpdesk.model.names import fold
from helpdesk.reading.regular_files import read_text

if TYPE_CHECKING:
    from helpdesk.model.catalog import Catalog
    from helpdesk.model.page import Page

LIST = Path("docs/_data/ids.txt")


def alias_anchor(name: str) -> str:
    """The anchor of an alias on the page of its term: ``alias-zarr-chunk``."""
    return "alias-" + re.sub(r"\W+", "-", fold(name)).strip("-")


def current(catalog: Catalog) -> set[str]:
    """``glossary/chunk``, ``glossary/chunk#alias-tile``, ``docs/channels#channel-zulip`` ... of today."""
    found = set()
    for page in catalog.pages.values():
        found |= {page.ref, *(f"{page.ref}#{anchor}" for anchor in _anchors(page))}
    return found


def published(root: Path) -> list[str]:
    path = root / LIST
    return read_text(path, root).split("\n") if path.exists() else []


def write(catalog: Catalog) -> list[str]:
    """Add what is new to the list, which keeps what it has. Returns what was added."""
    known = {line for line in published(catalog.root) if line}
    added = sorted(current(catalog) - known)
    if added:
        path = catalog.root / LIST
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(sorted(known.union(added))) + "\n", encoding="utf-8")
    return added


def _anchors(page: Page) -> Iterator[str]:
    match page.entry:
        case Term() as term:
            yield from (alias_anchor(name) for name in term.names[1:])
        case Channels() as channels:
            yield from (f"channel-{channel.id}" for channel in channels.channels)
