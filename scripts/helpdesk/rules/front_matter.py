"""Checks of the front matter of Markdown pages."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import TERM
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule


class Described(Rule):
    """Pages of the guide and of the examples have a `short` in their front matter."""

    code = "R410"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            if not page.kind.model and page.source.texts and not 20 <= len(page.short) <= 240:
                yield page.problem(("short",), self.code, "the front matter needs `short:` of 20 to 240 characters")


class Listed(Rule):
    """In front matter, `search` and `terms` are lists of text; a number or a date needs quotes to be text."""

    code = "R412"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            if page.kind.model or page.problems:
                continue
            for key in ("search", "terms"):
                value = page.source.value.get(key, [])
                if not isinstance(value, list):
                    yield page.problem((key,), self.code, f"`{key}` is a list: one line `- word` for each")
                    continue
                for i, word in enumerate(value):
                    if isinstance(word, str) and key == "terms" and not catalog.term(word):
                        names = [name for _, term in catalog.terms for name in term.names]
                        hint = catalog.guess(word, names) or ": correct or remove it"
                        if not catalog.unread(TERM, word):
                            yield page.problem((key, i), "R401", f"no term `{word}`{hint}")
                    elif not isinstance(word, str) or not word.strip():
                        yield page.problem((key, i), self.code, f'`{word}` is no text: write "{word}" with quotes')
