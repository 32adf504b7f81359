"""``{coverage}``: which structures of the format have an executed example, by version of the specification."""

from __future__ import annotations

import math
from itertools import pairwise

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link, table
from helpdesk_omezarr.examples.run import Example
from helpdesk_omezarr.stores.versions import LIVING_VERSIONS


class Coverage(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.domain = HelpDesk.of(self.env)
        self.domain.see("kind:example")
        results = self.domain.desk.results
        examples = [result for result in results.values() if isinstance(result, Example)]
        examples.sort(key=lambda example: (example.front.value.get("order", math.inf), example.name))
        rows = [self._row(example) for example in examples if example.runs]
        measured = [example for example in examples if not example.runs]
        shown = table(["Structure", *LIVING_VERSIONS], rows, "coverage")
        for row in shown.findall(nodes.row):
            _join(row)
        found: list[nodes.Node] = [shown]
        if measured:
            links = nodes.bullet_list("", *(nodes.list_item("", self._link(example)) for example in measured))
            found += [nodes.paragraph("", "These measure something and keep no dataset:"), links]
        return found

    def _row(self, example: Example) -> list[list[nodes.Node]]:
        self.domain.see(f"example:{example.name}")
        return [list(self._link(example).children), *(self._cell(example, version) for version in LIVING_VERSIONS)]

    def _link(self, example: Example) -> nodes.paragraph:
        page = self.domain.desk.catalog.target("example", example.name)
        return nodes.paragraph("", "", page_link(self.domain, page) if page else nodes.Text(example.name))

    def _cell(self, example: Example, version: str) -> list[nodes.Node]:
        runs = [run for run in example.runs if run.version == version]
        if runs:
            asked = {verdict.validator for run in runs for verdict in run.verdicts}
            accept = {verdict.validator for run in runs for verdict in run.verdicts if verdict.outcome == "valid"}
            return [nodes.inline("", f"\N{CHECK MARK} {len(accept)} of {len(asked)}", classes=["verdict", "valid"])]
        reason = (example.front.value.get("absent") or {}).get(version)
        return self.parse_inline(reason)[0] if reason else [nodes.strong("", "missing")]


def _join(row: nodes.row) -> None:
    """Make one wide cell of reasons that follow each other and are the same."""
    for cell, after in reversed(list(pairwise(list(row)))):
        if cell.astext() == after.astext() and not cell.next_node(nodes.inline):
            cell["morecols"] = 1 + after.get("morecols", 0)
            row.remove(after)
