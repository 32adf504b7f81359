"""Checks that the short text of a term explains it to someone who meets the subject today."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog, fold
from helpdesk.model.entries import Term
from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk.rules.vocabulary import LIST, bases, plain_words, words_of

_LONGEST = 4  # words in the name of a term
_ENOUGH = 6  # plain words that explain something by themselves


def split(catalog: Catalog, term: Term) -> tuple[list[Page], list[str]]:
    """The terms that the ``short`` of ``term`` names, and its other words."""
    terms, others = [], []
    words = words_of(term.short)
    names = [fold(word) for word in words]
    first_words = catalog.first_words
    after = 0  # the last name found
    for start, name in enumerate(names):
        if start < after:
            continue
        # Most words begin no name, and looking for longer names is what takes time.
        longest = _LONGEST if name.partition(" ")[0] in first_words else 0
        for size in range(min(longest, len(names) - start), 0, -1):
            if page := catalog.names.get(" ".join(names[start : start + size])):
                terms.append(page)
                after = start + size
                break
        else:
            others.append(words[start])
    return terms, others


class PlainWords(Rule):
    """Each word in the `short` of a term is a term itself or stands in docs/_data/plain-words.txt."""

    code = "R440"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        plain = plain_words(catalog.root)
        for page, term in catalog.terms if plain else ():
            for word in dict.fromkeys(split(catalog, term)[1]):
                if not any(base in plain for base in bases(word)) and not catalog.unread(page.kind, word):
                    message = (
                        f"`{word}` is neither a term nor in {LIST}: say it in plainer words, give it an entry, "
                        "or, if a newcomer knows it, add it to that list"
                    )
                    yield page.problem(("short",), self.code, message)


class NoCircle(Rule):
    """No two terms explain each other with few other words: one of them must stand on plain words."""

    code = "R441"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        leans: dict[str, str] = {}  # a term whose `short` says little beside one other term
        for page, term in catalog.terms:
            used, others = split(catalog, term)
            names = {one.ref for one in used} - {page.ref}
            if len(names) == 1 and len({word for word in others if len(word) > 3}) < _ENOUGH:
                leans[page.ref] = names.pop()
        for ref, other in leans.items():
            if leans.get(other) == ref and ref < other:
                name = catalog.pages[other].title
                message = f"it says little beside `{name}`, which is explained by this: use plain words in one of them"
                yield catalog.pages[ref].problem(("short",), self.code, message)
