"""What stands around the text of an entry: the path to it above, copying, citing and its date below.

It is part of the page's text and not of its frame, so that one frame serves all entries of a folder.
"""

from __future__ import annotations

import html

from docutils import nodes

from helpdesk.model.entries import Entry, Question, Term
from helpdesk.sphinx.sheet import Sheet
from helpdesk_omezarr.mistakes.entry import SORTS, Mistake

_PLACES = {"term": "Glossary", "question": "Questions", "mistake": "Mistakes"}


def above(sheet: Sheet) -> None:
    """Glossary > category."""
    steps = _steps(sheet)
    if steps:
        items = "".join(f'<li><a href="{html.escape(link)}">{html.escape(title)}</a></li>' for link, title in steps)
        _add(sheet, f'<nav class="crumbs" aria-label="Breadcrumb"><ol>{items}</ol></nav>')


def below(sheet: Sheet, entry: Entry) -> None:
    env = sheet.domain.env
    base = env.config.html_baseurl.rstrip("/")
    address = f"{base}/{env.docname}.html" if base else f"{env.docname}.html"
    what = "term" if isinstance(entry, Term) else "page"
    title = f"\N{LEFT DOUBLE QUOTATION MARK}{entry.title}\N{RIGHT DOUBLE QUOTATION MARK}"
    cite = f"{title}. {env.config.project}, reviewed {entry.reviewed}. {address}"
    _add(
        sheet,
        '<div class="entry-tools">'
        f'<p class="js-only"><button type="button" data-copy>Copy link to this {what}</button> '
        '<span role="status"></span></p>'
        f"<details><summary>Cite</summary><p>{html.escape(cite)}</p></details>"
        f'<p>Reviewed <time datetime="{entry.reviewed}">{entry.reviewed}</time></p></div>',
    )


def _steps(sheet: Sheet) -> list[tuple[str, str]]:
    kind = sheet.page.kind
    if kind.name not in _PLACES:
        return []
    steps = [("index.html", _PLACES[kind.name])]
    match sheet.page.entry:
        case Term(category=category) | Question(category=category):
            sheet.domain.see(f"category:{kind.name}:{category}")
            title = sheet.domain.desk.catalog.categories.get(kind, {}).get(category)
            steps += [(f"index.html?category={category}", title)] if title else []
        case Mistake(sort=sort):
            steps.append((f"index.html#sort-{sort}", SORTS[sort]))
    return steps


def _add(sheet: Sheet, text: str) -> None:
    sheet.document += nodes.raw("", text, format="html")
