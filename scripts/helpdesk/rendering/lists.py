"""Which lists are set tightly: those whose items are single paragraphs, as docutils judges it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

_LISTS = {"bullet_list_open", "ordered_list_open"}


def is_simple(tokens: Sequence[Token], start: int) -> bool:
    """Whether each item of the list that opens at ``start`` is a paragraph, perhaps with a simple list below it."""
    level = tokens[start].level
    inside: list[str] = []
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if token.level <= level:  # the list's end
            return True
        if token.level == level + 1:
            inside = []
        elif token.level == level + 2 and token.nesting >= 0 and token.type != "inline":
            inside.append(token.type)
            if token.type in _LISTS:
                if not is_simple(tokens, index) or "list" in inside:
                    return False
                inside[-1] = "list"
            elif token.type != "paragraph_open" or inside != ["paragraph_open"]:
                return False
    return True
