"""Which tests run which line and read which file: measured once by a run of all tests in a copy of the tree."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from measured import Measured
from tree import Tree, listed

# Of the time that a fixture waits for the site, so much when most pages are there from the last build.
_AGAIN = 0.3
# Others take a second to import for each fault.
PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin,pytest_timeout,mutants_plugin"}


def measure(tree: Tree, tests: list[str], processes: int, cache: Path) -> Measured:
    """Run ``tests`` once, or return what ``cache`` holds of a run of the same files."""
    key = _digest(tree.root, tests)
    if cache.exists() and (kept := pickle.loads(cache.read_bytes()))["key"] == key:
        return Measured(**kept["measured"])
    hits = tree.root.parent / "hits"
    hits.mkdir()
    environment = (
        os.environ
        | PLUGINS
        | {
            "MUTANTS_ROOT": str(tree.root),
            "MUTANTS_RECORD": str(hits),
            "MUTANTS_LOG": str(hits / "start.hits"),
        }
    )
    command = [tree.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--maxfail=0"]
    command += ["-n", str(processes + 1), "--dist", "loadfile", "--no-loadscope-reorder", *tests]
    done = subprocess.run(command, cwd=tree.root, env=environment, capture_output=True, text=True, check=False)
    measured = _read(hits, {Path(name).name for name in listed(tree.root)})
    if not measured.seconds:
        raise SystemExit(f"no test passed before anything was changed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_bytes(pickle.dumps({"key": key, "measured": vars(measured)}))
    return measured


def _read(hits: Path, names: set[str]) -> Measured:
    """Return what the logs in ``hits`` hold; of a build only whether a file, and those with ``names``."""
    notes = [note for path in sorted(hits.glob("*.jsonl")) for note in map(json.loads, path.read_text().splitlines())]
    failed = sorted({note["ran"] for note in notes if "ran" in note and not note["passed"]})
    seconds = {note["ran"]: note["seconds"] for note in notes if "ran" in note and note["ran"] not in failed}
    waits: defaultdict[str, float] = defaultdict(float)
    logs: defaultdict[str, set[str]] = defaultdict(set)
    for note in notes:
        if "fixture" in note:
            waits[note["fixture"]] = max(waits[note["fixture"]], note["seconds"])
            logs[note["fixture"]].add(note["log"])
        elif "module" in note:
            logs[note["module"]].add(note["log"])
    keys = {name: {key for log in found for key in _lines(log, names)} for name, found in logs.items()}
    for name in waits:
        waits[name] *= _AGAIN if any(key.startswith("_build/") for key in keys[name]) else 1
    fixtures: dict[str, list[str]] = {}
    own: defaultdict[str, list[str]] = defaultdict(list)
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for note in notes:
        name = note.get("test")
        if name in seconds:
            file = name.split("::")[0]
            fixtures[name] = [key for fixture in note["fixtures"] if (key := _defined(fixture, file, waits))]
            opened = {key for key in keys.get(file, ()) if ":" not in key}
            for key in opened.union(_lines(note["log"], names)):
                own[key].append(name)
    for fixture in waits:
        for key in keys[fixture]:
            shared[key].append(fixture)
    return Measured(seconds, fixtures, dict(waits), dict(own), dict(shared), failed)


def _defined(fixture: str, file: str, fixtures: Collection[str]) -> str | None:
    """The shared ``fixture`` that a test in ``file`` gets: of the file itself, or else of a folder above it."""
    found = [key for key in fixtures if key.endswith(f"::{fixture}") and file.startswith(key.rpartition("::")[0])]
    return max(found, key=len, default=None)


def _lines(log: str, names: set[str]) -> Iterator[str]:
    for line in Path(log).read_text("utf-8").splitlines() if Path(log).exists() else ():
        kept = not line.startswith("_build/") or line.rpartition("/")[2] in names
        yield line if kept else "_build/"


def _digest(root: Path, tests: list[str]) -> str:
    whole = hashlib.sha256(json.dumps(tests).encode())
    for name in listed(root, "--cached", "--others", "--exclude-standard"):
        # How faults are drawn and tests are ordered changes nothing of what is measured.
        changes = not name.startswith("tests/mutants/") or name.endswith(("measure.py", "recorder.py", "plugin.py"))
        if changes and (root / name).is_file():
            whole.update(name.encode() + (root / name).read_bytes())
    return whole.hexdigest()
