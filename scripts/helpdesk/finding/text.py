"""The words a reader may look for on each page, by how much they say about the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk.model.entries import Channel, Channels, Question, Term
from helpdesk.model.kinds import CHANNELS, EXAMPLE, GUIDE
from helpdesk.model.page import Page
from helpdesk_omezarr.mistakes.entry import Mistake

_ROLE = re.compile(r"\{[a-z:-]+\}`([^`<]+?)(?:\s*<[^`>]*>)?`")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_DROPPED = re.compile(r"^\s*(?:[`:~]{3,}.*|:\w+:.*)$|https?://\S+|<[^>\s]*>", re.MULTILINE)
# Keys of an entry that are not text for readers, or that stand in a record's own fields.
_NOT_TEXT = {
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
    "start",
    "change",
    "sort",
    "expect",
    "messages",
    "output",
}


@dataclass
class Record:
    """One thing that search can find. ``strong`` texts say what it is; ``errors`` are messages it explains."""

    id: str
    kind: str
    title: str
    url: str
    short: str
    names: list[str] = field(default_factory=list)
    search: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    body: str = ""


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
    record.search = [str(words) for words in value.get("search") or []]
    match page.entry:
        case Term() as term:
            record.names = term.names[1:]
            record.body = readable(term.body)
        case Question() as question:
            record.body = readable(question.body)
        case Mistake() as mistake:
            record.errors = list(printed(mistake))
            record.body = " ".join(message.who for message in mistake.messages)
        case Channels():
            pass  # Each channel has its own record.
        case None if page.kind in (EXAMPLE, GUIDE):
            record.body = readable(_after_front_matter(root, page))
    record.body += " " + " ".join(readable(text) for key, text in _texts(value) if key != "body")
    return record


def printed(mistake: Mistake) -> Iterator[str]:
    """What programs print when they meet the mistake."""
    for trial in mistake.trials:
        for messages in trial.expect.values():
            yield from messages
    yield from (message.text for message in mistake.messages)
    if mistake.output:
        yield mistake.output


def page_id(page: Page) -> str:
    """What tests and links call a page: an entry's id, a guide page's file, an example's folder."""
    return page.path.parent.name if page.path.name == "index.md" else page.id


def _channel(page: Page, channel: Channel) -> Record:
    body = " ".join([channel.when, *channel.prepare, *(f"{place.name} {place.short}" for place in channel.also)])
    return Record(
        channel.id, "channel", channel.name, f"{page.url}#channel-{channel.id}", channel.short.replace("`", ""),
        [], channel.search, [], readable(body),
    )  # fmt: skip


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a YAML value, each with the key nearest above it."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _NOT_TEXT and name != "channels":
                yield from _texts(item, str(name))


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
