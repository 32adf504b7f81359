"""What a mistake is: a valid store, a small change that breaks it, and what every validator then says.

The texts under ``expect`` and ``output`` are never written by hand: ``helpdesk examples --accept`` puts them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from helpdesk.model.entry import Entry
from helpdesk.model.fields import Block, Id, Inline, Model, Printed, WebUrl, Word, pattern
from helpdesk_omezarr.mistakes.step import Step
from helpdesk_omezarr.mistakes.structures import structure_of
from helpdesk_omezarr.stores.versions import LIVING_VERSIONS, living, of_script

Sort = Literal["metadata", "viewing", "tool"]
if TYPE_CHECKING:
    type Version = str
else:
    Version = Literal[LIVING_VERSIONS]
KeyWord = Literal["MUST", "MUST NOT", "REQUIRED", "SHOULD", "SHOULD NOT", "MAY"]
# How a version says it: with a key word of RFC 2119, or with none.
Quote = Literal["MUST", "MUST NOT", "REQUIRED", "SHOULD", "SHOULD NOT", "MAY", "described", "schema", "silent"]

SORTS = {
    "metadata": "Metadata and storage",
    "viewing": "Opening and viewing",
    "tool": "Tools",
}
SILENT = "silent"


def _messages(value: Any) -> Any:
    """A validator's messages; the word ``silent`` stands for none, so that silence is said and not forgotten."""
    if value == SILENT:
        return []
    if isinstance(value, list) and value:
        return [" ".join(item.split()) if isinstance(item, str) else item for item in value]
    raise ValueError(f"write a list of messages, or `{SILENT}`")


_SCRIPTS = "|".join(version.script for version in living().values())
_SCRIPT = pattern(f"^({_SCRIPTS})(-[a-z0-9-]+)?$", "is not the name of an example's script: v05, or v05-yaozarrs")
Script = Annotated[str, StringConstraints(pattern=_SCRIPT)]
_SAID = {"anyOf": [{"const": SILENT}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
Said = Annotated[list[str], BeforeValidator(_messages), WithJsonSchema(_SAID)]


class Start(Model):
    """The valid store that is broken: the one written by ``script`` (``v05``) of an example."""

    example: Id
    script: Script


class Also(Model):
    """The same mistake in the store of another script of the same example. ``change`` only where it differs."""

    script: Script
    change: list[Step] = Field([], max_length=20)
    expect: dict[str, Said] = Field({}, max_length=10)


# A part of the address of each thread: on GitHub, in a forum.
_THREADS = {"issues", "pull", "discussions", "t"}


class Message(Model):
    """What a program prints that no validator of this site is: its text, who prints it, in which versions.

    ``source`` is where someone reported it, or the code that says it; without one, the build itself prints it.
    """

    text: Printed
    who: Word
    versions: Word
    source: WebUrl | None = None

    @property
    def found(self) -> str:
        """Where it was found, as the words of a link to ``source``: a thread, code, or a page about it."""
        parts = set((self.source or "").split("/"))
        if "blob" in parts:
            return "from its code"
        return "reported here" if parts & _THREADS else "described here"


class Clause(Model):
    """What the specification says in ``versions``: where it stands, and its sense in own words.

    ``quote`` is the key word as it stands there. Without one the text is ``described`` (it says so all the same)
    or ``silent``, or only its ``schema`` says it.
    """

    versions: list[Version] = Field(min_length=1, max_length=len(LIVING_VERSIONS))
    quote: Quote
    words: Inline
    url: WebUrl


# One of several messages that a script prints, with who says it before it. Shorter ones say too little by themselves.
_ERROR = re.compile(r"^(?:[\w-]+: )?(\w+(?:Error|Exception|Warning): .{40,})$", re.MULTILINE)


class Mistake(Entry):
    title_field = "heading"
    program_keys = frozenset({"change", "expect", "output", "start"})
    unsearched_keys = frozenset({"messages", "sort"})

    heading: Word = Field(alias="title", min_length=8, max_length=100, description="as people see it")
    sort: Sort
    versions: list[Version] = Field(min_length=1, description="of OME-Zarr, for which it is a mistake")
    start: Start | None = None
    change: list[Step] = Field([], max_length=20)
    expect: dict[str, Said] = Field({}, max_length=10)
    also: list[Also] = Field([], max_length=4)
    output: str | None = Field(None, max_length=6000, description="what docs/mistakes/<id>.py prints")
    messages: list[Message] = Field([], max_length=12)
    clause: list[Clause] = Field([], max_length=len(LIVING_VERSIONS), description="what each version says")
    why: Block
    cause: Block
    mend: Block

    def clause_of(self, version: str) -> Clause | None:
        return next((one for one in self.clause if version in one.versions), None)

    @property
    def group(self) -> str:
        return structure_of(self.sort, self.start.example if self.start else None)

    @property
    def trials(self) -> list[Also]:
        """Every store that is broken: first that of ``start``, then ``also``, each with its whole change."""
        if self.start is None:
            return []
        first = Also.model_construct(script=self.start.script, change=self.change, expect=self.expect)
        return [first, *(one.model_copy(update={"change": one.change or self.change}) for one in self.also)]

    @property
    def search_body(self) -> str:
        return " ".join(message.who for message in self.messages)

    def printed(self) -> Iterator[str]:
        for trial in self.trials:
            for said in trial.expect.values():
                yield from said
        yield from (message.text for message in self.messages)
        if self.output:
            yield self.output
            yield from _ERROR.findall(self.output)

    def own_data(self, result: Any) -> dict[str, Any]:
        from helpdesk_omezarr.mistakes.as_data import mistake_data

        return mistake_data(self, result)

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if self.start is None and (self.change or self.also or self.expect):
            raise ValueError("`change`, `also` and `expect` need `start`: say which example's store is changed")
        if self.sort == "metadata" and not self.change:
            raise ValueError(
                "a mistake in metadata needs `start: {example: image, script: v05}` and `change` (copy them from a "
                "neighbor), so that the build can show it"
            )
        return self


def version_of(script: str) -> str:
    """The OME-Zarr version that a script such as ``v05-yaozarrs`` writes."""
    version = of_script(script)
    assert version, "other names are no `Script`"
    return version.version
