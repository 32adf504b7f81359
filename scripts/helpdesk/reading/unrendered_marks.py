"""Markdown that was meant but is not there: marks that the parser left standing as text, fences without an end.

The page would show them as typed, or swallow the rest of the entry as code; the one who wrote it sees neither.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.token import Token

from helpdesk.reading.dialects import Dialect
from helpdesk.reading.markdown import split_role

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
        r"|\[\^|\^\[|\[!|^\[[ xX]\] |\[@|\[\[[A-Za-z_]|^\[TOC\]$"  # footnotes, boxes, tasks, citations, wiki links
        rf"|\{{ *(?:{any_name}) *\}}|:(?:{any_name}):$"  # roles
        r"|^\.\. [a-z-]+::|^\(\S+\)=|\{[.#{:%]|^:::|^% |^!!! |^: "  # directives, definitions
        r"|^[-+][A-Za-z]|^\u2022|^[0-9]{1,2}[.)][A-Za-z]{2,}"
        r"|(?:^|\s):[a-z_]{2,}:(?=\s|$)|\$\$|\$[^\s$]*[_^{][^$]*\$"  # lists, emoji, formulas
        r"|==\S[^=]*==|\+\+\w[^+]*\+\+|\w~\w+~|\w\^\w+\^|\{(?:--|\+\+|==|~~|>>)"  # marked, new, low and high text
        r"|`|\*\*|(?:^|\s)\*(?:\w+|$)|~~|\|\s*:?-{3,}"  # code, emphasis, tables
        r"|^#+[A-Za-z\u00a0]|^##+[^\s#]|^#######|&[A-Za-z]+;"  # headings, signs by name
        r"|[\w.+-]+@[\w-]+\.\w+|(?:^|[\s(])(?:[a-z0-9-]+\.)+(?:com|edu|io|net|org)/\S+"  # without a scheme
    )


_BETTER = dict.fromkeys(("http", "www"), "write `[words](address)`") | {":::": "write the fence with backticks"}
_BETTER |= dict.fromkeys("-+\u2022", "write an item as `- words`, with an empty line above the first")


def _advice(mark: str) -> str:
    """What to write in the place of ``mark``."""
    if re.fullmatch(r"[\w.+-]+@[\w.-]+|[(]?(?:[a-z0-9-]+\.)+[a-z]+/\S+", mark):
        return "write `[words](mailto:...)`" if "@" in mark else "write `[words](https://...)`"
    if mark[0].isdigit():
        return "write an item as `1. words`"
    return next((better for begin, better in _BETTER.items() if mark.startswith(begin)), "complete it")


_LINE_MARKS = re.compile(r"^(?:#+|[-*+>]) ")
_GOES_ON = re.compile(r"[0-9]{1,2}[.)] ")
_FORMULA = re.compile(r"\\[A-Za-z]+\{")
_UNDERSCORE = re.compile(r"__?(?!\w)")


def text(text: str, before: Token | None, whole: str, dialect: Dialect, block: bool) -> str:
    """What is wrong with a piece of plain text, which a reader would see as it stands; or nothing.

    ``before`` is what stands before it in the paragraph ``whole``.
    """
    begins = before is None or before.type in ("softbreak", "hardbreak")
    after_code = before is not None and before.type == "code_inline"
    if found := _FORMULA.search(text) or (_UNDERSCORE.match(text) if after_code else None):
        return f"`{found.group()}` is no Markdown and would be shown as it stands: write it in words"
    if "\\" in whole:
        return ""  # who escapes a mark means it
    above = whole[: max(whole.find(f"\n{text}"), 0)].rstrip()
    if block and above.endswith((".", ":", ";", "!", "?")) and (found := _GOES_ON.match(text)):
        return f"`{found.group()}` begins no list in the middle of a paragraph: put an empty line above it"
    # At another place than the beginning of a string nothing matches `^`.
    shown, start = (text, 0) if begins else (f" {text}", 1)
    found = _marks((*dialect.roles, *dialect.directives)).search(shown, start)
    found = found or (None if block or not begins else _LINE_MARKS.match(text))
    mark = found.group().strip() if found else ""
    return mark and f"`{mark}` would be shown as it stands: {_advice(mark)}, or put it in `code`"


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
def _roles(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A role at the end of a text, without its braces; and one that went into the code it belongs before."""
    any_name = "|".join(names)
    return (
        re.compile(rf"(?:^|[\s(,])[\[(]?({any_name})[\])}}]?$"),
        re.compile(rf"\{{({any_name})\}}[^`]"),
    )


def code(content: str, before: Token | None, whole: str, dialect: Dialect, block: bool) -> str:
    """What is wrong with `code` after ``before`` in the paragraph ``whole``: it was meant as a role; or nothing."""
    if not dialect.roles:
        return ""
    bare, inside = _roles(dialect.roles)
    if found := inside.match(content):
        return f"this is code, and no link: write the {{{found[1]}}} before the mark"
    found = bare.search(before.content) if before and before.type == "text" and "\\" not in whole else None
    return f"`{found[1]}` before code would be shown as it stands: write {{{found[1]}}}" if found else ""


IN_WORDS = r"[<>`]|\*\*|(?<!\w)[*_]\w|\]\("  # marks that the words of a role would show
_IN_WORDS = re.compile(IN_WORDS)


def role(name: str, content: str, linked: bool) -> str:
    """What is wrong with how the role ``name`` is written, which stands in a link if ``linked``; or nothing."""
    words, target = split_role(content)
    if found := _IN_WORDS.search(words or ""):
        return f"`{found[0]}` would be shown as it stands: the words of a link are plain"
    if linked and name != "fact":
        return f"a link inside a link: write {{{name}}} outside of the brackets"
    return f"a space stands between the marks and `{target}`: delete it" if content != content.strip() else ""


def unused_labels(references: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    """Line, counted from 0, and what is wrong, for each ``[label]: address`` that no link of ``text`` uses."""
    folded = text.casefold()
    for label, reference in references.items():
        if folded.count(f"[{label.casefold()}]") < 2 and (place := reference.get("map")):
            words = f"no link uses `[{label.lower()}]`, so that this line is lost: name it in a link, or remove it"
            yield place[0], words


# How a line begins, or what is in it, where two of them were meant as items or as rows.
ITEMS = (
    r"(?:[\u00b7\u2023\u25e6\u25cf\u25aa\u2013\u2014\u2192\u2794\u2713\u2717\u00bb]"
    r"|\(?(?:[0-9]{1,2}|[a-hivx]{1,3})\)|[a-h]\.) "
    r"|[^|`]* \| [^|]*$"
)
_ITEMS = re.compile(ITEMS)


def lines_alone(text: str) -> Iterator[tuple[int, str]]:
    """Line, counted from 0, and what is wrong, for the first line of a table or list that would be one paragraph."""
    lines = text.split("\n")
    rows = [number for number, line in enumerate(lines) if re.match(r"\|.*\|$", line)]
    if rows and not re.search(r"\|\s*:?-{3,}", text):
        yield rows[0], "a table has a line of dashes below its head: add one, `| --- | --- |`"
    yield from (
        (number, "a fence has three backticks, ```python: write three, above and below the code")
        for number, line in enumerate(lines)
        if re.fullmatch(r"(``|\'\'\')[a-z]+", line)
    )
    items = [number for number, line in enumerate(lines) if _ITEMS.match(line)]
    if len(items) > 1 and not rows:
        yield items[0], "these lines become one paragraph: write items as `- words`, and rows as `| words | words |`"


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
