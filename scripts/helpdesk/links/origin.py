"""Where a link of a built page was written: the line of the YAML or Markdown file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from helpdesk.model.catalog import Catalog
from helpdesk.model.page import Page


class Origin:
    def __init__(self, root: Path, catalog: Catalog) -> None:
        self.root, self.catalog = root, catalog
        self.pages = {page.url: page for page in catalog.pages.values()}

    def of(self, page: str, target: str, href: str) -> tuple[Path, int]:
        """File and line of the link to ``target`` (a path of the site) on ``page``; line 1 if a template made it."""
        source = self._source(page)
        if source is None:
            return Path(page), 1
        known = self.pages.get(page)
        if known and (own := self._line_of_reference(known, target.partition("#")[0].lstrip("/"))):
            return source, own
        lines = (self.root / source).read_text(encoding="utf-8", errors="replace").split("\n")
        for needle in _needles(target, href):
            for number, line in enumerate(lines, 1):
                if needle in line:
                    return source, number
        return source, 1

    def _source(self, page: str) -> Path | None:
        stem = PurePosixPath(page).with_suffix("")
        names = (f"{stem}.yaml", f"{stem}.md")
        return next((Path(name) for name in names if (self.root / name).is_file()), None)

    def _line_of_reference(self, page: Page, target: str) -> int | None:
        """The line of the role or of the line in ``related`` that leads to ``target``."""
        for link in page.links:
            if (found := self.catalog.target(link.role, link.target)) and found.url == target:
                return link.line
        for i, ref in enumerate(page.entry.related if page.entry else []):
            if (found := self.catalog.resolve(ref, page.kind)) and found.url == target:
                return page.source.line(("related", i))
        return None


def _needles(target: str, href: str) -> Iterator[str]:
    """What the source may have, the surest first."""
    path, _, anchor = target.partition("#")
    stem = PurePosixPath(path).with_suffix("")
    parts = (href, f"#{anchor}" if anchor else "", str(stem), anchor, anchor.removeprefix("channel-"), stem.name)
    yield from (part for part in parts if len(part) > 2 and part != "index")
