"""The check of what the lists and tables of a Markdown page name."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.data_table import FOLDER
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk.rules.references import document_of


class KnownList(Rule):
    """What `toctree`, `entry-list` and `data-table` name is there."""

    code = "R446"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        documents = {page.docname for page in catalog.texts}
        tables = {path.name for path in (catalog.root / FOLDER).glob("*.yaml")}
        for page in catalog.texts:
            for link in page.named:
                if link.role == "entry-list":
                    is_there, known = link.target in catalog.pages, set(catalog.pages)
                elif link.role == "data-table":
                    is_there, known = link.target.removeprefix("_data/") in tables, tables
                else:
                    known = documents
                    is_there = "*" in link.target or link.target == "self" or link.target.startswith("https://")
                    is_there = is_there or document_of(page, link.target) in documents
                if not is_there:
                    hint = catalog.guess(link.target, known) or ": correct the name"
                    message = f"`{link.role}` names `{link.target}`, which is not there{hint}"
                    yield Problem(page.source.path, link.line, self.code, message)
