"""Numbers as the few characters that the index stores; ``theme/static/reader.js`` reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WORD_STEP = 0.15  # a word's weight: up to 9.15
PHRASE_STEP = 0.6  # the weight of a phrase's words: up to 36.6
LEVELS = 26  # how much a word says in a text: A to Z
_GAP = re.compile(r"([0-9a-z]+)([A-Z])")


def digit(value: float, step: float) -> str:
    return DIGITS[min(len(DIGITS) - 1, max(0, round(value / step)))]


def value(digit: str, step: float) -> float:
    return DIGITS.index(digit) * step


@cache
def base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def level(worth: float, bend: float) -> str:
    """A letter for ``worth``, of which more counts ever less."""
    return chr(ord("A") + min(LEVELS - 1, int(worth / (bend + worth) * LEVELS)))


def read_texts(line: str) -> list[tuple[int, float]]:
    """The records of one line of ``hits``, and how much the word says there, from 0 to 1."""
    number, found = 0, []
    for gap, letter in _GAP.findall(line):
        number += int(gap, 36)
        found.append((number, (ord(letter) - ord("A") + 0.5) / LEVELS))
    return found


def read_phrases(line: str) -> list[int]:
    """The phrases of one line of ``hits``."""
    number, found = 0, []
    for gap in filter(None, line.split(".")):
        number += int(gap, 36)
        found.append(number)
    return found


def gaps(numbers: Iterable[int]) -> str:
    last, found = 0, []
    for number in numbers:
        found.append(base36(number - last))
        last = number
    return ".".join(found)


def shared(forms: Iterable[str]) -> str:
    # Character by character is what is wanted: these are words, not paths.
    return os.path.commonprefix(sorted(forms))  # noqa: RUF071


def endings(start: str, forms: set[str]) -> str:
    """The rest of each form after ``start``; empty when the shared part is the only form."""
    endings = sorted(form.removeprefix(start) for form in forms)
    return "" if endings == [""] else "".join(f"|{ending}" for ending in endings)
