"""Plain values to YAML text that reads back as the same values, in the style of the files that people write.

scripts/helpdesk/theme/static/propose.mjs does the same in the browser; one property test holds both against
:mod:`helpdesk.reading.yaml_document`.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 104
# What may stand without quotes: it begins with a letter and has nothing that YAML could read as more than text.
_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9 .,()/'+_-]*(?<![ ])|[0-9]{4}-[0-9]{2}-[0-9]{2}|https://[A-Za-z0-9./_~?=&%+#-]+"
)
_WORDS_OF_YAML = re.compile(r"(?i)null|true|false|yes|no|on|off")
_BLOCK = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def emit(values: Mapping[str, Any]) -> str:
    """The text of a YAML file with these keys, in their order."""
    return "".join(f"{line}\n" for line in _mapping(values, 0))


def _mapping(values: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in values.items():
        name = flow_text(str(key))
        if isinstance(value, Mapping) and value:
            yield f"{pad}{name}:"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list) and value:
            yield f"{pad}{name}:"
            yield from _sequence(value, indent + 2)
        else:
            first, *more = _scalar(value, indent + 2)
            yield f"{pad}{name}: {first}"
            yield from more


def _sequence(values: list[Any], indent: int) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping | list) and value:
            inner = _mapping(value, indent + 2) if isinstance(value, Mapping) else _sequence(value, indent + 2)
            lines = list(inner)
        else:
            lines = list(_scalar(value, indent + 2))
            lines[0] = " " * (indent + 2) + lines[0]
        yield f"{' ' * indent}- {lines[0][indent + 2 :]}"
        yield from lines[1:]


def _scalar(value: Any, indent: int) -> Iterator[str]:
    """The lines of a scalar; the first goes after the key, the others have their indent."""
    pad = " " * indent
    if not isinstance(value, str):
        yield json.dumps(value) if value is not None else "null"
    elif "\n" in value and _BLOCK.fullmatch(value) and value.strip("\n"):
        ends = len(value) - len(value.rstrip("\n"))
        lead = "2" if value.lstrip("\n").startswith(" ") or value.startswith("\n") else ""
        yield f"|{lead}{'-' if ends == 0 else '' if ends == 1 else '+'}"
        body = value.split("\n")[: -1 if ends else None]
        yield from (pad + line if line else "" for line in body)
    elif len(value) + indent > WIDTH and _BLOCK.fullmatch(value) and value == " ".join(value.split()):
        yield ">-"
        lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        yield from (pad + line for line in lines)
    else:
        yield flow_text(value)


def flow_text(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _WORDS_OF_YAML.fullmatch(text):
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))
