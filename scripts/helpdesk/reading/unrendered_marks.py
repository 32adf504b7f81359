"""Markdown that was meant but is not there: marks that the parser left standing as text, fences without an end.

The page would show them as typed, or swallow the rest of the entry as code; the one who wrote it sees neither.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from markdown_it.token import Token

# What code may be called; the names that the highlighter of the site knows and contributions use.
LANGUAGES = ("bash", "console", "diff", "http", "java", "javascript", "json", "python", "text", "toml", "xml", "yaml")


@functools.cache
def _marks(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(pattern(names))


def pattern(names: tuple[str, ...]) -> str:
    """What looks like a mark that was meant. ``names`` are those of roles and boxes."""
    any_name = "|".join(names)
    return (
        r"\]\(|\] +\((?:https?:|mailto:|www\.)|\]\[|<(?:https?|mailto):"  # links
        r"|https?://(?!localhost)|(?:^|\s|\()www\.[a-z]"  # addresses alone, which are no links
        r"|\[\^|\^\[|\[!|^\[[ xX]\] "  # footnotes, boxes, tasks
        rf"|\{{ *(?:{any_name}) *\}}|:(?:{any_name}):$"  # roles
        r"|^\.\. [a-z-]+::|^\(\S+\)=|\{[.#{]|::: *\{|^% "  # directives
        r"|^-[A-Za-z]|^\u2022|(?:^|\s):[a-z_]{2,}:(?=\s|$)|\$\$|\$[^\s$]*[_^{][^$]*\$"  # lists, emoji, formulas
        r"|`|\*\*|~~|\|\s*:?-{3,}|^#+[A-Za-z\u00a0]|^#######"  # code, emphasis, tables, headings
    )


_LINE_MARKS = re.compile(r"^(?:#+|[-*+>]) ")


def marks(text: str, block: bool, names: tuple[str, ...]) -> str:
    """The first piece of ``text``, which a reader would see as it stands, that looks like a mark; or nothing.

    ``names`` are those of roles and boxes.
    """
    found = _marks(names).search(text) or (None if block else _LINE_MARKS.match(text))
    return found.group().strip() if found else ""


def fence(token: Token, lines: list[str]) -> str:
    """What is wrong with a fence of the text ``lines``; or nothing."""
    assert token.map
    first, end = token.map
    # Inside a quote the last line begins with its marks.
    last = lines[end - 1].lstrip("> ").rstrip()
    if end - 1 == first or not last.startswith(token.markup) or set(last) != {token.markup[0]}:
        return f"what begins here has no end: close it with a line `{token.markup}`"
    if any(line.lstrip().startswith(token.markup) for line in token.content.split("\n")):
        return f"another `{token.markup}` begins inside: close the one above it, or give this one more marks"
    language = token.info.strip().partition(" ")[0]
    if language and not language.startswith("{") and language not in LANGUAGES:
        return f"`{language}` is no language of code here; there are: {', '.join(LANGUAGES)}"
    return ""


@functools.cache
def _bare_role(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(,])[\[(]?({'|'.join(names)})[\])}}]?$")


def bare_role(text: str, names: tuple[str, ...]) -> str:
    """The name of a role at the end of ``text``, to which only its braces are missing; or nothing."""
    found = _bare_role(names).search(text) if names else None
    return found[1] if found else ""


@functools.cache
def _role_as_code(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\{{({'|'.join(names)})\}}[^`]")


def role_as_code(code: str, names: tuple[str, ...]) -> str:
    """The name of a role that went into the code it should stand before: ```{term}chunk```; or nothing."""
    found = _role_as_code(names).match(code) if names else None
    return found[1] if found else ""


def row_alone(text: str) -> int | None:
    """The line, counted from 0, of the first row of a table that is none for want of a line of dashes; or nothing."""
    if re.search(r"\|\s*:?-{3,}", text):
        return None
    return next((number for number, line in enumerate(text.split("\n")) if re.match(r"\|.*\|$", line)), None)


def table_rows(token: Token, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Line, counted from 0, and what is wrong, for each row of a table with more or fewer cells than its head."""
    assert token.map
    first, end = token.map
    wanted = _cells(lines[first])
    for number in range(first + 2, end):
        have = _cells(lines[number])
        if have > wanted:
            yield number, f"this row has {have} cells, {wanted} are shown: write a `|` that is text as `\\|`"
        elif have < wanted:
            yield number, f"this row has {have} of {wanted} cells: add the others, if empty ones"


def _cells(line: str) -> int:
    inner = line.strip().lstrip("> ").removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return len(re.findall(r"(?<!\\)\|", inner)) + 1
