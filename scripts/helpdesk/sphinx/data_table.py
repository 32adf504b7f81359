"""``{data-table} _data/versions.yaml``: a table whose cells, sources and date of checking are data.

The file has ``columns`` (key to title), ``rows`` (key to inline Markdown), ``sources`` and ``checked``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from docutils import nodes
from pydantic import Field, ValidationError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.entries import Source
from helpdesk.model.fields import Date, Inline, Model, Word
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import read_yaml
from helpdesk.sphinx.nodes import table

logger = logging.getLogger(__name__)

Cell = Annotated[str, Field(max_length=1000)]


class Table(Model):
    columns: dict[str, Word] = Field(min_length=1)
    rows: list[dict[str, Cell]] = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)
    checked: Date
    note: Inline | None = None


class DataTable(SphinxDirective):
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        path = root / "docs" / self.arguments[0]
        self.env.note_dependency(path)
        try:
            source = read_yaml(path, path.relative_to(root))
            data = Table.model_validate(source.value)
        except Unusable as unusable:
            return self._refuse(unusable.problems)
        except ValidationError as error:
            return self._refuse(complaints(source, Table, error))
        except (OSError, ValueError) as error:
            return self._refuse([Problem(path, 1, "S100", f"cannot be opened: {error}")])
        unknown = [
            source.problem(("rows", i, key), "E201", f"the row has `{key}`, which is no column")
            for i, row in enumerate(data.rows)
            for key in row.keys() - data.columns.keys()
        ]
        if unknown:
            return self._refuse(unknown)
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

    def _refuse(self, problems: list[Problem]) -> list[nodes.Node]:
        for problem in problems:
            logger.warning("%s %s", problem.code, problem.message, location=f"{problem.path}:{problem.line}")
        return []
