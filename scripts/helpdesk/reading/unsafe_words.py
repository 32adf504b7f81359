"""What may not stand in fields of plain words: markup and scripts that would be harmless here but never belong.

Pages escape these texts, so nothing is executed. A finding all the same: whoever writes it expects it to work, or
hopes that some reader of our data forgets to escape it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from typing import Any

from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Document, Loc

_TAGS = (
    "a|applet|audio|base|body|button|details|div|embed|form|frame|frameset|head|html|iframe|img|input|link|marquee|"
    "math|meta|noscript|object|option|p|script|select|source|span|style|svg|template|textarea|title|video|xml|xss"
)
PATTERN = rf"<[/\s]*(?:{_TAGS})\b|<!--|<\?|<!\[|\b(?:javascript|vbscript|livescript)\s*:|data:text/html"
_MARKUP = re.compile(PATTERN, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLES = {"term", "question", "title", "name", "aliases"}
_MARKS = re.compile(r"\*\*|\]\(|\{[a-z]+\}`|(?<!\w)\*\w[^*]*\*|(?<!\w)__?\w[^_]*\w__?(?!\w)")
_GREEK = re.compile(
    "[A-Za-z][\u0391-\u0392\u0395-\u0397\u0399-\u039a\u039c-\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf]|[\u03bf][A-Za-z]"
)


def find_problems(source: Document, markdown: Set[Loc], program_keys: Set[str]) -> Iterator[Problem]:
    """Findings for the texts of ``source`` that are neither at the places ``markdown`` nor below ``program_keys``."""
    for loc, text in _texts(source.value, (), program_keys):
        if loc not in markdown and (found := markup(text)):
            yield source.problem(loc, "M309", f"`{found.group()}` is markup or script: write plain words")
        elif (loc[0] in _TITLES or loc[-1] == "name") and text not in _TITLES and (found := _MARKS.search(text)):
            yield source.problem(loc, "M309", f"`{found.group()}` is shown as it stands: write plain words")
        for word in _WORD.findall(text) if not text.isascii() else ():
            if _mixes_alphabets(word):
                message = f"`{word}` mixes letters of two alphabets that look alike: type it again"
                yield Problem(source.path, _line(source, loc, text, word), "M310", message)


def markup(text: str) -> re.Match[str] | None:
    """The first piece of ``text`` that is a tag or an address that would run a script."""
    return _MARKUP.search(text) if "<" in text or ":" in text else None


def _line(source: Document, loc: Loc, text: str, word: str) -> int:
    """The line on which ``word`` of ``text`` stands."""
    shown = source.spread.get(loc, text)
    return source.text_line(loc) + shown.count("\n", 0, shown.find(word)) if "\n" in shown else source.line(loc)


def _mixes_alphabets(word: str) -> bool:
    alphabets = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return {"LATIN", "CYRILLIC"} <= alphabets or bool(_GREEK.search(word))


def _texts(value: dict[str, Any] | list[Any], loc: Loc, program_keys: Set[str]) -> Iterator[tuple[Loc, str]]:
    """The keys and texts in ``value``, which stands at ``loc``."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if not loc and key in program_keys:
            continue
        inside = (*loc, key)
        if isinstance(key, str):
            yield inside, key
        if isinstance(item, str):
            yield inside, item
        elif isinstance(item, dict | list):
            yield from _texts(item, inside, program_keys)
