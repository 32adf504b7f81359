"""What becomes of a try: the word for a cell of the table.

"yes", or one of "no", "wrong", "crash" and "hang" with a reason after a colon. What was read is compared with what is
in the store; what was written is judged by ``helpdesk explain`` and must have the version and the pixels asked for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from asking import Said, Try
from common import answer, written
from inputs import ROOT, Store, by_hand

from helpdesk_omezarr.stores.versions import versions


def of_reading(said: Said, store: Store) -> str:
    if said.outcome != "done":
        return f"{said.outcome}: {said.reason}"
    if said.answer == store.holds:
        return "yes"
    differs = [key for key in store.holds if said.answer.get(key) != store.holds[key]]
    return "wrong: " + ", ".join(f"{key} is {said.answer.get(key)}, not {store.holds[key]}" for key in differs)


def of_writing(said: list[Said], tries: list[Try]) -> list[str]:
    """The word for each of ``tries`` (store, version, kind)."""
    found = [_pixels(one, store, kind) for one, (store, _, kind) in zip(said, tries, strict=True)]
    reports: dict[Path, dict[str, Any]] = {}
    for old in (True, False):
        stores = [
            store
            for word, (store, version, _) in zip(found, tries, strict=True)
            if word == "yes" and (versions()[version].state == "old") == old
        ]
        reports |= _explained(stores, old=old) if stores else {}
    judged = [
        _verdict(reports[store], version).replace(str(store), "STORE") if word == "yes" else word
        for word, (store, version, _) in zip(found, tries, strict=True)
    ]
    return [" ".join(word.split())[:300] for word in judged]


def _pixels(said: Said, store: Path, kind: str) -> str:
    """Say "yes" where the pixels that were to be written are there."""
    if said.outcome != "done":
        return f"{said.outcome}: {said.reason}"
    try:
        pixels = answer(by_hand().read(str(store), kind))
    except Exception as error:
        return f"wrong: no {kind} can be found in what it wrote ({type(error).__name__})"
    wanted = answer(written(kind))
    return "yes" if pixels == wanted else f"wrong: the pixels are {pixels}, not {wanted}"


def _verdict(report: dict[str, Any], version: str) -> str:
    if report["refused"]:
        return f"wrong: {report['refused']}"
    if report["version"] != version:
        return f"wrong: states version {report['version']}"
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    if errors:
        return f"wrong: {errors[0]['code']}: {errors[0]['document']} {errors[0]['pointer']}: {errors[0]['message']}"
    return f"wrong: nothing could be judged: {report['no_judgment']}" if report["status"] else "yes"


def _explained(stores: list[Path], *, old: bool) -> dict[Path, dict[str, Any]]:
    """What ``helpdesk explain`` says of each of ``stores``."""
    command = [sys.executable, "-m", "helpdesk", "explain", "--json", "--all", "--desk", ROOT, *stores]
    more = {"OME_ZARR_VERSIONS": _table()} if old else {}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | more, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if len(reports) != len(stores):
        raise RuntimeError(f"helpdesk explain judged {len(reports)} of {len(stores)} stores: {done.stderr}")
    return dict(zip(stores, reports, strict=True))


@cache
def _table() -> str:
    """A table of versions in which the old ones are judged too, by their schemas; the file's path."""
    judges = ("schemas", "tensorstore")
    rows = [
        replace(row, state="living", schemas=row.version, validators=judges, quick=((judges[0],), (judges[1],)))
        for row in versions().values()
        if row.state == "old"
    ]
    path = ROOT / "_build/tools/old-versions.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"versions": [asdict(row) for row in rows]}), "utf-8")
    return str(path)
