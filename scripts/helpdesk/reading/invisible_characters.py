"""Characters that change how a text is read without being seen, and what is left of some that were lost."""

from __future__ import annotations

import re

# Controls, bidi controls, zero width and private use. The two joiners (U+200C, U+200D) stay: Persian, Indic scripts and
# emoji need them.
PATTERN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U0010ffff]"
    "|\ufffd|\u00e2\u20ac|\u00c3[\u0080-\u00bf]|\u00c2[\u00a0-\u00bf]"  # read in another encoding than written
)
_UNSEEN = re.compile(PATTERN)
_ACCENTS = re.compile("[\u0300-\u036f]{4}")  # more than three on one letter cover the lines around


def find(text: str) -> re.Match[str] | None:
    """The first hidden character of ``text``."""
    return _UNSEEN.search(text) or (None if text.isascii() else _ACCENTS.search(text))


def message(hidden: re.Match[str]) -> str:
    if hidden.group()[0] in "\ufffd\u00e2\u00c3\u00c2":
        return f"`{hidden.group()}` is left of a character that was lost in another encoding: type it again"
    return f"hidden character U+{ord(hidden.group()[0]):04X}: delete it"
