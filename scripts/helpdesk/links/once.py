"""LinkChecker, made to read each page once and lightly: ``python -m helpdesk.links.once`` is ``linkchecker``.

It builds a tree of every page, gets and parses the page again for each of its anchors that anyone links to (on this
site eight times a page), and collects the text of every element to name a link. That took minutes. All it needs is the
list of start tags with an attribute that can hold an address or an anchor, which the same parser gives without a tree.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag

from linkcheck.command.linkchecker import linkchecker
from linkcheck.htmlutil import htmlsoup, linkparse
from requests import PreparedRequest, Response, Session, sessions

_WANTED = {name for tags in (linkparse.LinkTags, linkparse.AnchorTags) for names in tags.values() for name in names}


@dataclass
class _Element:
    name: str
    attrs: dict[str, str]
    sourceline: int
    sourcepos: int
    text: str = ""


@dataclass
class _Page(HTMLParser):
    """What LinkChecker asks of a soup. ``answers`` keeps what was found for a set of tags."""

    markup: bytes
    original_encoding: str | None = None
    elements: list[_Element] = field(default_factory=list)
    answers: dict[int, list[tuple[tuple[Any, ...], dict[str, Any]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        with contextlib.suppress(UnicodeDecodeError):  # what is no text has no links
            self.feed(self.markup.decode())
            self.close()
            self.original_encoding = "utf-8"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(name in _WANTED for name, _ in attrs):
            self.elements.append(_Element(tag, {name: value or "" for name, value in attrs}, *self.getpos()))

    def find_all(self, every: bool) -> list[_Element]:
        return self.elements

    def find(self, name: str, attrs: dict[str, Any]) -> None:
        """A page that forbids robots to follow its links; here every page is followed."""


@functools.cache
def make_soup(markup: bytes, from_encoding: str | None = None) -> _Page:
    return _Page(markup)


_find_links = linkparse.find_links


def find_links(page: _Page, callback: Callable[..., None], tags: dict[str | None, list[str]]) -> None:
    if id(tags) not in page.answers:
        found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        _find_links(page, lambda *args, **more: found.append((args, more)), tags)
        page.answers[id(tags)] = found  # whole, for the other threads
    for args, more in page.answers[id(tags)]:
        callback(*args, **more)


_send = Session.send
_replies: dict[str, Response] = {}  # by address without anchor


def send(session: Session, request: PreparedRequest, **how: Any) -> Response:
    """What the server says of an address, asked once; it may be read any number of times."""
    address = urldefrag(request.url or "").url
    if address not in _replies:
        _replies[address] = _send(session, request, **how)
        _replies[address].content  # noqa: B018 from the connection, which is free for the next
    return _replies[address]


if __name__ == "__main__":
    Session.send = send  # type: ignore[assignment]
    sessions.get_netrc_auth = lambda url, raise_errors=False: None  # nobody's passwords are asked for
    htmlsoup.make_soup = make_soup
    linkparse.find_links = find_links
    linkchecker()
