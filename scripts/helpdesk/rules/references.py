"""Checks that links between entries lead to entries that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.entries import Term
from helpdesk.model.fields import ID
from helpdesk.model.kinds import CHANNELS, EXAMPLE, OTHER, TERM
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc
from helpdesk.rules.base import Rule

_FACT = re.compile(rf"{ID}:\w+")


class KnownTerm(Rule):
    """`{term}` names a term, one of its aliases, a plural or an id; so does `terms` in front matter."""

    code = "R401"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        names = [name for _, term in catalog.terms for name in term.names]
        for page in catalog.texts:
            named = [(link.target, link.line) for link in page.links if link.role == "term"]
            listed = page.front.terms if page.front else ()
            named += [(word, page.source.line(("terms", i))) for i, word in enumerate(listed)]
            for name, line in named:
                if not catalog.term(name) and not catalog.unread(TERM, name):
                    hint = catalog.guess(name, names) or ": correct it, or add the term as an alias or a file"
                    yield Problem(page.source.path, line, self.code, f"no term `{name}`{hint}")
                elif catalog.is_called(page, name):
                    yield Problem(page.source.path, line, self.code, f"`{name}` is this very term: write no link")


class KnownTarget(Rule):
    """`{question}`, `{mistake}`, `{example}`, `{channel}` and `{fact}` name an id, `{page}` and `{doc}` a page."""

    code = "R402"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        documents = {page.docname for page in catalog.texts}
        for page in catalog.texts:
            for link in page.links:
                message = ""
                if link.role == "doc":
                    if (docname := page.document_of(link.target)) not in documents:
                        message = f"no page `{link.target}`{catalog.guess(docname, documents) or ': correct it'}"
                elif link.role == "fact" and not _FACT.fullmatch(link.target):
                    message = f"`{link.target}` is no name of a number: write `example:name`, without other words"
                elif link.role != "term" and not catalog.target(link.role, link.target):
                    known = [*catalog.channels] if link.role == "channel" else _ids(catalog, link.role)
                    message = f"no {link.role} `{link.target}`{catalog.guess(link.target, known) or ': correct the id'}"
                if message and not (link.role == "channel" and catalog.unread(CHANNELS, link.target)):
                    yield Problem(page.source.path, link.line, self.code, message)


def _ids(catalog: Catalog, role: str) -> list[str]:
    if role == OTHER.name:
        return [page.docname for page in catalog.others]
    name = "example" if role == "fact" else role
    return [page.id for page in catalog.pages.values() if page.kind.name == name]


class OneOwner(Rule):
    """A name (term or alias) belongs to one term."""

    code = "R403"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        yield from catalog.clashes


class KnownRelated(Rule):
    """`related` and `replaced_by` name other entries that exist, each once; `replaced_by` one of the same kind."""

    code = "R404"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            if not page.entry:
                continue
            refs: list[tuple[Loc, str]] = [(("related", i), ref) for i, ref in enumerate(page.entry.related)]
            if page.entry.replaced_by:
                refs.append((("replaced_by",), page.entry.replaced_by))
            seen: set[str] = set()
            for loc, ref in refs:
                target = catalog.resolve(ref, page.kind)
                if target is None:
                    among = [*catalog.pages] if "/" in ref else [p.id for p in catalog.of(page.kind)]
                    hint = catalog.guess(ref, among)
                    yield page.problem(loc, self.code, f"no entry `{ref}`{hint or ': correct or remove it'}")
                elif loc == ("replaced_by",) and target.kind is not page.kind:
                    message = f"`{ref}` is no {page.kind.name}: name the {page.kind.name} to read instead"
                    yield page.problem(loc, self.code, message)
                elif target is page:
                    yield page.problem(loc, self.code, "an entry is not related to itself: remove the line")
                elif target.ref in seen and loc != ("replaced_by",):
                    yield page.problem(loc, self.code, f"`{ref}` stands here twice: keep one")
                elif loc != ("replaced_by",):
                    seen.add(target.ref)


class KnownExample(Rule):
    """`example` names a folder of docs/examples."""

    code = "R406"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        known = [page.id for page in catalog.of(EXAMPLE)]
        for page, term in catalog.terms:
            names: list[tuple[Loc, str | None]] = [(("example",), term.example)]
            names += [(("wording", i, "fact"), row.fact) for i, row in enumerate(term.wording)]
            for loc, name in names:
                if name and name.partition(":")[0] not in known:
                    message = f"no example `{name}`{catalog.guess(name, known) or ': correct or remove it'}"
                    yield page.problem(loc, self.code, message)


class Confusable(Rule):
    """A line of `confused_with` has either `term` (an id that exists) or `name` (free words), each thing once."""

    code = "R407"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page, term in catalog.terms:
            for loc, message in self._wrong(catalog, page, term):
                yield page.problem(loc, self.code, message)

    def _wrong(self, catalog: Catalog, page: Page, term: Term) -> Iterator[tuple[Loc, str]]:
        names = [row.term or row.name for row in term.confused_with]
        for i, row in enumerate(term.confused_with):
            loc = ("confused_with", i)
            if (row.term is None) == (row.name is None):
                yield loc, "give `term` (an id) or `name` (free words), one of the two"
            elif names.index(names[i]) != i:
                yield loc, f"`{names[i]}` stands here twice: keep one"
            elif row.name and (known := catalog.term(row.name)) and fold(known.title) == fold(row.name):
                yield (*loc, "name"), f"`{row.name}` has an entry: write `term: {known.id}`"
            elif row.term == page.id:
                yield (*loc, "term"), "a term is not confused with itself: name another, or remove the row"
            elif row.term and f"glossary/{row.term}" not in catalog.pages:
                hint = catalog.guess(row.term, [page.id for page in catalog.of(TERM)])
                yield (*loc, "term"), f"no term `{row.term}`{hint or ': for a thing without an entry use `name`'}"
