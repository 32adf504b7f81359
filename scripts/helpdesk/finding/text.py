"""The words a reader may look for on each page, by how much they say about the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from helpdesk.model.channels import Channel, Channels
from helpdesk.model.kinds import CHANNELS, GUIDE, OTHER
from helpdesk.model.page import Page
from helpdesk.reading.yaml_document import Loc

# Keys of an entry that are not text for readers, or that stand in a record's own fields.
_NOT_TEXT = frozenset(
    {
        "sources",
        "picture",
        "reviewed",
        "changes",
        "related",
        "replaced_by",
        "category",
        "audience",
        "order",
        "example",
        "search",
        "short",
        "term",
        "question",
        "title",
        "aliases",
        "ask",
        "fact",
        "url",
        "source",
    }
)


@dataclass
class Record:
    """One thing that search can find. ``errors`` are messages that it explains."""

    id: str
    kind: str
    title: str
    url: str
    short: str
    names: list[str] = field(default_factory=list)
    search: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    body: str = ""
    ref: str = ""
    related: list[str] = field(default_factory=list)  # refs


def records(pages: Iterable[Page]) -> Iterator[Record]:
    """What can be found on ``pages``: each page, and each channel."""
    for page in pages:
        if page.entry is None and page.kind.model:
            continue
        if getattr(page.entry, "replaced_by", None):
            continue
        yield _record(page)
        if isinstance(page.entry, Channels):
            yield from (_channel(page, number, channel) for number, channel in enumerate(page.entry.channels))


def _record(page: Page) -> Record:
    value = page.source.value
    kind = {CHANNELS: "channel", OTHER: GUIDE.name}.get(page.kind, page.kind.name)
    short = page.short or ("" if page.entry else first_words(page))
    record = Record(page_id(page), kind, page.title.replace("`", ""), page.url, short.replace("`", ""))
    record.ref = page.ref
    record.search = [str(words) for words in value.get("search") or []]
    hidden = _NOT_TEXT
    if page.entry is None:
        record.body = page.words.get((), "")
    else:
        record.names, record.errors = page.entry.other_names, list(page.entry.printed())
        prefix = page.kind.prefix
        record.related = [ref if "/" in ref else f"{prefix}/{ref}" for ref in page.entry.related]
        hidden = _NOT_TEXT | page.entry.program_keys | page.entry.unsearched_keys
        record.body = page.entry.search_body
    record.body = " ".join([record.body, *(page.words.get(loc, text) for loc, text in _texts(value, hidden))])
    return record


def page_id(page: Page) -> str:
    """What tests and links call a page: an entry's id, a guide page's file, an example's folder."""
    return page.path.parent.name if page.path.name == "index.md" else page.id


def _channel(page: Page, number: int, channel: Channel) -> Record:
    body = " ".join(words for loc, words in page.words.items() if loc[:2] == ("channels", number) and loc[2] != "short")
    return Record(
        channel.id, "channel", channel.name, f"{page.url}#channel-{channel.id}", channel.short.replace("`", ""),
        [], channel.search, [], " ".join([body, *(place.name for place in channel.also)]),
    )  # fmt: skip


def _texts(value: Any, hidden: Set[str], loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """All texts of a YAML value but those below ``hidden`` keys, each with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, hidden, (*loc, number))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in hidden and name != "channels":
                yield from _texts(item, hidden, (*loc, name))


def first_words(page: Page) -> str:
    """The first paragraph of a Markdown page, for one that has no ``short``."""
    title = page.title.replace("`", "")
    return next((line for line in page.words.get((), "").split("\n") if line[:1].isalnum() and line != title), "")
