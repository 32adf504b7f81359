"""The Markdown of contributions: how it is parsed, and what its roles are. For checking and for writing pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML, RendererProtocol
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from helpdesk.reading.dialects import BOXES

DIRECTIVES = tuple(BOXES)
_TARGET = re.compile(r"^(?P<text>.+?)\s*<(?P<target>[^<>]+)>$", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A role in a text: ``{term}`chunk` `` is ``Link("term", "chunk", 12)``."""

    role: str
    target: str
    line: int


def split_role(content: str) -> tuple[str | None, str]:
    """``words <target>`` as (words, target), a plain ``target`` as (None, target)."""
    match = _TARGET.match(content.strip())
    return (match["text"], match["target"]) if match else (None, content.strip())


def markdown_parser(renderer: Callable[[MarkdownIt], RendererProtocol] = RendererHTML) -> MarkdownIt:
    """The one definition of the Markdown that entries are written in, for checking and for writing pages."""
    parser = MarkdownIt("commonmark", renderer_cls=renderer)
    parser.enable("table").use(myst_role_plugin)
    # The parser would turn `javascript:` links into plain text, and the contributor would never hear of it.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@cache
def parser() -> MarkdownIt:
    """For the fields of entries."""
    return markdown_parser()


def outline(text: str) -> list[str]:
    """Which blocks ``text`` is made of, in their order."""
    return [token.type for token in parser().parse(text)]


@cache
def page_parser() -> MarkdownIt:
    """For Markdown pages: what MyST reads without any extension of its own."""
    return markdown_parser().use(myst_block_plugin)
