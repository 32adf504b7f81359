"""Checks that an entry speaks for itself: what was copied from another one to start with has been replaced."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import markdown_fields
from helpdesk.model.kinds import entry_kinds
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.model.published_ids import published
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc
from helpdesk.rules.base import Rule

_LONG = 40  # characters, which two people hardly write alike
# What several entries may say alike: what happened to all of them, a clause that all of them break (R444), and a claim
# of one source.
_SHARED = {"changes", "clause", "sources"}


class OwnWords(Rule):
    """The texts of an entry, and most phrases of its `search`, are its own: what was copied has been replaced."""

    code = "R442"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        lasting = set(published(catalog.root))
        pages = [
            page for kind in entry_kinds() for page in catalog.of(kind) if page.entry and not page.entry.replaced_by
        ]
        first: dict[str, Page] = {}
        backed: dict[str, list[tuple[Page, str]]] = {}  # for a claim, where it stands and its source
        asked: dict[str, list[Page]] = {}
        # What is new is told to change.
        for page in sorted(pages, key=lambda page: page.ref not in lasting):
            for loc, text in _texts(page):
                same = first.setdefault(text, page)
                if same is not page and page.ref not in lasting:
                    message = f"{same.path} says the same words: write what is true here, or link that entry"
                    yield page.problem(loc, self.code, message)
            for loc, claim, url in _claims(page):
                others = [other for other, _ in backed.setdefault(claim, []) if other is not page]
                if others and page.ref not in lasting and url not in (known for _, known in backed[claim]):
                    message = f"{others[0].path} says this of another source: write what this source says"
                    yield page.problem(loc, self.code, message)
                backed[claim].append((page, url))
            if page.ref not in lasting and (found := _same_phrases(page, asked)):
                other, count, of = found
                message = (
                    f"{count} of these {of} phrases are those of {other.path}: write what people type for this one"
                )
                yield page.problem(("search",), self.code, message)
            for phrase in _phrases(page):
                asked.setdefault(phrase, []).append(page)


def _texts(page: Page) -> Iterator[tuple[Loc, str]]:
    """The long texts with their places."""
    assert page.entry
    for loc, _, text in markdown_fields(page.entry):
        if len(text) >= _LONG and loc[0] not in _SHARED:
            yield loc, " ".join(text.split())


def _claims(page: Page) -> Iterator[tuple[Loc, str, str]]:
    """The long claims of the sources: place, words, address."""
    assert page.entry
    for number, source in enumerate(page.entry.sources):
        if len(source.supports) >= _LONG:
            yield ("sources", number, "supports"), source.supports, source.url


def _phrases(page: Page) -> set[str]:
    assert page.entry
    return {fold(phrase) for phrase in page.entry.search}


def _same_phrases(page: Page, asked: dict[str, list[Page]]) -> tuple[Page, int, int] | None:
    """Another entry that has half of the phrases of ``page``, at least two: with how many, and of how many."""
    phrases = _phrases(page)
    others = [other for phrase in phrases for other in asked.get(phrase, ())]
    most = max(others, key=others.count, default=None)
    count = others.count(most) if most else 0
    return (most, count, len(phrases)) if most and count >= max(2, len(phrases) / 2) else None
