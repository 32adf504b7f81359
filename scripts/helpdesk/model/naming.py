"""Which term a name leads to: titles, aliases, ids and plurals, and the names of what was replaced."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from helpdesk.model.entries import Term
from helpdesk.model.kinds import TERM
from helpdesk.model.names import fold, plurals
from helpdesk.model.page import Page
from helpdesk.model.published_ids import alias_anchor, published
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc

if TYPE_CHECKING:
    from helpdesk.model.catalog import Catalog


def name_terms(catalog: Catalog) -> None:
    """Let the names of ``catalog`` lead to its terms; what clashes is added to its ``clashes``."""
    lasting = set(published(catalog.root))
    # Published entries have the first claim, so that what is new is told to change; then a name that is also the
    # file's id, then headings, then aliases.
    named = [(page, term.names, fold(page.id)) for page, term in catalog.terms]
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
                catalog.clashes.append(_name_problem(page, name, message, which=-1))
        for name in set(aliases) if len(set(aliases)) < len(aliases) else ():
            if aliases.count(name) > 1:
                catalog.clashes.append(_name_problem(page, name, f"`{name}` stands here twice: keep one", which=-1))
    for *_, name, page in sorted(claims, key=itemgetter(slice(5))):
        owner = catalog.names.setdefault(fold(name), page)
        if owner is not page:
            message = f"`{name}` already names `{owner.title}` ({owner.path}): keep it in one"
            catalog.clashes.append(_name_problem(page, name, message))
    for page, names, own in named:
        taken = {own: "id"} if catalog.names.setdefault(own, page) is not page else {}
        taken |= {name: "plural" for name in plurals(fold(names[0])) if catalog.names.get(name, page) is not page}
        for name, what in taken.items():
            message = f"`{name}` is the {what} of `{page.title}` ({page.path}): choose another name"
            catalog.clashes.append(_name_problem(catalog.names[name], name, message))
    for name, page in list(catalog.names.items()):
        for plural in plurals(name):
            catalog.names.setdefault(plural, page)
    # What a retired term was called leads to the entry that replaced it, unless the name is in use again.
    for page in catalog.of(TERM):
        if isinstance(page.entry, Term) and (target := catalog.successor(page)) and target.kind is TERM:
            for name in (page.id, *page.entry.names):
                catalog.names.setdefault(fold(name), target)


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
