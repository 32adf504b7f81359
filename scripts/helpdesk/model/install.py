"""How to get the packages and programs that code on the pages needs: the table docs/_data/install.yaml.

The table has the form of every data table, so that a page can show it. ``needs`` of an entry names its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from helpdesk.model.entry import Source
from helpdesk.model.fields import Date, Inline, Model, Word
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Unusable
from helpdesk.reading.yaml_document import read_yaml

PATH = Path("docs/_data/install.yaml")
_PIP = re.compile(r"`pip install (.+)`")


class Tool(Model):
    """A row: ``get`` is `` `pip install NAME` `` or another way in Markdown; the others are words between spaces."""

    tool: Word
    get: Inline
    imports: str = Field("", max_length=200, description="modules of Python, as they are imported")
    commands: str = Field("", max_length=200, description="commands, as they are typed")


class InstallTable(Model):
    columns: dict[str, Word]
    rows: list[Tool] = Field(min_length=1)
    sources: list[Source] = Field(min_length=1)
    checked: Date

    @property
    def tools(self) -> dict[str, Tool]:
        return {row.tool: row for row in self.rows}


def read_install(root: Path) -> InstallTable | None:
    """The table of the help desk at ``root``, None where there is none. Raises :class:`Unusable`."""
    path = root / PATH
    return _read(root, path.stat().st_mtime_ns) if path.is_file() else None


@cache
def _read(root: Path, _changed: int) -> InstallTable:
    source = read_yaml(root / PATH, PATH)
    try:
        return InstallTable.model_validate(source.value)
    except ValidationError as error:
        raise Unusable(complaints(source, InstallTable, error)) from None


def how_to_get(root: Path, names: Iterable[str]) -> str:
    """One line of Markdown: a single ``pip install`` for all packages of Python, then each other program."""
    table = read_install(root)
    rows = [table.tools[name] for name in names if name in table.tools] if table else []
    packages = [found[1] for row in rows if (found := _PIP.fullmatch(row.get))]
    others = [f"{row.tool}: {row.get}" for row in rows if not _PIP.fullmatch(row.get)]
    return "; ".join([*([f"`pip install {' '.join(packages)}`"] if packages else []), *others])
