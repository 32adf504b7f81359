"""What a help desk says of a word, for programs and notebooks: looked up in its files, without building a site."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.entries import Term
from helpdesk.model.kinds import TERM
from helpdesk.model.naming import name_terms
from helpdesk.model.page import Page, read_page
from helpdesk.reading.configuration import site_address


@dataclass(frozen=True)
class Definition:
    """A term: ``short`` is one or two sentences in which `code` has backticks, ``url`` its published page."""

    id: str
    term: str
    short: str
    aliases: tuple[str, ...]
    url: str

    def as_data(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self) | {"aliases": list(self.aliases)}

    def __str__(self) -> str:
        also = [f"  also: {', '.join(self.aliases)}"] if self.aliases else []
        return "\n".join([f"{self.term}: {self.short}", *also, f"  {self.url}"])

    def _repr_html_(self) -> str:
        """What Jupyter shows (https://ipython.readthedocs.io/en/stable/config/integrating.html)."""
        parts = self.short.split("`")
        short = "".join(f"<code>{html.escape(p)}</code>" if i % 2 else html.escape(p) for i, p in enumerate(parts))
        return f'<p><a href="{html.escape(self.url)}"><strong>{html.escape(self.term)}</strong></a>: {short}</p>'


class UnknownTerm(LookupError):
    """No term has this name."""


def define(name: str, desk: Path) -> Definition:
    """Look up the term ``name`` (title, alias, plural or id, in any case) in the help desk of the folder ``desk``.

    Raises :class:`UnknownTerm`, whose text names the nearest word.
    """
    catalog, base = terms(desk)
    page = catalog.term(name)
    if page is None:
        raise UnknownTerm(f"no term `{name}`{Catalog.guess(name, catalog.names)}")
    return definition(page, base)


def definition(page: Page, base: str) -> Definition:
    """The term of ``page``; ``base``: where its site stands."""
    assert isinstance(page.entry, Term)
    return Definition(page.id, page.title, page.short, tuple(page.entry.names[1:]), f"{base}{page.url}")


@cache
def terms(desk: Path) -> tuple[Catalog, str]:
    """The terms alone of the help desk in ``desk``, and the address of its published site."""
    catalog = Catalog(desk)
    catalog.add(read_page(TERM, desk, path) for path in TERM.paths(desk))
    name_terms(catalog)
    return catalog, site_address(desk)
