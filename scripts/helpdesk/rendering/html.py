"""Small pieces of HTML, written as docutils and Sphinx write them: styles and scripts know these classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_WORDS = re.compile(r"[^ \n]+| +|\n")


def escape(text: str) -> Markup:
    """``text`` as HTML, in an attribute too."""
    return Markup(text.translate(_ENTITIES))


def literal(text: str) -> Markup:
    """Code in a line of text; each word stays on one line."""
    parts = []
    for part in _WORDS.findall(text):
        if part.isspace():
            parts.append("&#160;" * (len(part) - 1) + part[-1])
        else:
            parts.append(f'<span class="pre">{escape(part)}</span>')
    return Markup(f'<code class="docutils literal notranslate">{"".join(parts)}</code>')


def link(address: str, words: str, shown_as: str) -> Markup:
    """A link inside the site; ``shown_as`` is the class of its words."""
    return Markup(
        f'<a class="reference internal" href="{escape(address)}"><span class="{shown_as}">{escape(words)}</span></a>'
    )


def outside(address: str, words: str) -> Markup:
    """A link to another site."""
    return Markup(f'<a class="reference external" href="{escape(address)}">{escape(words)}</a>')


def headerlink(anchor: str) -> Markup:
    """The sign behind a heading that leads to it."""
    return Markup(f'<a class="headerlink" href="#{anchor}" title="Link to this heading">#</a>')


def table(head: Sequence[str], rows: Iterable[Sequence[Markup]], classes: str = "") -> Markup:
    """A table that scrolls where it is too wide. The cells of ``rows`` are HTML."""
    names = f"{classes} table".strip()
    titles = "\n".join(f'<th class="head"><p>{escape(title)}</p></th>' for title in head)
    lines = "".join(_row(number, cells) for number, cells in enumerate(rows))
    return Markup(
        f'<div class="pst-scrollable-table-container"><table class="{names}">\n<thead>\n'
        f'<tr class="row-odd">{titles}\n</tr>\n</thead>\n<tbody>\n{lines}</tbody>\n</table>\n</div>\n'
    )


def _row(number: int, cells: Sequence[Markup]) -> str:
    inner = "\n".join(f"<td><p>{cell}</p></td>" for cell in cells)
    return f'<tr class="{"row-odd" if number % 2 else "row-even"}">{inner}\n</tr>\n'
