"""Which tests run which function and read which file: measured once by a run of all tests in a copy of the tree."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bundles import holders
from fault import Fault
from likely import compares, in_order, is_named_for, likelihoods, words_of
from tree import Tree, listed

# Others take a second to import for each fault.
PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin,pytest_timeout,mutants_plugin"}


@dataclass(frozen=True)
class Measured:
    """What a run of all tests showed.

    ``seconds`` holds each test that passed, ``fixtures`` the shared ones that it waits for (``base::name``), and
    ``waits`` how long each of these took; ``own`` the tests that ran a function (``path:line``) or opened a file,
    ``shared`` those for which a fixture did. What a module of tests opens while it is imported is its tests' own.
    """

    seconds: dict[str, float]
    fixtures: dict[str, list[str]]
    waits: dict[str, float]
    own: dict[str, list[str]]
    shared: dict[str, list[str]]
    failed: list[str]

    def related(self, fault: Fault, root: Path) -> dict[str, float]:
        """Return the tests that may notice ``fault`` in the tree ``root``, in the order in which to run them.

        With each stand its seconds, with what it waits for. Those that compare with what is kept are always among them,
        and those in a file that is named for it: what it is made into may be read elsewhere, or once for many.
        """
        folder = f"{fault.path.parent}/"
        built_into = holders(root, fault.path)
        nearest = self._served(fault.path, built_into)
        found = set() if nearest else self._meet(self.shared, fault)
        nearest = nearest or self._meet(self.own, fault)
        if fault.path.suffix != ".py":  # a browser keeps what an earlier test of the same file made it read
            files = {name.split("::")[0] for name in nearest}
            nearest = {name for name in self.seconds if name.split("::")[0] in files}
        found |= nearest
        if not found:
            found = {name for key, names in self.own.items() if key.startswith(folder) for name in names}
        words = words_of(fault.path, built_into)
        runs = self._where_it_runs(fault.path)
        beside = {name for name in runs if is_named_for(name, words) or compares(name)}
        chosen = [name for name in self.seconds if name in found or name in beside]
        share = _shares(self.shared, folder) | _shares(self.own, folder)
        likely = likelihoods(chosen if found else self.seconds, share, words)
        order = in_order(likely, self.seconds, self.fixtures, self.waits)
        return {name: self.seconds[name] + sum(self.waits[key] for key in self.fixtures[name]) for name in order}

    def builds(self, tests: Collection[str]) -> bool:
        """Whether any of ``tests`` opens a file of the build in the tree."""
        tables = (self.own, self.shared)
        opens = {name for table in tables for key in table if key.startswith("_build/") for name in table[key]}
        return not opens.isdisjoint(tests)

    def _meet(self, table: dict[str, list[str]], fault: Fault) -> set[str]:
        path = fault.path.as_posix()
        if fault.path.suffix == ".py":
            keys = (
                [f"{path}:{fault.function}"] if fault.function else [key for key in table if key.startswith(f"{path}:")]
            )
        else:
            keys = [key for key in table if key == path or _is_built_from(key, fault.path)]
        return {name for key in keys for name in table.get(key, [])}

    def _where_it_runs(self, path: Path) -> Collection[str]:
        """Return the tests that could run a file like ``path``: scripts and styles run in a browser alone."""
        if path.suffix not in (".js", ".mjs", ".css"):
            return self.seconds
        return [name for name, keys in self.fixtures.items() if any(key.endswith("::browser") for key in keys)]

    def _served(self, path: Path, built_into: Collection[str]) -> set[str]:
        """Return the tests that opened what a build made of the script, style or page ``path``, as servers do."""
        if path.suffix == ".py":
            return set()
        return {name for key, names in self.own.items() if _is_built_from(key, path, built_into) for name in names}


def _is_built_from(key: str, path: Path, holders: Collection[str] = ()) -> bool:
    """Whether the file ``key`` of a build is made of ``path``: has its name, is the one style sheet, or a holder."""
    built = Path(key)
    inside = built.name == path.name or path.suffix == built.suffix == ".css" or "/".join(built.parts[-2:]) in holders
    return built.parts[0] == "_build" and inside


def _shares(table: dict[str, list[str]], folder: str) -> dict[str, float]:
    """Return for each test that meets something in ``folder`` the part that this is of all that it meets."""
    whole, inside = Counter[str](), Counter[str]()
    for key, names in table.items():
        whole.update(names)
        if key.startswith(folder):
            inside.update(names)
    return {name: count / whole[name] for name, count in inside.items()}


def measure(tree: Tree, tests: list[str], processes: int, cache: Path) -> Measured:
    """Run ``tests`` once, or return what ``cache`` holds of a run of the same files."""
    key = _digest(tree.root, tests)
    if cache.exists() and (kept := json.loads(cache.read_text("utf-8")))["key"] == key:
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
    cache.write_text(json.dumps({"key": key, "measured": asdict(measured)}))
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
            for key in set().union(*(keys[fixture] for fixture in fixtures[name])):
                shared[key].append(name)
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
