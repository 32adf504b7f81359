"""Metadata documents: the bytes of ``zarr.json`` or ``.zattrs``, parsed, or what is wrong with them."""

from __future__ import annotations

import json
import re
from typing import Any

from helpdesk_omezarr.stores.finding import Finding

# What is wrong with a document -> the mistake.
PAGES = {
    "cut-off": "metadata-cut-off",
    "comment": "comment-in-json",
    "empty": "metadata-empty",
    "lfs-pointer": "lfs-pointer",
    "byte-order-mark": "metadata-not-utf8",
    "not-utf-8": "metadata-not-utf8",
    "not-a-number": "nan-in-json",
}


class Unreadable(Exception):
    """A metadata document is no JSON object; the message names it. ``rule`` says what kind of trouble it is."""

    def __init__(self, document: str, rule: str, message: str) -> None:
        self.document, self.rule = document, rule
        super().__init__(f"{document} {message}")

    def finding(self, validator: str) -> Finding:
        page = PAGES.get(self.rule, "")
        return Finding("error", self.document, "", self.rule, str(self), validator, f"Unreadable: {self}", page)


def parse(document: str, data: bytes) -> dict[str, Any]:
    """The JSON object in ``data``. Raises :class:`Unreadable`."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(document, "empty", "is empty: its text was lost, for example on a full disk")
    if data.startswith(b"version https://git-lfs"):
        raise Unreadable(document, "lfs-pointer", "is a pointer of Git LFS, not the file itself: run `git lfs pull`")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(document, "byte-order-mark", "begins with a byte order mark: save it as UTF-8 without one")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise Unreadable(document, "not-utf-8", "is UTF-16 or UTF-32: save it as UTF-8")
    if data.lstrip()[:1] == b"<":
        raise Unreadable(document, "web-page", "is a web page, not metadata: it was not downloaded as it is")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(document, "not-utf-8", f"is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    try:
        value = json.loads(text, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Unreadable(document, _rule(error), f"is not JSON: {error}") from None
    except _Constant as name:
        message = f"has {name}, which is no JSON: write a number, or leave the key out"
        raise Unreadable(document, "not-a-number", message) from None
    except RecursionError:
        raise Unreadable(document, "too-deep", "has too many lists or objects in each other to be read") from None
    if not isinstance(value, dict):
        raise Unreadable(document, "no-object", "must hold a JSON object")
    return value


class _Constant(ValueError):
    """NaN or Infinity, which Python reads and JSON has not."""


def _constant(name: str) -> Any:
    raise _Constant(name)


def _rule(error: json.JSONDecodeError) -> str:
    rest = error.doc[error.pos :]
    if not rest.strip() or error.msg.startswith("Unterminated string"):
        return "cut-off"
    return "comment" if re.match(r"\s*(//|/\*|#)", rest) else "no-json"
