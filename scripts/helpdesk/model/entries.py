"""What a term, a question and a list of channels are: the only definition of their fields.

The JSON Schemas for editors, the checks of ``helpdesk check`` and the pages all follow from these models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from helpdesk.model.fields import (
    ID,
    Block,
    Date,
    Id,
    Inline,
    Model,
    Ref,
    Short,
    Span,
    Url,
    WebUrl,
    Word,
    one_line,
    text,
)


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


class Picture(Model):
    """What is drawn, and of which store: ``chunk-grid image:v05``, or with a part ``chunk-grid image:v05:1``."""

    kind: str
    of: str = ""

    @property
    def example(self) -> str:
        return self.of.split(":")[0]

    @property
    def script(self) -> str:
        """The file name of a script without its ending."""
        return self.of.split(":")[1] if self.of else ""

    @property
    def part(self) -> str:
        return ":".join(self.of.split(":")[2:])

    def __str__(self) -> str:
        return f"{self.kind} {self.of}".strip()


def _picture(value: Any) -> Any:
    found = re.fullmatch(PICTURE, value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("write a kind of picture, an example and its script, for example `chunk-grid image:v05`")
    return {"kind": found["kind"], "of": found["of"] or ""}


PICTURE = rf"(?P<kind>{ID})( +(?P<of>{ID}:v[0-9][a-z0-9-]*(:[A-Za-z0-9_.,/-]{{1,80}})?))?"
PictureLine = Annotated[
    Picture,
    BeforeValidator(_picture),
    WithJsonSchema({"type": "string", "description": "a picture drawn by the build, for example chunk-grid image:v05"}),
]


class Wording(Model):
    """What a tool or text calls this thing."""

    who: Word
    says: Inline
    means: Inline
    fact: str | None = Field(None, pattern=f"^{ID}:[a-z0-9_]+$", description="example:fact that measured it")


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

    question: Annotated[str, BeforeValidator(one_line), text(8, 140)]
    category: Id
    audience: Audience = "everyone"
    order: int | None = Field(None, strict=True, ge=1, le=999, description="place at the top of its category")
    picture: PictureLine | None = None
    body: Block
    ask: Id | None = Field(None, description="channel for those who are still stuck")
    versions: dict[Span, Inline] = Field({}, max_length=10)


class Place(Model):
    """A named address inside a channel: a forum tag, a tracker."""

    name: Word
    url: WebUrl
    short: Inline


class Channel(Model):
    id: Id
    name: Word
    kind: Literal[
        "self-help", "forum", "chat", "meeting", "calendar", "issue-tracker", "mail", "event", "neighbor", "policy"
    ]
    url: Url
    short: Inline
    when: Inline
    prepare: list[Inline] = Field([], max_length=12)
    also: list[Place] = Field([], max_length=60)
    dates: WebUrl | None = Field(None, description="where its dates live; dates never stand here")
    search: list[Word] = Field([], max_length=40)
    sources: list[Source] = Field(min_length=1, max_length=30)
    reviewed: Date


class Decision(Model):
    """One line of the decision guide: what happened, and whom to ask."""

    when: Inline
    ask: Id
    first: Inline | None = None


class TemplateLine(Model):
    ask: Word
    hint: Inline


class Channels(Entry):
    title_field = "page_title"

    page_title: Annotated[str, BeforeValidator(one_line), text(3, 80), Field(alias="title")]
    intro: Block
    channels: list[Channel] = Field(min_length=1, max_length=60)
    decide: list[Decision] = Field([], max_length=30)
    template: list[TemplateLine] = Field([], max_length=20)
