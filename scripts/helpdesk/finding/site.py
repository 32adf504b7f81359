"""All that can be found on a site, read from its sources: for commands and tests that ask without a built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk.finding.index import Index
from helpdesk.finding.searcher import Searcher
from helpdesk.finding.text import Record, records
from helpdesk.model.catalog import HOME, Catalog


def site_records(catalog: Catalog) -> Iterator[Record]:
    """The entries and pages of ``catalog``, then the Markdown pages that are no entries, but for the home page."""
    yield from records(catalog.pages.values())
    yield from records(page for page in catalog.others if page.docname != HOME)


def site_searcher(root: Path) -> Searcher:
    """What the search of the site of the help desk in ``root`` finds, without building it."""
    index = Index()
    index.add(site_records(Catalog.load(root)))
    return Searcher(index.files().__getitem__)
