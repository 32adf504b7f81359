"""``entries.csv``: one row for each entry, for spreadsheets. Several names in a cell stand on lines of their own."""

from __future__ import annotations

import csv
import io

from helpdesk.model.desk import Desk
from helpdesk.model.entries import Term

COLUMNS = ("kind", "id", "title", "names", "short", "category", "audience", "url", "reviewed")


def csv_text(desk: Desk) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    rows.writerow(COLUMNS)
    for _, page in sorted(desk.catalog.pages.items()):
        entry = page.entry
        if entry is None:
            continue
        names = "\n".join(entry.names[1:]) if isinstance(entry, Term) else ""
        category, audience = getattr(entry, "category", ""), getattr(entry, "audience", "")
        cells = [page.kind.name, page.id, page.title, names, page.short, category, audience, page.url]
        rows.writerow([_cell(cell) for cell in cells] + [entry.reviewed.isoformat()])
    return text.getvalue()


def _cell(text: str) -> str:
    # A spreadsheet would run a cell that begins like a formula; the quote keeps it text.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
