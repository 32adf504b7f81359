"""The words a reader may look for on each page, by how much they say about the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk.model.entries import Channel, Channels
from helpdesk.model.kinds import CHANNELS
from helpdesk.model.page import Page

_ROLE = re.compile(r"\{[a-z:-]+\}`([^`<]+?)(?:\s*<[^`>]*>)?`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_DROPPED = re.compile(r"^\s*(?:[`:~]{3,}.*|:\w+:.*)$|https?://\S+|<[^>\s]*>", re.MULTILINE)
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


def records(root: Path, pages: Iterable[Page]) -> Iterator[Record]:
    """What can be found on ``pages`` of the help desk in ``root``: each page, and each channel."""
    for page in pages:
        if page.entry is None and page.kind.model:
            continue
        if getattr(page.entry, "replaced_by", None):
            continue
        yield _record(root, page)
        if isinstance(page.entry, Channels):
            for channel in page.entry.channels:
                yield _channel(page, channel)


def _record(root: Path, page: Page) -> Record:
    value = page.source.value
    kind = "channel" if page.kind is CHANNELS else page.kind.name
    record = Record(page_id(page), kind, page.title.replace("`", ""), page.url, page.short.replace("`", ""))
    record.ref = page.ref
    record.search = [str(words) for words in value.get("search") or []]
    hidden = _NOT_TEXT
    if page.entry is None:
        record.body = readable(_after_front_matter(root, page))
    else:
        record.names, record.errors = page.entry.other_names, list(page.entry.printed())
        record.body = readable(page.entry.search_body)
        prefix = page.kind.prefix
        record.related = [ref if "/" in ref else f"{prefix}/{ref}" for ref in page.entry.related]
        hidden = _NOT_TEXT | page.entry.program_keys | page.entry.unsearched_keys
    record.body += " " + " ".join(readable(text) for key, text in _texts(value, hidden) if key != "body")
    return record


def page_id(page: Page) -> str:
    """What tests and links call a page: an entry's id, a guide page's file, an example's folder."""
    return page.path.parent.name if page.path.name == "index.md" else page.id


def _channel(page: Page, channel: Channel) -> Record:
    body = " ".join([channel.when, *channel.prepare, *(f"{place.name} {place.short}" for place in channel.also)])
    return Record(
        channel.id, "channel", channel.name, f"{page.url}#channel-{channel.id}", channel.short.replace("`", ""),
        [], channel.search, [], readable(body),
    )  # fmt: skip


def _texts(value: Any, hidden: Set[str], key: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a YAML value but those below ``hidden`` keys, each with the key nearest above it."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, hidden, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in hidden and name != "channels":
                yield from _texts(item, hidden, str(name))


def _after_front_matter(root: Path, page: Page) -> str:
    lines = (root / page.path).read_text(encoding="utf-8-sig").split("\n")
    return "\n".join(lines[page.source.texts.get((), 1) - 1 :])


def first_words(root: Path, page: Page) -> str:
    """The first paragraph of a Markdown page, for one that has no ``short``."""
    paragraphs = (readable(text).strip() for text in _after_front_matter(root, page).split("\n\n"))
    return next((" ".join(text.split()) for text in paragraphs if text[:1].isalnum()), "")


def readable(markdown: str) -> str:
    """Markdown without what a reader does not see: addresses, targets of links, fences."""
    # Most texts have no marks, and looking for a letter is fifty times as fast as looking for a pattern.
    words = _ROLE.sub(r"\1", markdown) if "}`" in markdown else markdown
    words = _LINK.sub(r"\1", words) if "](" in words else words
    return _DROPPED.sub(" ", words) if any(mark in words for mark in "`:~<") else words
