"""The check of picture files that Markdown pages show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem
from helpdesk.reading.regular_files import read_bytes, refusal
from helpdesk.rules.base import Rule

# A browser that opens the drawing by itself would run these, or ask other servers.
_ACTIVE = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|handler|foreignObject|iframe|image|use)\b|\bon[a-z]+\s*=|href\s*=\s*[\"'](?!#)"
    r"|@import|url\(\s*[\"']?(?!#)|<!ENTITY|<\?xml-stylesheet",
    re.I,
)


class StillPicture(Rule):
    """A picture on a page is a file beside the page, and a drawing (SVG) has no scripts and loads nothing."""

    code = "R418"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.texts:
            for name, line in page.pictures:
                path = (catalog.root / page.path).parent / name
                if why := _why_not(path, catalog.root):
                    yield Problem(page.source.path, line, self.code, f"the picture `{name}` {why}")


def _why_not(path: Path, root: Path) -> str:
    try:
        if why := refusal(path, root):
            return f"is {why}"
        data = read_bytes(path, root)
    except OSError:
        return "is not beside this page: add the file, or correct its name"
    if path.suffix != ".svg":
        return ""
    try:
        found = _ACTIVE.search(data.decode("utf-8"))
    except UnicodeDecodeError:
        return "is no UTF-8: save it with that encoding"
    return f"has `{found[0]}`, which is more than a drawing: save it without" if found else ""
