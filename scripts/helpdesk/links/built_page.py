"""What a page of the built site links to, and the places in it that one can link to."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_ADDRESS_ATTRIBUTES = {"href", "src", "data", "action", "poster"}
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.+)$", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)")


class BuiltPage(HTMLParser):
    """``links`` are addresses as they are written, in their order; ``places`` are the anchors; ``base`` is the root.

    ``base`` is what ``<base href>`` says, or "".
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.base = ""
        self.feed(text)
        self.close()

    @classmethod
    def read(cls, path: Path) -> BuiltPage:
        return cls(path.read_text(encoding="utf-8", errors="replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.places.update(values[name] for name in ("id", *(["name"] if tag == "a" else [])) if values.get(name))
        if tag == "base":
            self.base = values.get("href", "")
        elif tag == "meta":
            if refresh := _REFRESH.match(values.get("content", "")):
                self.links.append(refresh[1].strip())
        else:
            self.links += [values[name] for name in _ADDRESS_ATTRIBUTES & values.keys()]
            # An image may name several files, each with its size.
            self.links += [part.split()[0] for part in values.get("srcset", "").split(",") if part.split()]


def style_links(path: Path) -> list[str]:
    """The addresses that the style sheet ``path`` names."""
    return [match[2] for match in _STYLE_ADDRESS.finditer(path.read_text(encoding="utf-8", errors="replace"))]
