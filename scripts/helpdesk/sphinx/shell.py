"""The frame that the theme puts around an entry, made once and filled for every entry of a folder.

The theme renders thirty templates a page, and for the pages of entries the result differs in a handful of places
only. A shell is a page that the theme rendered with marks in these places.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

# Words that no page contains: contributors cannot write these private-use characters (S111).
_LEFT, _RIGHT = "\ue0f0", "\ue0f1"
BODY, META, TITLE, ANCHOR, ENTRY, _TOC_ENTRIES = (f"{_LEFT}{n}{_RIGHT}" for n in range(6))
# The name of the page goes through URL quoting, so its mark is a plain word.
PAGE_NAME = "qhelpdeskshellq"
_TOC_ITEM = re.compile(r'<li><a class="reference internal" href="#([^"]+)">((?:(?!</?a\b|</?li\b|</?ul\b).)*)</a></li>')
_MARKED_TITLE = f"<i>{TITLE}</i>"
_MARKED_TOC_ITEM = re.compile(rf"<li\b[^>]*>\s*<a\b[^>]*{ANCHOR}[^>]*>\s*{ENTRY}\s*</a>\s*</li>")
_MARKS = re.compile("|".join([PAGE_NAME, re.escape(_MARKED_TITLE), BODY, META, TITLE, _TOC_ENTRIES]))
_FILLED = ("body", "metatags", "title", "toc")

Context = dict[str, Any]


def entries_of(toc: str) -> list[tuple[str, str]] | None:
    """The sections (anchor, title) of a page whose contents are one flat list; None for other pages."""
    entries = _TOC_ITEM.findall(toc)
    inner = "".join(
        f'<li><a class="reference internal" href="#{anchor}">{title}</a></li>\n' for anchor, title in entries
    )
    before, found, after = toc.partition(f"<ul>\n{inner}</ul>") if entries else (toc, "", "")
    flat = before.count("<li") == 1 and "<li" not in after
    return entries if flat and bool(found) == bool(entries) else None


def key(folder: str, context: Context, has_entries: bool) -> str:
    """What decides how a shell looks: everything in the context but what is filled in."""
    rest = {name: value for name, value in context.items() if name not in _FILLED}
    rest["meta"] = {name: value for name, value in (context.get("meta") or {}).items() if name != "myst_slugs"}
    return repr((folder, has_entries, sorted(rest.items(), key=lambda item: item[0])))


class Shell:
    """``render(context)`` lets the theme write the page named :data:`PAGE_NAME`."""

    def __init__(self, context: Context, has_entries: bool, render: Callable[[Context], str]) -> None:
        inner = (
            f'<ul>\n<li><a class="reference internal" href="#{ANCHOR}">{ENTRY}</a></li>\n</ul>\n' if has_entries else ""
        )
        toc = f'<ul>\n<li><a class="reference internal" href="#">{_MARKED_TITLE}</a>{inner}</li>\n</ul>\n'
        page = render({**context, "body": BODY, "metatags": META, "title": _MARKED_TITLE, "toc": toc})
        items = _MARKED_TOC_ITEM.findall(page)
        self._item = items[0] if items else ""
        if self._item:
            page = page.replace(self._item, _TOC_ENTRIES)
        self.whole = ANCHOR not in page and ENTRY not in page
        self._marks = _MARKS.findall(page)
        self._texts = _MARKS.split(page)

    def fill(self, name: str, context: Context, entries: list[tuple[str, str]]) -> str:
        title = context["title"]
        values = {
            PAGE_NAME: name,
            _MARKED_TITLE: title,
            TITLE: str(escape(Markup(title).striptags())),
            BODY: context["body"],
            META: context["metatags"],
            _TOC_ENTRIES: "\n".join(
                self._item.replace(ANCHOR, anchor).replace(ENTRY, words) for anchor, words in entries
            ),
        }
        parts = [self._texts[0]]
        for mark, text in zip(self._marks, self._texts[1:], strict=True):
            parts += values[mark], text
        return "".join(parts)
