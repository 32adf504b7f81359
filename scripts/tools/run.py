"""``make tools``: try what each Python library reads and writes, and keep the result as data.

Each library gets an environment of its own below _build/tools. Its probe, a file of ``probes/`` with its name, has
``PACKAGES`` (what to install, the library first), ``ABOUT`` (what a yes means), ``read(store, kind)``, which returns
pixels of the first level, and ``write(store, version, kind)``.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import environment
import inputs
import judging
import results
from asking import ask
from common import KINDS

HERE = Path(__file__).parent


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make tools", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("library", nargs="*", help="only these (default: all that have a probe)")
    parser.add_argument("--probes", type=Path, default=HERE / "probes", help="folder of the probes")
    parser.add_argument("--output", type=Path, default=inputs.ROOT / "docs/_data/tools-computed.yaml")
    parser.add_argument("--work", type=Path, default=inputs.ROOT / "_build/tools", help="where environments go")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of each try (default: 60)")
    options = parser.parse_args(arguments)
    probes = {path.stem: path for path in sorted(options.probes.glob("*.py"))}
    unknown = [name for name in options.library if name not in probes]
    if unknown:
        parser.error(f"no probe for {', '.join(unknown)}; there are: {', '.join(probes)}")
    stores = cache(lambda: inputs.make(options.work / "stores"))
    found = {}
    for name in options.library or probes:
        found[name] = _try(name, probes[name], stores, options.work / name, options.seconds)
        results.write(options.output, found)
    return 0


def _try(
    name: str, probe: Path, make_stores: Callable[[], list[inputs.Store]], work: Path, seconds: float
) -> dict[str, Any]:
    """The result of one library, as it is kept but for its date."""
    said = _constants(probe)
    row: dict[str, Any] = {"name": name, "about": said["ABOUT"]}
    print(f"{name}: installing {' '.join(said['PACKAGES'])}", flush=True)
    try:
        made = environment.make(work / "env", said["PACKAGES"])
    except environment.Unavailable as reason:
        print(f"{name}: {reason}", file=sys.stderr)
        return row | {"unavailable": str(reason)}
    row |= {"versions": made.versions, "reads": {kind: {} for kind in KINDS}, "writes": {kind: {} for kind in KINDS}}
    stores, copies, places = make_stores(), [], []
    for store in stores:
        place = work / "{}" / store.version / store.path.name
        copies.append((_fresh(Path(str(place).format("read"))), store.version, store.kind))
        places.append((_fresh(Path(str(place).format("written"))), store.version, store.kind))
        shutil.copytree(store.path, copies[-1][0])  # a library may change what it reads
    read = ask(made.python, probe.absolute(), "read", copies, seconds)
    words = {"reads": [judging.of_reading(one, store) for one, store in zip(read, stores, strict=True)]}
    words["writes"] = judging.of_writing(ask(made.python, probe.absolute(), "write", places, seconds), places)
    for what, cells in words.items():
        for word, store in zip(cells, stores, strict=True):
            row[what][store.kind][store.version] = word
            print(f"{name}: {what} {store.kind} {store.version}: {word}", flush=True)
    return row


def _constants(probe: Path) -> dict[str, Any]:
    """The capital names of a probe, without importing it: what it imports is not installed here."""
    found = {}
    for line in ast.parse(probe.read_text("utf-8")).body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and line.targets[0].id.isupper():
            found[line.targets[0].id] = ast.literal_eval(line.value)
    return found


def _fresh(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
