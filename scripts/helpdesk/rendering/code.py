"""Blocks of code as HTML, with the classes that Sphinx gives them."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup
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


def code_block(text: str, language: str = DEFAULT, classes: str = "") -> Markup:
    """``text`` colored as ``language``; where it is none, or the text does not fit it, plain."""
    names = f"{classes} highlight-{language}".strip()
    inner, _ = _highlighted(text.removesuffix("\n"), language)
    return Markup(f'<div class="{names} notranslate">{inner}</div>\n')


def misfit(text: str, language: str) -> str:
    """The piece of ``text`` that is not ``language``; empty where all of it is."""
    return _highlighted(text.removesuffix("\n"), language)[1] if language != DEFAULT else ""


@lru_cache(5000)
def _highlighted(text: str, language: str) -> tuple[str, str]:
    """The HTML, and what could not be read."""
    lexer = _lexer(text, language)
    if isinstance(lexer, PythonConsoleLexer):
        text = _DOCTEST_FLAG.sub("", text)
    try:
        return highlight(text, lexer, _FORMATTER), ""
    except ErrorToken as error:
        return highlight(text, TextLexer(stripnl=False), _FORMATTER), str(error)


def _lexer(text: str, language: str) -> Lexer:
    lexer: Lexer
    if language in ("python", DEFAULT):
        lexer = PythonConsoleLexer(stripnl=False) if text.startswith(_SESSION) else PythonLexer(stripnl=False)
    else:
        try:
            lexer = get_lexer_by_name(language)
        except ClassNotFound:
            return TextLexer(stripnl=False)
    lexer.add_filter("raiseonerror")
    return lexer
