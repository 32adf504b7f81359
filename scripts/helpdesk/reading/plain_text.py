"""The words of Markdown, without its marks: for search, descriptions and tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from helpdesk.reading.directives import OPTION
from helpdesk.reading.markdown import parser, split_role


def plain_text(tokens: Iterable[Token]) -> str:
    """What a reader of the parsed ``tokens`` sees, a line for each paragraph, cell, item or piece of code.

    A role is its words, or its target where it has none.
    """
    return "\n".join(line for line in _lines(tokens) if line)


def _lines(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(map(_words, token.children or ()))
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            yield token.info.partition("}")[2].strip()
            content = "\n".join(line for line in token.content.split("\n") if not OPTION.match(line))
            yield from _lines(parser().parse(content))
        elif token.type in ("fence", "code_block", "html_block"):
            yield token.content.rstrip("\n")


def _words(token: Token) -> str:
    if token.type == "myst_role":
        words, target = split_role(token.content)
        return words or target
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return "".join(map(_words, token.children or ()))
    return token.content
