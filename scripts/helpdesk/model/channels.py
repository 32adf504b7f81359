"""What the list of channels is: the places where people ask, and which of them to ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from helpdesk.model.entry import Entry, Source
from helpdesk.model.fields import Block, Date, Id, Inline, Model, Url, WebUrl, Word, one_line, text


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
