"""Metadata documents as people write them."""

from __future__ import annotations

import json
from typing import Any

_WIDTH = 100


def compact(value: Any, indent: int = 0) -> str:
    """JSON as people write it: what fits on a line stands on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if (len(line) + indent <= _WIDTH - 20 and not (isinstance(value, dict) and indent == 0)) or not value:
        return line
    inner, pad = " " * (indent + 2), " " * indent
    if isinstance(value, dict):
        items = [f"{inner}{json.dumps(key)}: {compact(item, indent + 2)}" for key, item in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{pad}}}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(inner + compact(item, indent + 2) for item in value) + f"\n{pad}]"
    return line
