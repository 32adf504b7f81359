"""Checks that each entry is in a category of its folder's list, and that each category has entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.entries import Question, Term
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import QUESTION, TERM
from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule

_GROWN = 10  # entries; a new desk may well make its categories before them
_MANY = 3  # entries, of which not each mistyped the same


class Categories(Rule):
    """The front matter of glossary/index.md and faq/index.md lists the categories, `id: Title`, each used."""

    code = "R400"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for listed in catalog.listed.values():
            yield from listed.problems
        for kind in (TERM, QUESTION):
            used = Counter(_category(page) for page in catalog.of(kind))
            for name in catalog.categories.get(kind, {}):
                if not used[name] and len(catalog.of(kind)) >= _GROWN and not catalog.unread(kind, name):
                    message = f"no entry is in the category `{name}`: remove it here, or use it"
                    yield catalog.listed[kind].problem(name, self.code, message)
            for name, times in used.items():
                if _is_missing(catalog, kind, name, times):
                    message = f"{times} entries are in the category `{name}`, which is not listed: add `{name}: Title`"
                    yield catalog.listed[kind].problem("", self.code, message)


class KnownCategory(Rule):
    """`category` is one of those in the front matter of the folder's index.md."""

    code = "R405"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for kind in (TERM, QUESTION):
            known = catalog.categories.get(kind, {})
            used = Counter(_category(page) for page in catalog.of(kind))
            for page in catalog.of(kind):
                category = _category(page)
                if known and category not in known and not _is_missing(catalog, kind, category, used[category]):
                    hint = catalog.guess(category, known) or f"; there are: {', '.join(known)}"
                    yield page.problem(("category",), self.code, f"no category `{category}`{hint}")


def _is_missing(catalog: Catalog, kind: Kind, name: str, times: int) -> bool:
    """Whether ``name`` was removed from the list of categories, rather than mistyped in an entry."""
    known = catalog.categories.get(kind, {})
    return bool(known) and name not in known and times >= _MANY


def _category(page: Page) -> str:
    assert isinstance(page.entry, Term | Question)
    return page.entry.category
