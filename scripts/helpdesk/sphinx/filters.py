"""The form above a list of entries. The script lists.js brings it to life; without it the list is whole."""

from __future__ import annotations

import html
from collections.abc import Mapping

from docutils import nodes

Choice = tuple[str, str, Mapping[str, str]]


def filter_form(*choices: Choice) -> nodes.raw:
    """A field for each of ``choices`` (name, words, what can be chosen), one for a text, and a box for the shorts.

    An entry fits a choice when it has the class ``name-value``.
    """
    fields = "".join(f"<label>{_select(*choice)}</label>" for choice in choices)
    text = (
        f'<form class="filter helpdesk js-only" aria-label="Filter the list">'
        '<label class="wide">Words in it<input type="search" name="text" autocomplete="off" spellcheck="false"></label>'
        f"{fields}"
        '<label class="check"><input type="checkbox" name="shorts" value="1"> with a sentence each</label>'
        '<button type="reset">Show all</button><output></output></form>'
    )
    return nodes.raw("", text, format="html")


def plain_short(text: str) -> str:
    """A ``short``, words with `code` marks, as HTML."""
    parts = (html.escape(part) for part in text.split("`"))
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts) if part)


def _select(name: str, title: str, options: Mapping[str, str]) -> str:
    rows = "".join(f'<option value="{key}">{html.escape(words)}</option>' for key, words in options.items())
    return f'{title}<select name="{name}"><option value="">all</option>{rows}</select>'
