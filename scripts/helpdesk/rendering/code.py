"""Blocks of code as HTML, with the classes that Sphinx gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pygments import highlight
from pygments.filters import ErrorToken
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.python import PythonConsoleLexer, PythonLexer
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

DEFAULT = "default"  # Python where the text is Python, else plain
_FORMATTER = HtmlFormatter[str]()
_DOCTEST_FLAG = re.compile(r"#\s*doctest:.+$", re.MULTILINE)
_SESSION = ">>>"


@dataclass(frozen=True)
class CodeBlock:
    """``text`` colored as ``language``; where it is none, or the text does not fit it, plain.

    It becomes HTML when a template writes it, so that pages that did not change need no coloring.
    """

    text: str
    language: str = DEFAULT
    classes: str = ""

    def __html__(self) -> str:
        names = f"{self.classes} highlight-{self.language}".strip()
        inner, _ = _highlighted(self.text.removesuffix("\n"), self.language)
        return f'<div class="{names} notranslate">{inner}</div>\n'


def misfit(text: str, language: str) -> str:
    """The piece of ``text`` that is not ``language``; empty where all of it is."""
    return _highlighted(text.removesuffix("\n"), language)[1] if language != DEFAULT else ""


@lru_cache(5000)
def _highlighted(text: str, language: str) -> tuple[str, str]:
    """The HTML, and what could not be read."""
    lexer = _lexer(language, text.startswith(_SESSION))
    if isinstance(lexer, PythonConsoleLexer):
        text = _DOCTEST_FLAG.sub("", text)
    try:
        return highlight(text, lexer, _FORMATTER), ""
    except ErrorToken as error:
        return highlight(text, TextLexer(stripnl=False), _FORMATTER), str(error)


@cache
def _lexer(language: str, is_session: bool) -> Lexer:
    lexer: Lexer
    if language in ("python", DEFAULT):
        lexer = PythonConsoleLexer(stripnl=False) if is_session else PythonLexer(stripnl=False)
    else:
        try:
            lexer = get_lexer_by_name(language)
        except ClassNotFound:
            return TextLexer(stripnl=False)
    lexer.add_filter("raiseonerror")
    return lexer
