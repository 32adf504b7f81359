"""What a term and a question are: the only definition of their fields.

The JSON Schemas for editors, the checks of ``helpdesk check`` and the pages all follow from these models.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from helpdesk.model.entry import Entry
from helpdesk.model.fields import ID, Block, Id, Inline, Model, Printed, Span, Word, one_line, pattern, text
from helpdesk.model.picture import PictureLine

Audience = Literal["everyone", "user", "developer"]


class Aliases(Model):
    acronym: list[Word] = Field([], max_length=10)
    plural: list[Word] = Field([], max_length=10, description="irregular plurals; regular ones are found without")
    old_name: list[Word] = Field([], max_length=10)
    also_called: list[Word] = Field([], max_length=20)


class Confusion(Model):
    """Something this is mistaken for: a term by id, or free words."""

    term: Id | None = None
    name: Word | None = None
    difference: Inline


_FACT = pattern(f"^{ID}:[a-z0-9_]+$", "is not an example and a number that it measures; write `sharding:files`")


class Wording(Model):
    """What a tool or text calls this thing."""

    who: Word
    says: Inline
    means: Inline
    fact: str | None = Field(None, pattern=_FACT, description="example:fact that measured it")


class Term(Entry):
    title_field = "term"

    term: Word
    category: Id
    audience: Audience = "everyone"
    aliases: Aliases = Aliases()
    picture: PictureLine | None = None
    body: Block
    confused_with: list[Confusion] = Field([], max_length=12)
    wording: list[Wording] = Field([], max_length=20)
    versions: dict[Span, Inline] = Field({}, max_length=10)
    example: Id | None = None

    @property
    def names(self) -> list[str]:
        """The term and all its aliases, as written."""
        typed = self.aliases
        return [self.term, *typed.acronym, *typed.plural, *typed.old_name, *typed.also_called]

    @property
    def other_names(self) -> list[str]:
        return self.names[1:]


class Question(Entry):
    title_field = "question"
    program_keys = frozenset({"messages"})
    unsearched_keys = program_keys

    question: Annotated[str, BeforeValidator(one_line), text(8, 140)]
    category: Id
    audience: Audience = "everyone"
    order: int | None = Field(None, strict=True, ge=1, le=999, description="place at the top of its category")
    picture: PictureLine | None = None
    body: Block
    messages: list[Printed] = Field([], max_length=12, description="what programs print that it answers, each whole")
    ask: Id | None = Field(None, description="channel for those who are still stuck")
    versions: dict[Span, Inline] = Field({}, max_length=10)

    def printed(self) -> Iterator[str]:
        return iter(self.messages)
