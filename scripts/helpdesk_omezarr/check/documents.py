"""The metadata documents that the editor opens: those of every example, and what each mistake changes in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from helpdesk_omezarr.compact_json import compact
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.entry import Mistake

if TYPE_CHECKING:
    from helpdesk.model.desk import Desk


def documents(desk: Desk) -> dict[str, bytes]:
    """``examples/<name>.json`` and ``mistakes/<id>.json``, by path below ``edit/``.

    An example has ``stores``: script -> path in the store -> text. A mistake has ``changed``: the same for documents
    that differ from those of ``example``; a text is null where a document is not there.
    """
    files = {}
    for key, example in sorted(desk.results.items()):
        kind, _, name = key.partition("/")
        page = desk.catalog.target("example", name) if kind == "examples" else None
        if page:
            stores = {run.script.stem: _texts(run.store.documents) for run in example.runs}
            files[f"examples/{name}.json"] = {"title": page.title, "url": page.url, "stores": stores}
    for page in desk.catalog.of(MISTAKE):
        mistake, broken = page.entry, desk.results.get(page.ref)
        if not isinstance(mistake, Mistake) or not mistake.start or broken is None:
            continue
        changed = {
            trial.script: _texts({one.path: one.after for one in trial.documents})
            for trial in broken.trials
            if trial.documents
        }
        if changed:
            about = {"title": page.title, "url": page.url, "example": mistake.start.example}
            files[f"mistakes/{page.id}.json"] = {**about, "changed": changed}
    return {
        path: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for path, value in files.items()
    }


def _texts(values: dict[str, Any]) -> dict[str, str | None]:
    """Each document as text: JSON as the pages show it."""
    return {
        path: value if value is None or isinstance(value, str) else compact(value) for path, value in values.items()
    }
