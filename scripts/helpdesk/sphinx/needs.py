"""The line of a page that says how to install what its code needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docutils import nodes

from helpdesk.model.install import PATH, how_to_get
from helpdesk.sphinx.sheet import Sheet


def show_needs(sheet: Sheet, names: Sequence[str]) -> None:
    if not names:
        return
    root = Path(sheet.domain.env.srcdir)
    sheet.domain.env.note_dependency(str(root / PATH))
    if text := how_to_get(root, names):
        sheet.paragraph(nodes.strong("", "You need: "), *sheet.inline(("needs",), text), classes=["needs"])
