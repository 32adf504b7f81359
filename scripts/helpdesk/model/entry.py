"""What every entry has, whatever it explains: the base of all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import Field

from helpdesk.model.fields import Date, Inline, Model, Ref, Short, WebUrl, Word


class Source(Model):
    """Where a claim comes from, and which claim."""

    url: WebUrl
    supports: Inline


class Change(Model):
    """A change in meaning, for readers who follow the entry."""

    date: Date
    note: Inline


class Entry(Model):
    """What every entry has. Its id is the name of its file and never changes."""

    title_field: ClassVar[str]
    # Keys whose values a program wrote or compares with: no words of a person are looked for in them.
    program_keys: ClassVar[frozenset[str]] = frozenset()
    # Further keys whose texts say nothing about what the entry explains.
    unsearched_keys: ClassVar[frozenset[str]] = frozenset()

    short: Short = Field(description="What it is or what to do, in one or two sentences; stands alone")
    needs: list[Word] = Field([], max_length=12, description="what its code needs: names in docs/_data/install.yaml")
    related: list[Ref] = Field([], max_length=20, description="ids of the same kind, others as faq/id, glossary/id")
    search: list[Word] = Field([], max_length=40, description="other words and sentences people use for it")
    sources: list[Source] = Field(min_length=1, max_length=30)
    reviewed: Date
    changes: list[Change] = Field([], max_length=30)
    replaced_by: Ref | None = Field(None, description="only for a retired entry: the entry to read instead")

    @property
    def title(self) -> str:
        return getattr(self, self.title_field)

    @property
    def group(self) -> str:
        """Which entries of its kind it stands beside: those of its category."""
        return str(getattr(self, "category", ""))

    @property
    def other_names(self) -> list[str]:
        """What the entry is called beside its title."""
        return []

    @property
    def search_body(self) -> str:
        """Text to search in beyond the fields of plain words."""
        return ""

    def printed(self) -> Iterator[str]:
        """The messages of programs that the entry explains, each whole."""
        return iter(())

    def own_data(self, result: Any) -> dict[str, Any]:
        """What ``helpdesk.json`` says of this kind of entry beyond the fields of all; ``result`` is that of a run."""
        return {}
