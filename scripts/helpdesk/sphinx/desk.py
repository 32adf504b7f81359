"""What a build knows: the catalog, the results of the examples, and what each page may say of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import CHANNELS, named
from helpdesk.model.page import Page, short_hash
from helpdesk.rules.missing_terms import unused, wanted

if TYPE_CHECKING:
    from helpdesk_omezarr.mistakes.broken import Broken
    from helpdesk_omezarr.stores.run import Example


@dataclass
class Desk:
    """``examples`` by name, empty when the build runs none; ``broken`` when some example failed.

    ``mistakes`` by id: what came of breaking a store on purpose.
    ``out`` is the folder of the site, below which the stores are published; results of runs are kept in ``kept``.
    """

    catalog: Catalog
    examples: dict[str, Example] = field(default_factory=dict)
    mistakes: dict[str, Broken] = field(default_factory=dict)
    broken: bool = False
    out: Path = Path()
    kept: Path = Path()

    @cached_property
    def used_in(self) -> dict[str, list[Page]]:
        return self.catalog.used_in()

    @cached_property
    def by_docname(self) -> dict[str, Page]:
        return {page.docname: page for page in self.catalog.pages.values()}

    def digest(self, key: str) -> str:
        """A short hash of what ``key`` stands for; it changes when pages that show ``key`` must change.

        Keys: ``page:REF`` (title and short), ``name:NAME`` (which term it is), ``used:REF`` (who links there),
        ``kind:NAME`` (the list of all pages of a kind), ``channels``, ``decide`` (the decision guide),
        ``example:NAME``, ``fact:EXAMPLE:NAME``, ``category:KIND:ID`` (its title), ``mistake:ID`` (what validators
        said), ``mistakes`` (all of them), ``package:NAME`` (its installed version), ``unused`` and ``wanted``
        (terms, for editors).
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
            case "used":
                return [page.shown for page in self.used_in.get(name, ())]
            case "kind":
                kind = named(name)
                listed = ("category", "order", "audience", "sort", "versions", "aliases")
                return self.catalog.categories.get(kind), [
                    (page.shown, [page.source.value.get(part) for part in listed]) for page in self.catalog.of(kind)
                ]
            case "category":
                kind_name, _, category = name.partition(":")
                kind = named(kind_name)
                return self.catalog.categories.get(kind, {}).get(category)
            case "channels":
                return list(self.catalog.channels.values())
            case "decide":
                return [getattr(page.entry, "decide", []) for page in self.catalog.of(CHANNELS)], self.catalog.channels
            case "unused":
                return [page.shown for page in unused(self.catalog, self.used_in)]
            case "wanted":
                return wanted(self.catalog)
            case "example":
                return self.examples.get(name)
            case "mistake":
                return self.mistakes.get(name)
            case "mistakes":
                return self.mistakes
            case "package":
                return [found.version for found in metadata.distributions(name=name)]
            case "fact":
                example, _, fact = name.partition(":")
                return example in self.examples and self.examples[example].facts.get(fact)
        raise ValueError(what)
