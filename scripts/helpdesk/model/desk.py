"""What a build knows: the catalog, and what the runs of the subject found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from helpdesk.files import write_if_changed
from helpdesk.model.catalog import Catalog
from helpdesk.model.page import Page


@dataclass(frozen=True)
class Fact:
    """A number (or word) that an example measured: ``value`` in ``unit``; ``label`` says what it is."""

    value: int | float | str
    unit: str = ""
    label: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


@dataclass
class Desk:
    """``facts`` by ``example:name``. ``results`` by ref of a page: what a run found, an object of the subject's own.

    A result of an example has a method ``as_data``, which gives plain values. ``incomplete`` says that some run
    failed, so that what is missing is told already. ``out`` is the folder of the site; ``cache`` keeps results;
    ``written`` are the files beside the pages, ``bodies`` by ref the HTML
    of each entry's running text, with links as on its page.
    """

    catalog: Catalog
    facts: dict[str, Fact] = field(default_factory=dict)
    results: dict[str, Any] = field(default_factory=dict)
    incomplete: bool = False
    out: Path = Path()
    cache: Path = Path()
    written: set[Path] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, content: str) -> None:
        """Make the file ``name`` of the site hold ``content``."""
        write_if_changed(self.out / name, content)
        self.written.add(self.out / name)

    @cached_property
    def used_in(self) -> dict[str, list[Page]]:
        """For each ref, the pages that link to it."""
        return self.catalog.used_in()

    @cached_property
    def by_docname(self) -> dict[str, Page]:
        return {page.docname: page for page in self.catalog.pages.values()}

    @cached_property
    def groups(self) -> dict[tuple[str, str], list[Page]]:
        """The pages of entries that belong together, by kind and :attr:`Entry.group`, in the order of titles."""
        found: dict[tuple[str, str], list[Page]] = {}
        for page in self.catalog.pages.values():
            if page.entry and not page.entry.replaced_by:
                found.setdefault((page.kind.name, page.entry.group), []).append(page)
        return {key: sorted(pages, key=lambda page: page.title.casefold()) for key, pages in found.items()}
