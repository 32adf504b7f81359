"""Checks the links, anchors, pictures, styles and scripts of the built site by reading its files.

Nobody edits lines of HTML: each finding is told at the line of the YAML or Markdown file.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from helpdesk.links.built_page import BuiltPage, style_links
from helpdesk.links.origin import Origin
from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem


def check_built(root: Path, built: Path, catalog: Catalog | None = None) -> list[Problem]:
    """Every broken internal link of the site in ``built`` that was built from ``root``."""
    origin = Origin(root, catalog or Catalog.load(root))
    site = _Site(built)
    problems = set()
    for page, target, written in site.links():
        if finding := site.finding(target):
            path, line = origin.of(page, target, written)
            problems.add(Problem(path, line, "L501", f"broken link `{written}` on the page {page}: {finding}"))
    return sorted(problems)


class _Site:
    """The pages in ``built``, each read once, and what is wrong with a target: a path, perhaps an anchor."""

    def __init__(self, built: Path) -> None:
        self.built = built
        self._read = cache(BuiltPage.read)
        # Hundreds of pages lead to the same places.
        self.finding = cache(self._finding)

    def links(self) -> Iterator[tuple[str, str, str]]:
        """The page, the target and the wording of every link inside the site."""
        for path in sorted(self.built.rglob("*.html")):
            name = path.relative_to(self.built).as_posix()
            page = self._read(path)
            # The page for missing addresses is shown at any depth, so its links begin at the site's root.
            seen_from = "/" if page.base else f"/{quote(name)}"
            for written in page.links:
                yield from _inside(name, seen_from, written, page.base)
        for path in sorted(self.built.rglob("*.css")):
            name = path.relative_to(self.built).as_posix()
            for written in style_links(path):
                yield from _inside(name, f"/{quote(name)}", written, "")

    def _finding(self, target: str) -> str:
        path, _, anchor = target.partition("#")
        file = self.built / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return "404 Not Found"
        if anchor and file.suffix == ".html" and anchor not in self._read(file).places:
            return f"the page has no place `#{anchor}`"
        return ""


def _inside(name: str, seen_from: str, written: str, base: str) -> Iterator[tuple[str, str, str]]:
    parts = urlsplit(written)
    if parts.scheme or parts.netloc:
        return
    where = urlsplit(urljoin(seen_from, written.removeprefix(base) if base else written))
    path = posixpath.normpath(unquote(where.path))
    anchor = unquote(where.fragment)
    if not anchor.startswith(":~:"):  # an instruction to the browser
        yield name, f"{path}#{anchor}" if anchor else path, written
