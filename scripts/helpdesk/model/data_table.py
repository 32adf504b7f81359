"""A table whose cells, sources and date of checking are data: the files of docs/_data with ``columns`` and ``rows``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from helpdesk.model.entry import Source
from helpdesk.model.fields import Date, Inline, Model, Word
from helpdesk.model.install import PATH as INSTALL
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Unusable
from helpdesk.reading.yaml_document import Document, read_yaml

FOLDER = Path("docs/_data")
Cell = Annotated[str, Field(max_length=1000)]


class Table(Model):
    """``columns``: key to title. ``rows``: key to Markdown of one line; "" is an empty cell."""

    columns: dict[str, Word] = Field(min_length=1)
    rows: list[dict[str, Cell]] = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)
    checked: Date
    note: Inline | None = None


def read_table(root: Path, shown: Path) -> tuple[Document, Table]:
    """The table in the file ``shown`` of the help desk ``root``. Raises :class:`Unusable`."""
    source = read_yaml(root / shown, shown)
    try:
        table = Table.model_validate(source.value)
    except ValidationError as error:
        raise Unusable(complaints(source, Table, error)) from None
    columns = table.columns.keys()
    wrong = [
        source.problem(("rows", i, key), "E201", f"the row has `{key}`, which is no column")
        for i, row in enumerate(table.rows)
        for key in row.keys() - columns
    ]
    # That table says of a tool only what there is to say.
    wrong += [
        source.problem(("rows", i), "E202", f'the row has no `{key}`: add it; an empty cell is `{key}: ""`')
        for i, row in enumerate(table.rows)
        for key in columns - row.keys()
        if shown != INSTALL
    ]
    if wrong:
        raise Unusable(wrong)
    return source, table
