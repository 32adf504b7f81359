"""LinkChecker, made to parse each page once: ``python -m helpdesk.links.once`` is ``linkchecker``.

For each anchor that anyone links to, LinkChecker gets and parses the whole page again and collects its anchors (on
this site eight times a page), and it collects the text of every element to name a link. That took minutes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

from linkcheck.command.linkchecker import linkchecker
from linkcheck.htmlutil import htmlsoup, linkparse

_find_links = linkparse.find_links
_anchors: dict[int, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {}


class _Relevant:
    """The elements of a page that have a wanted attribute."""

    def __init__(self, soup: Any, tags: dict[str | None, list[str]]) -> None:
        self.soup = soup
        self.wanted = {name for names in tags.values() for name in names}

    def find_all(self, every: bool) -> Iterable[Any]:
        return (element for element in self.soup.find_all(every) if not self.wanted.isdisjoint(element.attrs))


def find_links(soup: Any, callback: Callable[..., None], tags: dict[str | None, list[str]]) -> None:
    if tags is not linkparse.AnchorTags:
        _find_links(_Relevant(soup, tags), callback, tags)
        return
    # By identity: comparing two soups takes as long as parsing them, and the cache below keeps each of them alive.
    if id(soup) not in _anchors:
        found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        _find_links(_Relevant(soup, tags), lambda *args, **more: found.append((args, more)), tags)
        _anchors[id(soup)] = found
    for args, more in _anchors[id(soup)]:
        callback(*args, **more)


if __name__ == "__main__":
    htmlsoup.make_soup = functools.cache(htmlsoup.make_soup)
    linkparse.find_links = find_links
    linkchecker()
