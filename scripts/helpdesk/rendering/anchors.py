"""The ids of sections: those that Sphinx and docutils would give, so that addresses with an anchor never change."""

from __future__ import annotations

from collections import Counter

from docutils.nodes import make_id


class Anchors:
    """The ids of one page. Each is given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._count: Counter[str] = Counter()

    def take(self, anchor: str) -> str:
        """Reserve ``anchor``, whatever became of it, and return it."""
        self._taken.add(anchor)
        return anchor

    def of(self, heading: str) -> str:
        """An anchor for ``heading``: its words with hyphens, and a number where another heading has the same."""
        base = make_id(heading)
        if base and base not in self._taken:
            return self.take(base)
        prefix = base or "section"
        while True:
            self._count[prefix] += 1
            anchor = f"{prefix}-{self._count[prefix]}"
            if anchor not in self._taken:
                return self.take(anchor)
