"""What ``helpdesk.json`` looks like. Fields are only ever added; what goes or changes its meaning raises the version.

docs/schemas/helpdesk.json is made from these models; a test says when it is not up to date.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.outputs.data import SCHEMA_VERSION


class Part(BaseModel):
    # Readers must accept fields they do not know: some will be added.
    model_config = ConfigDict(extra="allow")


class SourceData(Part):
    url: str
    supports: str


class ChangeData(Part):
    date: str = Field(description="year-month-day")
    note: str


class ChannelData(Part):
    id: str
    name: str
    kind: str
    short: str
    url: str
    page: str = Field(description="its place on this site, relative to the site")


class ValidatorData(Part):
    name: str
    version: str
    verdict: str = Field(description="valid, invalid, unsupported or failed")
    messages: list[str]


class TrialData(Part):
    """The valid store that ``script`` of ``example`` writes, broken on purpose."""

    version: str = Field(description="of the OME-Zarr specification")
    example: str
    script: str
    validators: list[ValidatorData] = Field(description="what each says about the broken store; `valid`: it is silent")


class MessageData(Part):
    text: str
    who: str = Field(description="the program that prints it")
    versions: str = Field(description="of that program")
    source: str | None = Field(description="where someone reported it; null when the build prints it")


class ClauseData(Part):
    versions: list[str] = Field(description="of the OME-Zarr specification, that say this")
    quote: str = Field(description="the key word: MUST, SHOULD ...; without one: described, schema or silent")
    words: str = Field(description="the rule in own words")
    url: str


class MistakeData(Part):
    sort: str = Field(description="metadata, viewing or tool")
    clause: list[ClauseData] = Field(description="the rule that it breaks, as each version has it")
    trials: list[TrialData]
    messages: list[MessageData] = Field(description="what programs print that are no validators")
    output: str | None = Field(description="what the script beside the entry prints")


class EntryData(Part):
    kind: str = Field(description="term, question, channels, mistake, example or guide; others may come")
    id: str = Field(description="permanent; unique within its kind")
    ref: str = Field(description="unique within the site, for example glossary/chunk")
    title: str
    short: str = Field(description="one or two sentences; `code` is marked with backticks")
    url: str = Field(description="relative to the site")
    category: str | None
    audience: str | None
    aliases: dict[str, list[str]] = Field(description="acronym, plural, old_name, also_called")
    versions: dict[str, str] | list[str] = Field(description="what holds in which versions, in Markdown with roles")
    sources: list[SourceData]
    related: list[str] = Field(description="refs")
    used_in: list[str] = Field(description="refs of the entries that link here")
    search: list[str] = Field(description="other words people use for it")
    reviewed: str | None = Field(description="year-month-day on which someone last compared it with its sources")
    changes: list[ChangeData] = Field(description="changes in meaning")
    channels: list[ChannelData] | None = Field(None, description="only in the entry of the channels")
    mistake: MistakeData | None = Field(None, description="only in the entry of a mistake")


class FactData(Part):
    value: Any
    unit: str | None
    label: str | None


class RunData(Part):
    version: str = Field(description="of the OME-Zarr specification")
    with_: str = Field(alias="with", description="the package that wrote the store")
    script: str
    store: str
    download: str
    picture: str | None
    files: int
    bytes: int
    validators: list[ValidatorData]


class ExampleData(Part):
    name: str
    url: str
    structure: str | None
    absent: dict[str, str] = Field(description="version: why there is no script for it")
    runs: list[RunData]
    facts: dict[str, FactData]


class HelpDeskData(Part):
    """All entries and examples of a help desk. Addresses are relative to the site."""

    schema_version: int
    entries: list[EntryData]
    examples: list[ExampleData]


def json_schema() -> dict[str, Any]:
    schema = HelpDeskData.model_json_schema(by_alias=True, mode="serialization")
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "helpdesk.json", **schema}
