"""Metadata documents: the bytes of ``zarr.json`` or ``.zattrs``, parsed, or what is wrong with them."""

from __future__ import annotations

import json
import re
from typing import Any

from helpdesk_omezarr.stores import rules
from helpdesk_omezarr.stores.finding import Finding


class Unreadable(Exception):
    """A metadata document is no JSON object; the message names it.

    ``rule`` is the code for this kind of trouble, ``cause`` what the parser itself says: people search for that.
    """

    def __init__(self, document: str, rule: str, cause: object = "", **words: object) -> None:
        self.document, self.rule, self.cause = document, rule, cause
        super().__init__(f"{document} {rules.rule(rule).message.format(**words)}")

    def finding(self, validator: str) -> Finding:
        page = rules.rule(self.rule).page
        said = f"Unreadable: {self}" + (f" | {self.cause}" if self.cause else "")
        return Finding("error", self.document, "", self.rule, str(self), validator, said, page)


def parse(document: str, data: bytes) -> dict[str, Any]:
    """The JSON object in ``data``. Raises :class:`Unreadable`."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(document, "empty")
    if data.startswith(b"version https://git-lfs"):
        raise Unreadable(document, "lfs-pointer")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(document, "byte-order-mark")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise Unreadable(document, "not-utf-8")
    if data.lstrip()[:1] == b"<":
        raise Unreadable(document, "web-page")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(document, "not-utf-8") from None
    try:
        value = json.loads(text, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Unreadable(document, _rule(error), error, line=error.lineno, column=error.colno) from None
    except _Constant:
        line, column = _place_of_constant(text)
        raise Unreadable(document, "not-a-number", line=line, column=column) from None
    except RecursionError:
        raise Unreadable(document, "too-deep") from None
    if not isinstance(value, dict):
        raise Unreadable(document, "no-object")
    return value


class _Constant(ValueError):
    """NaN or Infinity, which Python reads and JSON has not."""


def _constant(name: str) -> Any:
    raise _Constant(name)


def _place_of_constant(text: str) -> tuple[int, int]:
    """Line and column, from 1, of the first constant outside of texts."""
    found = next(one for one in re.finditer(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)', text) if one[1])
    return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())


def _rule(error: json.JSONDecodeError) -> str:
    rest = error.doc[error.pos :]
    if not rest.strip() or error.msg.startswith("Unterminated string"):
        return "cut-off"
    return "comment" if re.match(r"\s*(//|/\*|#)", rest) else "no-json"
