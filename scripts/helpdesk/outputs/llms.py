"""``llms.txt`` and ``llms-full.txt`` (https://llmstxt.org): the site as plain Markdown, in one file each."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.desk import Desk
from helpdesk.model.kind import Kind
from helpdesk.model.kinds import CHANNELS, EXAMPLE, GUIDE, QUESTION, TERM, all_kinds
from helpdesk.model.page import Page
from helpdesk.outputs.place import Place
from helpdesk.outputs.without_roles import without_roles


def _in_order() -> list[Kind]:
    first, last = (GUIDE, QUESTION, TERM), (EXAMPLE, CHANNELS)
    return [*first, *(kind for kind in all_kinds() if kind not in first + last), *last]


def overview(desk: Desk, place: Place) -> str:
    """A line for each page: its title, its address and what it says in short."""
    lines = [f"# {place.title}", "", "> Definitions, answers, mistakes and executed examples; each entry has sources."]
    lines += ["", f"Everything in one file: {place.base}llms-full.txt. As data: {place.base}helpdesk.json."]
    for kind in _in_order():
        if pages := desk.catalog.of(kind):
            lines += ["", f"## {kind.plural}", ""]
            lines += [f"- [{_inside(page.title)}]({place.base}{page.url}): {page.short}" for page in pages]
    return "\n".join(lines) + "\n"


def everything(desk: Desk, place: Place) -> str:
    """All entries in full."""
    parts = [f"# {place.title}\n"]
    for kind in _in_order():
        pages = [page for page in desk.catalog.of(kind) if page.entry]
        if pages:
            parts.append(f"\n# {kind.plural}\n")
            parts += ["\n".join(_lines(page, desk, place)) for page in pages]
    return "\n".join(parts)


def _lines(page: Page, desk: Desk, place: Place) -> Iterator[str]:
    assert page.entry
    values = vars(page.entry)
    yield f"## {page.title}\n"
    yield f"{place.base}{page.url}\n"
    yield f"{page.short}\n"
    for name in ("body", "intro"):
        if text := values.get(name):
            yield f"{without_roles(text, desk).strip()}\n"
    for channel in values.get("channels", []):
        yield f"- {channel.name} ({channel.url}): {without_roles(channel.short, desk)}"
    yield "Sources:\n"
    for source in page.entry.sources:
        yield f"- {source.url}: {without_roles(source.supports, desk)}"
    yield f"\nReviewed: {page.entry.reviewed.isoformat()}\n"


def _inside(title: str) -> str:
    return title.replace("[", "\\[").replace("]", "\\]")
