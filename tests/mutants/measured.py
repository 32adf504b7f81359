"""What a run of all tests showed, and which of them may notice a fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bundles import holders
from fault import Fault
from likely import compares, in_order, is_named_for, likelihoods, words_of
from uses import using


@dataclass(frozen=True)
class Measured:
    """What a run of all tests showed.

    ``seconds`` holds each test that passed, ``fixtures`` the shared ones that it waits for (``base::name``), and
    ``waits`` how long each of these took; ``own`` the tests that ran a line (``path:line``) or opened a file,
    ``shared`` the fixtures that did. What a module of tests opens while it is imported is its tests' own.
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
        found = set[str]()
        if not nearest:
            keys = self._keys(fault, root)
            found = self._wait_for(_named(self.shared, keys))
            nearest = _named(self.own, keys)
        else:  # some ask a part of the page alone
            nearest |= set(self.own.get(fault.path.as_posix(), ()))
        runs = self._where_it_runs(fault.path)
        if fault.path.suffix != ".py":  # a browser keeps what an earlier test of the same file made it read
            files = {name.split("::")[0] for name in nearest}
            nearest |= {name for name in runs if name.split("::")[0] in files}
        found |= nearest
        if not found:
            found = {name for key, names in self.own.items() if key.startswith(folder) for name in names}
        words = words_of(fault.path, built_into, self._folders_of_its_like(fault.path))
        beside = {name for name in runs if is_named_for(name, words) or compares(name)}
        chosen = [name for name in self.seconds if name in found or name in beside]
        likely = likelihoods(chosen if found else self.seconds, found, self._shares(folder), words)
        order = in_order(likely, self.seconds, self.fixtures, self.waits)
        return {name: self.seconds[name] + sum(self.waits[key] for key in self.fixtures[name]) for name in order}

    def builds(self, tests: Collection[str]) -> bool:
        """Whether any of ``tests`` opens a file of the build in the tree."""
        opens, prepare = (
            {name for key, names in table.items() if key.startswith("_build/") for name in names}
            for table in (self.own, self.shared)
        )
        return not (opens | self._wait_for(prepare)).isdisjoint(tests)

    def _wait_for(self, fixtures: Collection[str]) -> set[str]:
        return {name for name, keys in self.fixtures.items() if not set(keys).isdisjoint(fixtures)}

    def _shares(self, folder: str) -> dict[str, float]:
        """Return for each test which part of all that it meets, itself or by its fixtures, is in ``folder``."""
        of_fixtures = _parts(self.shared, folder)
        prepared = {
            name: max((of_fixtures.get(key, 0) for key in keys), default=0) for name, keys in self.fixtures.items()
        }
        return prepared | _parts(self.own, folder)

    def _keys(self, fault: Fault, root: Path) -> Collection[str]:
        """Return the lines and files that stand for ``fault`` in the tables."""
        if fault.path.suffix == ".py":
            return self._lines_of(fault, (root / fault.path).read_text("utf-8"))
        known = self.own.keys() | self.shared
        return [key for key in known if key == fault.path.as_posix() or _is_built_from(key, fault.path)]

    def _lines_of(self, fault: Fault, text: str) -> list[str]:
        """Return what tests run of ``fault``: its line, or the last before; of a name all that use it, or the file."""
        start = f"{fault.path}:"
        ran = sorted(int(key.removeprefix(start)) for key in self.own.keys() | self.shared if key.startswith(start))
        if fault.function:
            lines = [line for line in ran if fault.function <= line <= fault.line][-1:]
        else:
            users = using(text, fault.line)
            lines = [line for line in ran if line in users] or ran
        return [f"{start}{line}" for line in lines]

    def _where_it_runs(self, path: Path) -> Collection[str]:
        """Return the tests that could run a file like ``path``: scripts and styles run in a browser alone."""
        if path.suffix not in (".js", ".mjs", ".css"):
            return self.seconds
        return [name for name, keys in self.fixtures.items() if any(key.endswith("::browser") for key in keys)]

    def _folders_of_its_like(self, path: Path) -> set[str]:
        if path.suffix == ".py":
            return set()
        keys = (Path(key.partition(":")[0]) for key in self.own if key.startswith("scripts/"))
        return {key.parent.name for key in keys if key.suffix == ".py" and key.stem == path.stem}

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


def _named(table: dict[str, list[str]], keys: Collection[str]) -> set[str]:
    return {name for key in keys for name in table.get(key, ())}


def _parts(table: dict[str, list[str]], folder: str) -> dict[str, float]:
    """Return for each that meets something in ``folder`` which part this is of all that it meets."""
    whole, inside = Counter[str](), Counter[str]()
    for key, names in table.items():
        whole.update(names)
        if key.startswith(folder):
            inside.update(names)
    return {name: count / whole[name] for name, count in inside.items()}
