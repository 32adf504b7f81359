"""The models that describe what ``helpdesk.json`` says of mistakes and examples, for other programs."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from helpdesk.outputs.data_part import Part


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


# Fields of an entry and of the whole that this subject adds: name, type, description.
FIELDS = [("mistake", MistakeData | None, "only in the entry of a mistake")]
LISTS = [("examples", ExampleData)]
