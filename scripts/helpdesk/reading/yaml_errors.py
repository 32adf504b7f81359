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
    (
        re.compile(rf"^ *(?=- |{_KEY}: )(?:- +)*(?:{_KEY}: +)?([@`%*&!|>?]) *\S"),
        "text that begins with `{0}` needs quotes",
    ),
    (re.compile(rf"^ *(?:- +)*{_KEY}: +[^\"'|>\[{{].*?(: )"), "text with a colon and a space needs quotes"),
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOT_A_SPACE = re.compile(rf"^ *([{_SPACES}])|^ *(?:- *)?(?:[A-Za-z_]+:|-)([{_SPACES}])")
_NOT_A_COLON = re.compile(rf"^ *(?:- *)?{_KEY}([\uff1a\ufe55\ua789])")
_NOT_QUOTES = re.compile(
    rf"^ *(?:- *)?(?:{_KEY}: *)?([\u201c\u201d\u201e\u2018\u00ab])"
    r"[^\u201d\u2019\u00bb]*[\u201c\u201d\u2019\u00bb] *(?::|$)"
)
LOOK_ALIKES = re.compile(rf"[{_SPACES}\uff1a\ufe55\ua789\u201c\u201d\u201e\u2018\u00ab]")
# What the parser says, and what it means for someone who writes an entry.
_MEANS = {
    "found unexpected end of stream": "the quote that begins here has no end: close it",
    "did not find expected ',' or ']'": "the list that begins here has no end, or no comma between two items: mend it",
    "did not find expected ',' or '}'": "the `{` here has no end, or no comma between two pairs: mend it",
    "mapping values are not allowed in this context": "this line is set in further than its neighbors, or what stands "
    "above it needs quotes",
    "did not find expected key": "this line is set in otherwise than its neighbors: align them",
    "did not find expected '-' indicator": "this line is set in less than its neighbors: align them",
    "did not find expected node content": "a value is missing, as between two commas: write or remove it",
    "did not find expected comment or line break": "this line is set in less than the first of its text: align them",
    "did not find expected alphabetic or numeric character": "an item of a list begins with `- `, and text that begins "
    "with `*` or `&` needs quotes",
    "did not find expected <document start>": "what stands above ends the file (a line `...`): remove that",
    "could not find expected ':'": "this line is no `key: value`: set it in as its text is, or add the colon",
}


def missing_space(line: str) -> str:
    """Say that ``line``, which goes on a text, begins like an item or a key without its space; or nothing."""
    for pattern, words in _MISSPELLED[:2]:
        if found := pattern.match(line):
            return words.format(found[1])
    return ""


def look_alike(line: str) -> str:
    """Say that ``line`` has a sign that only looks like the space, colon or quote that YAML needs there; or nothing."""
    if found := _NOT_A_SPACE.match(line):
        sign = found[1] or found[2]
        name = "a non-breaking space" if sign == "\u00a0" else "another space"
        return f"{name} (U+{ord(sign):04X}) stands where a plain space must: type it again"
    if found := _NOT_A_COLON.match(line):
        return f"another colon (U+{ord(found[1]):04X}) stands where a plain one must: type it again"
    if found := _NOT_QUOTES.match(line):
        return f"a curly quote (U+{ord(found[1]):04X}) is a part of the text: write straight ones, or none"
    return ""


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
    if what in _MEANS:
        return at, f"not YAML: {_MEANS[what]}"
    return at, f"not YAML: {what}; is a quote, a colon or the indentation wrong at or above this line?"
