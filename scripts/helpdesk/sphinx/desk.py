"""What a build knows, with a digest of each part of it that pages show."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from helpdesk.model import desk
from helpdesk.model.kinds import CHANNELS, named
from helpdesk.model.page import short_hash
from helpdesk.rules.missing_terms import unused, wanted


class Desk(desk.Desk):
    def digest(self, key: str) -> str:
        """A short hash of what ``key`` stands for; it changes when pages that show ``key`` must change.

        Keys: ``page:REF`` (title and short), ``name:NAME`` (which term it is), ``kind:NAME`` (the list of all pages of
        a kind), ``channels``, ``decide`` (the decision guide), ``example:NAME``, ``fact:EXAMPLE:NAME``, ``mistakes``
        (what validators said of all), ``package:NAME`` (its installed version), ``unused`` and ``wanted`` (terms, for
        editors).
        """
        what, _, name = key.partition(":")
        # These two, and the links to a page, are asked for thousands of pages at each build.
        if what == "page":
            return page.shown if (page := self.catalog.pages.get(name)) else ""
        if what == "name":
            return page.ref if (page := self.catalog.term(name)) else ""
        return short_hash(self._stands_for(what, name))

    def _stands_for(self, what: str, name: str) -> Any:
        match what:
            case "kind":
                kind = named(name)
                listed = ("category", "order", "audience", "sort", "versions", "aliases")
                return self.catalog.categories.get(kind), [
                    (page.shown, [page.source.value.get(part) for part in listed]) for page in self.catalog.of(kind)
                ]
            case "channels":
                return list(self.catalog.channels.values())
            case "decide":
                return [getattr(page.entry, "decide", []) for page in self.catalog.of(CHANNELS)], self.catalog.channels
            case "unused":
                return [page.shown for page in unused(self.catalog, self.used_in)]
            case "wanted":
                return wanted(self.catalog)
            case "example":
                return self.results.get(f"examples/{name}")
            case "mistakes":
                return [result for ref, result in self.results.items() if ref.startswith("mistakes/")]
            case "package":
                return [found.version for found in metadata.distributions(name=name)]
            case "fact":
                return self.facts.get(name)
        raise ValueError(what)
