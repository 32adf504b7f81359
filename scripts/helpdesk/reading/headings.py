"""The headings of a text, one after the other: which of them is the title, and which skip a level."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.reading.dialects import Dialect


class Headings:
    """``title`` is the first heading of level 1 in a page; texts of entries have none, boxes no headings at all."""

    def __init__(self, dialect: Dialect) -> None:
        self.title = ""
        self._is_page, self._in_box, self._level = dialect.page, dialect.in_box, 1

    def add(self, level: int, words: str, above: bool) -> Iterator[str]:
        """What is wrong with the next heading. ``above``: text stands before it."""
        if self._in_box:
            yield "a box has no headings: put it above the box, or write it in **bold**"
            return
        if level == 1 and self._is_page and not self.title:
            self.title = words
            if above:
                yield "text stands above the title: begin the page with its title"
        elif level == 1:
            yield "a page has one title: use `##`" if self._is_page else "headings inside an entry begin with `##`"
        elif level > self._level + 1:
            better = "#" * (self._level + 1)
            yield f"a heading of level {level} below one of level {self._level}: use `{better}`"
        if not words.strip("# "):
            yield "a heading without words: write some or remove it"
        self._level = level
