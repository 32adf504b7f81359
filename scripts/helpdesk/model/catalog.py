"""All pages of a help desk: by id, by name, by category, and who links to whom."""

from __future__ import annotations

import difflib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path

from helpdesk.model.entries import Channel, Channels, Question, Term
from helpdesk.model.fields import ID
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, OTHER, QUESTION, TERM, all_kinds, named
from helpdesk.model.names import fold, plurals
from helpdesk.model.page import Page, read_page
from helpdesk.model.published_ids import alias_anchor, published
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.regular_files import read_text
from helpdesk.reading.yaml_document import Document, Loc, read_front_matter


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
    category_problems: list[Problem] = field(default_factory=list)
    category_sources: dict[Kind, Document] = field(default_factory=dict)
    others: list[Page] = field(default_factory=list)

    @classmethod
    def load(cls, root: Path) -> Catalog:
        """Read every page below ``root``. What is wrong stands in the pages' ``problems``."""
        catalog = cls(root)
        catalog.add(read_page(kind, root, path) for kind in all_kinds() for path in kind.paths(root))
        for kind in (TERM, QUESTION):
            catalog.categories[kind] = catalog._read_categories(kind)
        catalog.name_terms()
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
        if role == "doc":  # any page of the site, not only of the catalog
            return None
        name = "example" if role == "fact" else role
        kind = named(name)
        return self.pages.get(f"{kind.prefix}/{target.partition(':')[0]}")

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

    def name_terms(self) -> None:
        """Let names lead to the terms that were added."""
        lasting = set(published(self.root))
        # Published entries have the first claim, so that what is new is told to change; then a name that is also the
        # file's id, then headings, then aliases.
        named = [(page, term.names, fold(page.id)) for page, term in self.terms]
        claims = [
            (page.ref not in lasting, fold(name) != own, i > 0, page.ref, name, page)
            for page, names, own in named
            for i, name in enumerate(names)
        ]
        for page, (title, *aliases), _ in named:
            for name in aliases:
                new = f"{page.ref}#{alias_anchor(name)}" not in lasting
                if new and name.casefold() == title.casefold():
                    message = f"`{name}` is the title already: remove it here"
                    self.clashes.append(_name_problem(page, name, message, which=-1))
            for name in set(aliases) if len(set(aliases)) < len(aliases) else ():
                if aliases.count(name) > 1:
                    self.clashes.append(_name_problem(page, name, f"`{name}` stands here twice: keep one", which=-1))
        for *_, name, page in sorted(claims, key=itemgetter(slice(5))):
            owner = self.names.setdefault(fold(name), page)
            if owner is not page:
                message = f"`{name}` already names `{owner.title}` ({owner.path}): keep it in one"
                self.clashes.append(_name_problem(page, name, message))
        for page, names, own in named:
            taken = {own: "id"} if self.names.setdefault(own, page) is not page else {}
            taken |= {name: "plural" for name in plurals(fold(names[0])) if self.names.get(name, page) is not page}
            for name, what in taken.items():
                message = f"`{name}` is the {what} of `{page.title}` ({page.path}): choose another name"
                self.clashes.append(_name_problem(self.names[name], name, message))
        for name, page in list(self.names.items()):
            for plural in plurals(name):
                self.names.setdefault(plural, page)
        # What a retired term was called leads to the entry that replaced it, unless the name is in use again.
        for page in self.of(TERM):
            if isinstance(page.entry, Term) and (target := self.successor(page)) and target.kind is TERM:
                for name in (page.id, *page.entry.names):
                    self.names.setdefault(fold(name), target)

    def category_place(self, kind: Kind, name: str, code: str, message: str) -> Problem:
        """A finding at the line of a category, or where the list of them begins."""
        return self.category_sources[kind].problem(("categories", name), code, message)

    def _read_categories(self, kind: Kind) -> dict[str, str]:
        index = self.root / kind.folder / "index.md"
        shown = index.relative_to(self.root)
        try:
            document = read_front_matter(index, shown)
        except FileNotFoundError:
            document = Document(shown, {})
        except Unusable as unusable:
            self.category_problems += unusable.problems
            return {}
        self.category_sources[kind] = document
        categories = document.value.get("categories")
        if isinstance(categories, dict) and categories and all(isinstance(title, str) for title in categories.values()):
            wrong = [name for name in categories if not re.fullmatch(ID, name)]
            for name in wrong:
                message = f"`{name}` is no id of a category: lower-case letters, digits and single hyphens"
                self.category_problems.append(document.problem(("categories", name), "R400", message))
            return {} if wrong else categories
        message = "the front matter needs `categories:` with lines of `id: Title`"
        self.category_problems.append(document.problem(("categories",), "R400", message))
        return {}


def _name_problem(page: Page, name: str, message: str, which: int = 0) -> Problem:
    """A finding at the place of ``name`` among the names of ``page``; at the top when it is only the id."""
    assert isinstance(page.entry, Term)
    places: list[tuple[Loc, str]] = [(("term",), page.entry.term)]
    for key in ("acronym", "plural", "old_name", "also_called"):
        places += [(("aliases", key, i), alias) for i, alias in enumerate(getattr(page.entry.aliases, key))]
    same = [loc for loc, written in places if written == name] or [
        loc for loc, one in places if fold(one) == fold(name)
    ]
    return page.problem(same[which] if same else (), "R403", message)
