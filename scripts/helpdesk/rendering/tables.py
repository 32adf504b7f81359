"""The tables of Markdown as HTML, as docutils writes them, in a box that scrolls where they are too wide."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

Tokens = Sequence[Token]
Env = MutableMapping[str, Any]


class TableRenderer(RendererHTML):
    """``env["rows"]`` counts the rows of the table that is being rendered."""

    def table_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        env["rows"] = 0
        return '<div class="pst-scrollable-table-container"><table class="table">\n'

    def table_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</table>\n</div>\n"

    def tr_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        env["rows"] += 1
        return f'<tr class="row-{"odd" if env["rows"] % 2 else "even"}">'

    def th_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return f'<th class="head{_side(tokens[idx])}"><p>'

    def th_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</p></th>\n"

    def td_open(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        side = _side(tokens[idx]).strip()
        return f'<td class="{side}"><p>' if side else "<td><p>"

    def td_close(self, tokens: Tokens, idx: int, options: Any, env: Env) -> str:
        return "</p></td>\n"


def _side(token: Token) -> str:
    """The class for a column that is aligned: inline styles are refused by the policy."""
    style = str(token.attrs.get("style", ""))
    return f" text-{style.partition(':')[2]}" if style.startswith("text-align:") else ""
