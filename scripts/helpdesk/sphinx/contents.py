"""The title and the sections of an entry as Sphinx knows them, kept as words until somebody looks.

For each page Sphinx keeps a list of its sections as nodes, some twenty. Of all that it keeps for the next build, these
take most time to write and to load, and for entries nobody ever looks at them: they stand in no table of contents
unless a site puts them there. The title it copies whenever it wants the words.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

_Row = tuple[str, str, "_Rows"]
_Rows = tuple[_Row, ...]


class Title(nodes.title):
    """A title of plain words. Nobody changes it, so it is its own copy."""

    def __init__(self, words: str = "") -> None:
        super().__init__("", nodes.Text(words))
        self._words = words

    def astext(self) -> str:
        return self._words

    def deepcopy(self) -> Title:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Title, (self._words,)


class Contents(nodes.bullet_list):
    """``rows``: for each section its anchor (``#related``), its title and its own sections."""

    def __init__(self, docname: str = "", rows: _Rows = ()) -> None:
        super().__init__()
        self._docname, self._rows = docname, rows
        del self._made

    @property
    def children(self) -> list[nodes.Node]:
        if not hasattr(self, "_made"):
            self._made: list[nodes.Node] = []
            self.extend(_item(self._docname, row) for row in self._rows)
        return self._made

    @children.setter
    def children(self, made: list[nodes.Node]) -> None:
        self._made = made

    def copy(self) -> nodes.bullet_list:
        return nodes.bullet_list()

    def __reduce__(self) -> tuple[Any, ...]:
        return Contents, (self._docname, self._rows)


def compact_title(title: nodes.title) -> nodes.title:
    """``title``, kept as words when it is made of nothing else."""
    plain = all(type(child) is nodes.Text for child in title.children)
    return Title(title.astext()) if plain else title


def compact(docname: str, toc: nodes.bullet_list) -> nodes.bullet_list:
    """``toc``, kept as words when it is made of nothing else."""
    rows = _rows(toc)
    return toc if rows is None else Contents(docname, rows)


def _rows(toc: nodes.Element) -> _Rows | None:
    rows = [_row(item) for item in toc.children]
    return None if None in rows else tuple(row for row in rows if row)


def _row(item: nodes.Node) -> _Row | None:
    match item:
        case nodes.list_item(children=[addnodes.compact_paragraph(children=[nodes.reference() as link]), *more]):
            rows = _rows(more[0]) if len(more) == 1 and isinstance(more[0], nodes.bullet_list) else None if more else ()
            if rows is not None and all(type(child) is nodes.Text for child in link.children):
                return link["anchorname"], link.astext(), rows
    return None


def _item(docname: str, row: _Row) -> nodes.list_item:
    anchor, title, rows = row
    link = nodes.reference("", "", nodes.Text(title), internal=True, refuri=docname, anchorname=anchor)
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    if rows:
        item += nodes.bullet_list("", *(_item(docname, row) for row in rows))
    return item
