"""``{data-table} _data/versions.yaml``: a table whose cells, sources and date of checking are data.

The file has ``columns`` (key to title), ``rows`` (key to inline Markdown), ``sources`` and ``checked``.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.data_table import read_table
from helpdesk.reading.problems import Unusable
from helpdesk.sphinx.nodes import table


class DataTable(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        shown = Path("docs", self.arguments[0])
        self.env.note_dependency(root / shown)
        try:
            _, data = read_table(root, shown)
        except (Unusable, OSError):
            return []  # the checks say why
        rows = [[self._cell(row.get(key, "")) for key in data.columns] for row in data.rows]
        links: list[nodes.Node] = [nodes.Text(f"Checked {data.checked}. Sources: ")]
        for i, entry in enumerate(data.sources, 1):
            links += [
                nodes.reference("", str(i), refuri=entry.url),
                nodes.Text(" "),
                *self._cell(f"({entry.supports}) "),
            ]
        return [table(list(data.columns.values()), rows, "data"), nodes.paragraph("", "", *links, classes=["checked"])]

    def _cell(self, text: str) -> list[nodes.Node]:
        cell, messages = self.parse_inline(text) if text else ([], [])
        return [*cell, *messages]
