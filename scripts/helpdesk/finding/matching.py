"""The description of how questions and messages are compared: ``matching.yaml``, for Python and the browser alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FLAGS = {"g": 0, "i": re.IGNORECASE, "m": re.MULTILINE}


@cache
def description() -> Mapping[str, Any]:
    text = files("helpdesk.finding").joinpath("matching.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@cache
def pattern(source: str, flags: str = "") -> re.Pattern[str]:
    """``source`` as JavaScript reads it: ASCII classes, and ``$`` only at the very end."""
    bits = re.ASCII
    for flag in flags:
        bits |= _FLAGS[flag]
    return re.compile(source, bits)


def replacement(text: str) -> str:
    r"""``$1`` as Python writes it: ``\g<1>``."""
    return re.sub(r"\$(\d)", r"\\g<\1>", text)
