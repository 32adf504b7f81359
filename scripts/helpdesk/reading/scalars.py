"""What a plain scalar of YAML means, by the 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema).

So ``no`` is a word and ``2026-11-21`` is text, as editors see them.
"""

from __future__ import annotations

import re

_VALUE = re.compile(
    r"(?P<null>~|null|Null|NULL|)"
    r"|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]{1,18})"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?)"
)


def plain_value(text: str) -> str | int | float | None:
    """The value of a scalar without quotes; a number longer than any a person writes stays text."""
    found = _VALUE.fullmatch(text)
    match found.lastgroup if found else None:
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text)
        case "float":
            return float(text)
    return text
