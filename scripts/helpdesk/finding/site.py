"""All that can be found on a site, read from its sources: for commands and tests that ask without a built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk.finding.index import Index
from helpdesk.finding.searcher import Searcher
from helpdesk.finding.text import Record, first_words, records
from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import GUIDE, all_kinds
from helpdesk.model.page import Page, read_page


def site_records(catalog: Catalog) -> Iterator[Record]:
    """The entries and pages of ``catalog``, then the Markdown pages that are no entries."""
    yield from records(catalog.pages.values())
    yield from records(other_pages(catalog))


def other_pages(catalog: Catalog) -> Iterator[Page]:
    """Markdown pages outside the catalog: lists, reference tables, the page about the site."""
    known = {(catalog.root / page.path) for page in catalog.pages.values()}
    for folder in sorted({kind.folder.parts[0] for kind in all_kinds()}):
        for path in sorted((catalog.root / folder).rglob("*.md")):
            if path not in known and not any(part.startswith((".", "_")) for part in path.parts[-3:]):
                page = read_page(GUIDE, catalog.root, path)
                page.short = page.short or first_words(page)
                yield page


def site_searcher(root: Path) -> Searcher:
    """What the search of the site of the help desk in ``root`` finds, without building it."""
    index = Index()
    index.add(site_records(Catalog.load(root)))
    return Searcher(index.files().__getitem__)
