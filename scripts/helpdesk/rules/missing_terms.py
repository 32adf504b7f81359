"""Which terms nobody uses, and which words are used but are no terms: information for editors, never a failure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import entry_kinds
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.rules.vocabulary import bases, plain_words

_LEAST = 3  # pages that use a word before it is wanted
_MOST = 60
_CODE = re.compile(r"(?<![`}])`([A-Za-z][A-Za-z0-9_.:-]{2,40})`")
_ROLE = re.compile(r"\{\w+\}`[^`]*`")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?<=[a-z,] )([A-Z][A-Za-z0-9]+(?:[ -][A-Z][A-Za-z0-9]+)?)")
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_VALUE = re.compile(r"true|false|null|[0-9A-F]{6}|\w+(Error|Exception)", re.IGNORECASE)  # an error has its own entry


@dataclass(frozen=True, order=True)
class Wanted:
    word: str
    pages: tuple[str, ...]  # docnames, sorted


def unused(catalog: Catalog, users: Mapping[str, list[Page]]) -> list[Page]:
    """Terms that no other page links to, by title; ``users`` is :meth:`Catalog.used_in`."""
    return sorted((page for page, _ in catalog.terms if page.ref not in users), key=lambda page: page.title.casefold())


def wanted(catalog: Catalog) -> list[Wanted]:
    """Words of several pages that no term explains, those of most pages first."""
    plain = plain_words(catalog.root)
    users: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for kind in entry_kinds():
        for page in catalog.of(kind):
            for word in _candidates(page):
                if _VALUE.fullmatch(word):
                    continue
                name = fold(word).removesuffix("s")
                if not catalog.term(word) and plain.isdisjoint(bases(name)):
                    users[name].add(page.docname)
                    shown.setdefault(name, word)
    found = [Wanted(shown[name], tuple(sorted(pages))) for name, pages in users.items() if len(pages) >= _LEAST]
    return sorted(found, key=lambda one: (-len(one.pages), one.word.casefold()))[:_MOST]


def _candidates(page: Page) -> Iterator[str]:
    value = page.source.value
    for text in _texts({key: value.get(key) for key in ("question", "title", "body", "why", "cause", "mend", "short")}):
        prose = _FENCE.sub("", text)
        yield from _CODE.findall(_ROLE.sub("", prose))
        yield from _NAME.findall(_ROLE.sub("", prose))
    for text in _texts(value.get("search")):
        if _WORD.fullmatch(text.lower()):  # alone it is a name; a phrase that people type has words of every day
            yield text.lower()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
