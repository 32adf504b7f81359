"""The check of the front matter of Markdown pages."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule


class Described(Rule):
    """Pages of the guide and of the examples have a `short` in their front matter."""

    code = "R410"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            if not page.kind.model and page.source.texts and "short" not in page.source.value:
                yield page.problem(("short",), self.code, "the front matter needs `short:` of 20 to 240 characters")
