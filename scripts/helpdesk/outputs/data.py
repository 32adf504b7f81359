"""``helpdesk.json``: every entry and every example of the site, and what validators said of each, for programs.

``schema_version`` changes only when something that was there goes or changes its meaning.
"""

from __future__ import annotations

import json
from typing import Any

from helpdesk.model.channels import Channels
from helpdesk.model.desk import Desk
from helpdesk.model.entries import Term
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.page import Page
from helpdesk.outputs.body import body

SCHEMA_VERSION = 1


def as_data(desk: Desk) -> dict[str, Any]:
    """The catalog and the examples as plain values, sorted; ``url`` is relative to the site."""
    entries = [_entry(desk, page) for _, page in sorted(desk.catalog.pages.items())]
    return {
        "schema_version": SCHEMA_VERSION,
        "entries": entries,
        "examples": [desk.results[ref].as_data() for ref in sorted(desk.results) if ref.startswith(EXAMPLE.prefix)],
    }


def json_text(desk: Desk) -> str:
    """A line for each entry and each example, so that a change is a change of few lines."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    parts = [
        f"{write(key)}: " + ("[\n" + ",\n".join(map(write, value)) + "\n]" if isinstance(value, list) else write(value))
        for key, value in as_data(desk).items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _entry(desk: Desk, page: Page) -> dict[str, Any]:
    entry = page.entry
    catalog = desk.catalog
    related = entry.related if entry else []
    values = vars(entry) if entry else {}  # asking a model for a field that it has not takes long
    data: dict[str, Any] = {
        "kind": page.kind.name,
        "id": page.id,
        "ref": page.ref,
        "title": page.title,
        "short": page.short,
        "url": page.url,
        **body(desk, page),
        "category": values.get("category"),
        "audience": values.get("audience"),
        "aliases": {kind: names for kind, names in vars(entry.aliases).items() if names}
        if isinstance(entry, Term)
        else {},
        "versions": _versions(values.get("versions", {})),
        "sources": [source.model_dump() for source in entry.sources] if entry else [],
        "related": [target.ref for ref in related if (target := catalog.resolve(ref, page.kind))],
        "used_in": [user.ref for user in desk.used_in.get(page.ref, [])],
        "search": entry.search if entry else [str(words) for words in page.source.value.get("search") or []],
        "reviewed": entry.reviewed.isoformat() if entry else None,
        "changes": [{"date": c.date.isoformat(), "note": c.note} for c in entry.changes] if entry else [],
    }
    if isinstance(entry, Channels):
        data["channels"] = [
            {
                "id": c.id,
                "name": c.name,
                "kind": c.kind,
                "short": c.short,
                "url": c.url,
                "page": f"{page.url}#channel-{c.id}",
            }
            for c in entry.channels
        ]
    if entry and (own := entry.own_data(desk.results.get(page.ref))):
        data[page.kind.name] = own
    return data


def _versions(versions: Any) -> Any:
    return dict(versions) if isinstance(versions, dict) else list(versions)
