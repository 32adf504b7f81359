"""What ``helpdesk.json`` says of an example and its runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from helpdesk_omezarr.stores.verdict import Verdict

if TYPE_CHECKING:
    from helpdesk_omezarr.examples.run import Example, Run


def example_data(example: Example) -> dict[str, Any]:
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
        "validators": validators(run.verdicts),
    }


def validators(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [
        {"name": v.validator, "version": v.version, "verdict": v.outcome, "messages": list(v.messages)}
        for v in verdicts
    ]
