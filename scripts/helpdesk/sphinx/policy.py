"""The Content-Security-Policy of a page: nothing but this site's own files, and the inline parts that were built.

It stands in the page itself, because a static host may not let us set headers. The hashes are those of the scripts
and style sheets that the theme writes into its templates; text of contributors never becomes either.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_HEAD = re.compile(r"<head\b[^>]*>\s*(<meta charset=[^>]*>)?")
_DATA = re.compile(r"""\btype=["'](?!(text/javascript|module)["'])""")


def with_policy(page: str) -> str:
    """``page`` with its policy in front of everything that the policy rules."""
    scripts, styles = [], []
    for kind, attributes, text in _INLINE.findall(page):
        if kind == "style":
            styles.append(text)
        elif text and " src=" not in attributes and not _DATA.search(attributes):
            scripts.append(text)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, styles)}">'
    return _HEAD.sub(lambda head: f"{head.group()}\n    {meta}", page, count=1)


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *_hashes(scripts)]),
            " ".join(["style-src 'self'", *_hashes(styles)]),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",  # the page for missing addresses names its root
            "form-action 'self'",
        ]
    )


def _hashes(texts: Iterable[str]) -> list[str]:
    return sorted({_hash(text) for text in texts})


@lru_cache(1000)
def _hash(text: str) -> str:
    # A browser hashes the text as it stands, with line ends as `\n`.
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
