"""The body of an entry for other programs: as HTML whose links hold anywhere on the site, and as plain text."""

from __future__ import annotations

import posixpath
import re

from markupsafe import Markup

from helpdesk.model.desk import Desk
from helpdesk.model.page import Page

_LINK = re.compile(r'(?<=href=")(?![a-z]+:)([^"#]*)(#[^"]*)?(?=")')
_HEADERLINK = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
_BREAK = re.compile(r"</(?:p|li|h[1-6]|pre|tr|dt|dd|div)>|<br>")


def body(desk: Desk, page: Page) -> dict[str, str | None]:
    """The fields ``body`` and ``body_html`` of an entry, empty where it has no body."""
    written = _HEADERLINK.sub("", desk.bodies.get(page.ref, ""))
    if not written:
        return {"body": None, "body_html": None}
    folder = posixpath.dirname(page.url)

    def whole(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match[1])) if match[1] else page.url
        return f"{path}{match[2] or ''}"

    return {"body": words_of(written), "body_html": _LINK.sub(whole, written)}


def words_of(text: str) -> str:
    """The words of HTML that this program made, a line for each paragraph, item or row."""
    words = (Markup(line).striptags() for line in _BREAK.sub("\n", text).split("\n"))
    return "\n".join(filter(None, words))
