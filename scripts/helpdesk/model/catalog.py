"""All pages of a help desk: by id, by name, by category, and who links to whom."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from helpdesk.model.categories import Categories, read_categories
from helpdesk.model.channels import Channel, Channels
from helpdesk.model.entries import Question, Term
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, OTHER, QUESTION, TERM, all_kinds, named
from helpdesk.model.names import fold, plurals
from helpdesk.model.naming import name_terms
from helpdesk.model.page import Page, read_page
from helpdesk.reading.problems import Problem
from helpdesk.reading.regular_files import read_text

HOME = "index"  # the name of the first page


@dataclass
class Catalog:
    """``pages`` by ref (``glossary/chunk``), sorted; ``names`` maps folded names of terms to their pages.

    ``others`` are the Markdown pages that are no entries: those of the folders, the tables, the page about the site.
    """

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    names: dict[str, Page] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)
    categories: dict[Kind, dict[str, str]] = field(default_factory=dict)
    listed: dict[Kind, Categories] = field(default_factory=dict)
    others: list[Page] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path) -> Catalog:
        """Read every page below ``root``. What is wrong stands in the pages' ``problems``."""
        catalog = cls(root)
        catalog.add(read_page(kind, root, path) for kind in all_kinds() for path in kind.paths(root))
        for kind in (TERM, QUESTION):
            catalog.listed[kind] = read_categories(root, kind)
            catalog.categories[kind] = catalog.listed[kind].titles
        name_terms(catalog)
        catalog.others = [read_page(OTHER, root, path) for path in catalog._other_paths()]
        return catalog

    def _other_paths(self) -> list[Path]:
        known = {self.root / page.path for page in self.pages.values()}
        # README.md and its like are the repository's own.
        found = [path for path in self.root.glob("*.md") if path.name.islower()]
        found += [self.root / kind.folder / "index.md" for kind in (TERM, QUESTION)]
        found += (self.root / CHANNELS.folder).glob("**/*.md")
        return sorted(
            path
            for path in {*found} - known
            if os.path.lexists(path)
            and not any(part.startswith(("_", ".")) for part in path.relative_to(self.root).parts)
        )

    @property
    def texts(self) -> list[Page]:
        """Every page with a text of a person: those in ``pages``, then the others."""
        return [*self.pages.values(), *self.others]

    def add(self, pages: Iterable[Page]) -> None:
        self.pages |= {page.ref: page for page in pages}

    def of(self, kind: Kind) -> list[Page]:
        """The readable pages of one kind."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[Kind, list[Page]]:
        pages: dict[Kind, list[Page]] = {kind: [] for kind in all_kinds()}
        for page in self.pages.values():
            if page.entry or not page.kind.model:
                pages[page.kind].append(page)
        return pages

    @cached_property
    def terms(self) -> list[tuple[Page, Term]]:
        """The terms in use; retired ones are in ``pages`` alone."""
        return [(page, term) for page in self.of(TERM) if isinstance(term := page.entry, Term) and not term.replaced_by]

    @cached_property
    def questions(self) -> list[tuple[Page, Question]]:
        pairs = [(page, page.entry) for page in self.of(QUESTION)]
        return [(page, entry) for page, entry in pairs if isinstance(entry, Question) and not entry.replaced_by]

    @cached_property
    def channels(self) -> dict[str, Channel]:
        entries = [page.entry for page in self.of(CHANNELS)]
        return {channel.id: channel for entry in entries if isinstance(entry, Channels) for channel in entry.channels}

    @cached_property
    def first_words(self) -> set[str]:
        """The first word of every name."""
        return {name.partition(" ")[0] for name in self.names}

    def names_of(self, page: Page) -> list[str]:
        """All names that lead to the term ``page``: as written, then its id and regular plurals."""
        assert isinstance(page.entry, Term)
        written = {fold(name): name for name in (page.id, *reversed(page.entry.names))}
        forms = [*written.values(), *(plural for name in written for plural in plurals(name) if plural not in written)]
        return [form for form in forms if self.names.get(fold(form)) is page]

    def is_called(self, page: Page, name: str) -> bool:
        """Whether ``name`` is one of the names of the term ``page``, not of one that it replaced."""
        return self.term(name) is page and fold(name) in {fold(own) for own in self.names_of(page)}

    def term(self, name: str) -> Page | None:
        """The term that is called ``name``: by title, alias, plural or id, in any case."""
        return self.names.get(fold(name))

    def resolve(self, ref: str, seen_from: Kind) -> Page | None:
        """The page for an id as it stands in ``related``: of the same kind unless it names another."""
        return self.pages.get(ref if "/" in ref else f"{seen_from.prefix}/{ref}")

    def successor(self, page: Page) -> Page | None:
        """The entry to read instead of a retired one."""
        ref = page.entry.replaced_by if page.entry else None
        return self.resolve(ref, page.kind) if ref else None

    def target(self, role: str, target: str) -> Page | None:
        """The page that a role such as ``{question}`` leads to."""
        if role == "term":
            return self.term(target)
        if role == "channel":
            return next(iter(self.of(CHANNELS)), None) if target in self.channels else None
        if role == OTHER.name:
            return next((page for page in self.others if page.docname == target), None)
        if role == "doc":  # any page of the site, not only of the catalog
            return None
        name, target = ("example", target.partition(":")[0]) if role == "fact" else (role, target)
        return self.pages.get(f"{named(name).prefix}/{target}")

    def unread(self, kind: Kind, word: str) -> bool:
        """Whether ``word`` stands in a file of ``kind`` that could not be read, so that it may well be known."""
        return any(fold(word) in text for text in self._unread_texts.get(kind, ()))

    @cached_property
    def _unread_texts(self) -> dict[Kind, list[str]]:
        texts: dict[Kind, list[str]] = defaultdict(list)
        for page in self.pages.values():
            if page.kind.model and not page.entry:
                text = read_text(self.root / page.path, self.root)
                texts[page.kind].append(fold(f"{page.id} {text}"))
        return texts

    @staticmethod
    def guess(word: str, among: Iterable[str], likeness: float = 0.6) -> str:
        """A hint for a mistyped name: `; did you mean ...?`, or nothing."""
        names = {fold(name): name for name in among}
        close = difflib.get_close_matches(fold(word), names, 1, likeness)
        return f"; did you mean `{names[close[0]]}`?" if close else ""

    def used_in(self) -> dict[str, list[Page]]:
        """For each ref, the pages that link to it (not itself), in the order of their titles."""
        users: dict[str, dict[str, Page]] = defaultdict(dict)
        for page in self.pages.values():
            for ref in self._links_of(page):
                if ref != page.ref:
                    users[ref][page.ref] = page
        return {ref: sorted(pages.values(), key=lambda page: page.title.casefold()) for ref, pages in users.items()}

    def _links_of(self, page: Page) -> Iterator[str]:
        for link in page.links:
            if target := self.target(link.role, link.target):
                yield target.ref
        related = page.entry.related if page.entry else []
        for ref in related:
            if target := self.resolve(ref, page.kind):
                yield target.ref
