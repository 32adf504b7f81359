"""Checks of the files in docs/_data: tables that pages show, the manual of the rules, exceptions of the link check."""

from __future__ import annotations

import os
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.data_table import FOLDER, read_table
from helpdesk.model.dialects import cell_dialect
from helpdesk.model.install import PATH as INSTALL
from helpdesk.model.kinds import TERM
from helpdesk.model.link_exceptions import LEDGER, Ledger
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.prose import Prose
from helpdesk.reading.yaml_document import Document, Loc, read_yaml
from helpdesk.rules.base import Rule


class RightData(Rule):
    """Files in docs/_data have their form, and tables say nothing that other texts may not say."""

    code = "R443"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        from helpdesk.rules import manual  # which tells of this rule, too

        yield from self._tables(catalog)
        for path, read in ((LEDGER, Ledger.read), (manual.DATA, manual.read_manual)):
            try:
                if os.path.lexists(catalog.root / path):
                    read(catalog.root)
            except Unusable as unusable:
                yield from unusable.problems

    def _tables(self, catalog: Catalog) -> Iterator[Problem]:
        for path in sorted((catalog.root / FOLDER).glob("*.yaml")):
            shown = path.relative_to(catalog.root)
            try:
                if {"columns", "rows"} <= read_yaml(path, shown).value.keys():
                    source, _ = read_table(catalog.root, shown)
                    yield from self._cells(catalog, source)
            except Unusable as unusable:
                if shown != INSTALL:  # which has a rule of its own
                    yield from unusable.problems
            except OSError as error:
                yield Problem(shown, 1, "S100", f"cannot be opened: {error.strerror}")

    def _cells(self, catalog: Catalog, source: Document) -> Iterator[Problem]:
        value, documents = source.value, {page.docname for page in catalog.texts}
        texts: list[tuple[Loc, str]] = [(("note",), value.get("note", ""))]
        texts += [(("rows", i, key), cell) for i, row in enumerate(value["rows"]) for key, cell in row.items()]
        texts += [(("sources", i, "supports"), one["supports"]) for i, one in enumerate(value["sources"])]
        for loc, text in texts:
            shown = source.spread.get(loc, text)
            prose = Prose(shown, source.path, source.text_line(loc), cell_dialect(), "inline")
            yield from prose.problems
            for link in prose.links:
                # From which page the name of another begins is known where the table is shown only.
                near = link.role == "doc" and not link.target.startswith("/")
                known = near or link.target.lstrip("/") in documents or catalog.target(link.role, link.target)
                if not known and not (link.role == "term" and catalog.unread(TERM, link.target)):
                    names = catalog.names if link.role == "term" else [page.id for page in catalog.pages.values()]
                    hint = catalog.guess(link.target, names) or ": correct it"
                    yield Problem(source.path, link.line, self.code, f"no {link.role} `{link.target}`{hint}")
