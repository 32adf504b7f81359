"""Words that someone meant to replace."""

from __future__ import annotations

import re

_FILLERS = (
    *(
        "todo",
        "tbd",
        "tba",
        "tbc",
        "fixme",
        "xxx",
        "wip",
        "asdf",
        "blabla",
        "bla bla",
        "lorem ipsum",
        "foo bar",
        "foobar",
    ),
    *("placeholder text", "coming soon"),
)
PATTERN = rf"\b({'|'.join(_FILLERS)})\b|\?\?\?|\[(?:insert|your|add) [^\]]*\](?!\()|\.\.\. \.\.\."
_PLACEHOLDER = re.compile(PATTERN, re.IGNORECASE)
# To look for each of these takes a fifth of the time of the pattern, which is tried at every letter. (The pattern takes
# some letters that are not ASCII for an i or an s.)
_SIGNS = (*_FILLERS, "???", "[insert ", "[your ", "[add ", "... ...")


def placeholder(text: str) -> str:
    """The first placeholder in ``text``, or nothing."""
    lower = text.lower()
    if text.isascii() and not any(sign in lower for sign in _SIGNS):
        return ""
    found = _PLACEHOLDER.search(text)
    return found.group() if found else ""
