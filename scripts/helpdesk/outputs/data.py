"""``helpdesk.json``: every entry and every example of the site, and what validators said of each, for programs.

``schema_version`` changes only when something that was there goes or changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from helpdesk.desk import Desk
from helpdesk.entries import Channels, Term
from helpdesk.mistakes.broken import Broken
from helpdesk.mistakes.entry import Mistake
from helpdesk.page import Page
from helpdesk.stores.verdict import Verdict

if TYPE_CHECKING:
    from helpdesk.stores.run import Example, Run

SCHEMA_VERSION = 1


def as_data(desk: Desk) -> dict[str, Any]:
    """The catalog and the examples as plain values, sorted; ``url`` is relative to the site."""
    entries = [_entry(desk, page) for _, page in sorted(desk.catalog.pages.items())]
    return {
        "schema_version": SCHEMA_VERSION,
        "entries": entries,
        "examples": [_example(example) for _, example in sorted(desk.examples.items())],
    }


def json_text(desk: Desk) -> str:
    return json.dumps(as_data(desk), ensure_ascii=False, indent=1) + "\n"


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
    if isinstance(entry, Mistake):
        data["mistake"] = _mistake(entry, desk.mistakes.get(page.id, Broken(page.id)))
    return data


def _mistake(mistake: Mistake, broken: Broken) -> dict[str, Any]:
    return {
        "sort": mistake.sort,
        "clause": [clause.model_dump() for clause in mistake.clause],
        "trials": [
            {
                "version": trial.version,
                "example": mistake.start and mistake.start.example,
                "script": trial.script,
                "validators": _validators(trial.verdicts),
            }
            for trial in broken.trials
        ],
        "messages": [message.model_dump() for message in mistake.messages],
        "output": broken.output or None,
    }


def _versions(versions: Any) -> Any:
    return dict(versions) if isinstance(versions, dict) else list(versions)


def _example(example: Example) -> dict[str, Any]:
    return {
        "name": example.name,
        "url": f"docs/examples/{example.name}/index.html",
        "structure": example.front.value.get("structure"),
        "absent": example.front.value.get("absent") or {},
        "runs": [_run(run) for run in sorted(example.runs, key=lambda run: (run.version, run.variant))],
        "facts": {
            name: {"value": fact.value, "unit": fact.unit, "label": fact.label}
            for name, fact in sorted(example.facts.items())
        },
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "version": run.version,
        "with": run.variant or "zarr",
        "script": run.script_copy,
        "store": run.folder,
        "download": run.download,
        "picture": run.picture or None,
        "files": run.store.files,
        "bytes": run.store.bytes,
        "validators": _validators(run.verdicts),
    }


def _validators(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [
        {"name": v.validator, "version": v.version, "verdict": v.outcome, "messages": list(v.messages)}
        for v in verdicts
    ]
