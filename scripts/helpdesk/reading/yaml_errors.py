"""What the parser of YAML stumbled over, in the words of someone who writes a term."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_BEFORE = rf"^ *(?:- +)*(?:{_KEY}: +)?"  # what may stand before a text on its line
_MISSPELLED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^ *(?:- )?({_KEY}):(?!//)[^\s:]"), "a space is missing after `{0}:`"),
    (re.compile(r"^ *(-)[A-Za-z0-9\"']"), "a space is missing after `-`"),
    (re.compile(_BEFORE + r"(')(?:[^']|'')*'[^\s,\]}#]"), "a `'` ends the text: write it as `''`, or use \""),
    (re.compile(_BEFORE + r"(\")(?:[^\"\\]|\\.)*\"[^\s,\]}#:]"), 'a `"` ends the text: write it as `\\"`'),
    (re.compile(_BEFORE + r"([\[{])[^\]}]*[\]}] *[^\s,\]}#:]"), "text that begins with `{0}` needs quotes"),
    (re.compile(_BEFORE + r"([\"'])[^\"']*[\"'] +[^\s#:]"), "quotes must go around the whole text"),
    (re.compile(_BEFORE + r"([@`%*&!|>?]) *\S"), "text that begins with `{0}` needs quotes"),
    (re.compile(rf"^ *(?:- +)*{_KEY}: +[^\"'|>\[{{].*?(: )"), "text with a colon and a space needs quotes"),
)
_NOT_A_SPACE = re.compile(r"^ *\u00a0|^ *(?:- *)?(?:[A-Za-z_]+:|-)\u00a0")


def missing_space(line: str) -> str:
    """Say that ``line``, which goes on a text, begins like an item or a key without its space; or nothing."""
    for pattern, words in _MISSPELLED[:2]:
        if found := pattern.match(line):
            return words.format(found[1])
    return ""


def odd_space(line: str) -> str:
    """Say that ``line`` has a non-breaking space where YAML needs a plain one; or nothing."""
    return (
        "a non-breaking space (U+00A0) stands where a plain space must: type it again"
        if _NOT_A_SPACE.match(line)
        else ""
    )


def explain(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[int, str]:
    """The line (from 0) at which ``error`` is best told, and what is wrong there."""
    # Where a quote, a list in brackets or a key begins that has no end helps more than where the file ran out.
    begun = re.search(r"quoted scalar|flow|simple key", getattr(error, "context", None) or "")
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    mark = next(filter(None, marks if begun else reversed(marks)), None)
    at = min(mark.line if mark else 0, len(lines) - 1)
    before = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), at)
    for number in (at, before):
        if why := next(
            (words.format(found[1]) for pattern, words in _MISSPELLED if (found := pattern.match(lines[number]))), ""
        ):
            return number, f"not YAML: {why}"
    what = getattr(error, "problem", None) or "cannot be read"
    return at, f"not YAML: {what}; is a quote, a colon or the indentation wrong at or above this line?"
