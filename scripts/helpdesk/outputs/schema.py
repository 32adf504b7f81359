"""What ``helpdesk.json`` looks like. Fields are only ever added; what goes or changes its meaning raises the version.

docs/schemas/helpdesk.json is made from these models; a test says when it is not up to date. A subject's package adds
its own fields and lists through the entry point group ``helpdesk.data``: a module with ``FIELDS`` and ``LISTS``.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from pydantic import Field, create_model

from helpdesk.outputs.data import SCHEMA_VERSION
from helpdesk.outputs.data_part import Part


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


class EntryData(Part):
    kind: str = Field(description="term, question, channels, example, guide, or another of the subject")
    id: str = Field(description="permanent; unique within its kind")
    ref: str = Field(description="unique within the site, for example glossary/chunk")
    title: str
    short: str = Field(description="one or two sentences; `code` is marked with backticks")
    url: str = Field(description="relative to the site")
    body: str | None = Field(None, description="the text below the short, in plain words, with what was measured")
    body_html: str | None = Field(None, description="the same as HTML; links are relative to the site")
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


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``helpdesk.json``, with what the installed subjects add."""
    added = [point.load() for point in sorted(entry_points(group="helpdesk.data"))]
    fields: dict[str, Any] = {
        name: (kind, Field(None, description=words)) for module in added for name, kind, words in module.FIELDS
    }
    entry = create_model("EntryData", __base__=EntryData, **fields)
    lists: dict[str, Any] = {}
    for module in added:
        lists |= {name: (list[kind], ...) for name, kind in module.LISTS}  # type: ignore[valid-type]
    whole = create_model(
        "HelpDeskData",
        __base__=Part,
        __doc__="All entries and examples of a help desk. Addresses are relative to the site.",
        schema_version=(int, ...),
        entries=(list[entry], ...),  # type: ignore[valid-type]
        **lists,
    )
    schema = whole.model_json_schema(by_alias=True, mode="serialization")
    schema["properties"]["schema_version"]["const"] = SCHEMA_VERSION
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "helpdesk.json", **schema}
