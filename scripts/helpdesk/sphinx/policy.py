"""The Content-Security-Policy of a page: nothing but this site's own files, and the inline scripts of the frame.

It stands in the page itself, because a static host may not let us set headers. The frame names the scripts that it has
inline; text of contributors never becomes one.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache


@lru_cache
def policy(*scripts: str, connect: str = "", worker: str = "") -> str:
    """The policy of a page with these inline ``scripts``, each as it stands between its tags.

    ``connect`` names what else the page may ask than its own site, ``worker`` whose workers it may start.
    """
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *sorted({_hash(text) for text in scripts if text})]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {connect}".rstrip(),
            *([f"worker-src {worker}"] if worker else []),
            "manifest-src 'self'",
            "base-uri 'self'",  # the page for missing addresses names its root
            "form-action 'self'",
        ]
    )


def _hash(text: str) -> str:
    # A browser hashes the text as it stands, with line ends as `\n`.
    digest = hashlib.sha256(text.replace("\r\n", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
