"""Parts that several kinds of entries have: the path above, versions, related entries, sources, the line below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from helpdesk.model.entry import Entry, Source
from helpdesk.model.install import how_to_get
from helpdesk.model.kinds import CHANNELS, all_kinds
from helpdesk.model.page import Page
from helpdesk.model.picture import Picture
from helpdesk.rendering import html
from helpdesk.rendering.cite import citation
from helpdesk.rendering.context import Context
from helpdesk.rendering.pictures import draw

Part = dict[str, Any]
# Where the heading of a list of links is not the kind's own.
_TITLES = {"term": "Terms", "channels": "Channels"}
_SIBLINGS = 8


def head(context: Context, entry: Entry, crumbs: Sequence[tuple[str, str]] = ()) -> Part:
    """What every page of an entry begins and ends with. ``crumbs``: addresses on this page and their words."""
    address = f"{context.base}{context.page.url}"
    return {
        "crumbs": [{"href": href, "title": title} for href, title in crumbs],
        "title": entry.title,
        "id": context.anchors.of(entry.title),
        "short": context.inline(entry.short),
        "reviewed": entry.reviewed.isoformat(),
        "site": context.site,
        "address": address,
        "cite": citation(entry.title, context.page.id, context.site, entry.reviewed, address),
        "siblings": siblings(context, entry, crumbs),
    }


def siblings(context: Context, entry: Entry, crumbs: Sequence[tuple[str, str]]) -> Part | None:
    """The entries around this one in its group, and the way to all of them; ``crumbs`` end with the group."""
    group = context.desk.groups.get((context.page.kind.name, entry.group), [])
    if len(group) < 2 or not crumbs or context.page not in group:  # alone, or retired
        return None
    start = max(0, min(group.index(context.page) - _SIBLINGS // 2, len(group) - _SIBLINGS))
    around = group[start : start + _SIBLINGS]
    href, title = crumbs[-1]
    return {
        "title": f"Also in {title}",
        "rows": [{"href": context.href(page.url), "title": page.title} for page in around if page is not context.page],
        "all": {"href": href, "title": f"All {len(group)}"},
    }


def category_crumbs(context: Context, title: str, category: str) -> list[tuple[str, str]]:
    """Glossary > category."""
    shown = context.desk.catalog.categories.get(context.page.kind, {}).get(category)
    return [("index.html", title), *([(f"index.html?category={category}", shown)] if shown else [])]


def section(context: Context, title: str, **parts: Any) -> Part:
    """A section that begins with ``title``."""
    return {"title": title, "id": context.anchors.of(title), **parts}


def picture(context: Context, wanted: Picture | None) -> Markup:
    return draw(context, wanted) if wanted else Markup()


def needs(context: Context, names: Sequence[str]) -> Markup | None:
    """How to install what the code of the page needs."""
    text = how_to_get(context.desk.catalog.root, names) if names else ""
    return context.inline(text) if text else None


def versions(context: Context, notes: Mapping[str, str]) -> Part | None:
    if not notes:
        return None
    rows = [Markup("<strong>{}</strong>: {}").format(name, context.inline(note)) for name, note in notes.items()]
    return section(context, "In the versions", rows=rows)


def related(context: Context, refs: Iterable[str]) -> Part | None:
    catalog = context.desk.catalog
    pages = [page for ref in refs if (page := catalog.resolve(ref, context.page.kind))]
    return section(context, "Related", rows=_by_kind(context, pages)) if pages else None


def used_in(context: Context) -> Part | None:
    pages = context.desk.used_in.get(context.page.ref)
    return section(context, "Used in", rows=_by_kind(context, pages), count=len(pages)) if pages else None


def sources(context: Context, entries: Sequence[Source]) -> Part:
    rows = [Markup("{}: {}").format(_source(entry.url), context.inline(entry.supports)) for entry in entries]
    return section(context, "Sources", rows=rows)


def _source(url: str) -> Markup:
    shown = re.sub(r"^https://(www\.)?|/(index\.html)?$", "", url).replace("/index.html#", "#")
    return html.outside(url, shown)


def _by_kind(context: Context, pages: Iterable[Page]) -> list[Markup]:
    rows: dict[str, list[Markup]] = {}
    for page in pages:
        rows.setdefault(page.kind.name, []).append(context.link(page))
    kinds = [kind for kind in sorted(all_kinds(), key=lambda kind: kind is CHANNELS) if kind.name in rows]
    titles = {kind.name: _TITLES.get(kind.name, kind.plural) for kind in kinds}
    return [
        Markup("<strong>{}: </strong>{}").format(title, Markup(", ").join(rows[name])) for name, title in titles.items()
    ]
