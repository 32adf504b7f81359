"""The words of Markdown, without its marks: for search, descriptions, feeds and other programs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from helpdesk.reading.markdown import markdown_parser, split_role


def role_words(name: str, content: str) -> str:
    """The words of a role for somebody who knows none of its targets."""
    words, target = split_role(content)
    return words or target


def plain_text(markdown: str, role: Callable[[str, str], str] = role_words) -> str:
    """What a reader of ``markdown`` sees, a line for each paragraph, cell, item or piece of code.

    ``role`` gives the words of ``{name}`content` ``.
    """
    if markdown.isalnum():
        return markdown
    return "\n".join(line for line in _lines(_parser().parse(markdown), role) if line)


def plain_words(markdown: str, role: Callable[[str, str], str] = role_words) -> str:
    """The same for a text of one line."""
    return "".join(_words(child, role) for token in _parser().parseInline(markdown) for child in token.children or ())


@functools.cache
def _parser() -> MarkdownIt:
    return markdown_parser()


def _lines(tokens: Iterable[Token], role: Callable[[str, str], str]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_words(child, role) for child in token.children or ())
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            yield token.info.partition("}")[2].strip()
            yield from _lines(_parser().parse(token.content), role)
        elif token.type in ("fence", "code_block", "html_block"):
            yield token.content.rstrip("\n")


def _words(token: Token, role: Callable[[str, str], str]) -> str:
    if token.type == "myst_role":
        return role(token.meta["name"], token.content)
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":
        return "".join(_words(child, role) for child in token.children or ())
    return token.content
