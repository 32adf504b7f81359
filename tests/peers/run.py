"""Runs validators over stores as people do, each in a process of its own, and compares what they say.

``python tests/peers/run.py [--keep PAGE] [NAME=FOLDER ...]``: each folder has ``cases.csv`` with the columns ``name``,
``path`` (of the store below ``name``) and ``exit`` (0 valid, 1 broken, 2 no OME-Zarr). Without one, all stores of
``test_explain_kinds.py`` are written and used. ``--keep`` writes the tables between the marks of a page.

A program is right when it ends with 0 for what is valid and with something else for what is not; a traceback, or no
answer in time, is a crash. The time is that of one store, without that of starting Python and loading the program: a
process that has done so forks for each store.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

PEERS = {
    "yaozarrs": ("yaozarrs", ["validate"]),
    "ome-zarr-models": ("ome-zarr-models", ["validate"]),
    "ome_zarr info": ("ome_zarr", ["info"]),
}
OURS = "helpdesk explain"
SECONDS = 60
COLUMNS = ("right", "missed", "false alarm", "crash")
type Cases = list[tuple[Path, int]]
type Result = tuple[int | None, float]  # exit status, None for a crash; seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sets = {name: read(Path(folder)) for name, _, folder in (one.partition("=") for one in options.folders if one)}
        for name, cases in (sets or {"kinds": write(Path(scratch))}).items():
            table = "\n".join(rows(cases))
            print(f"{name}: {len(cases)} stores\n\n{table}", flush=True)
            if options.keep:
                marks = re.compile(rf"(?<=% {name}: begin\n\n).*?(?=\n% {name}: end)", re.DOTALL)
                options.keep.write_text(marks.sub(lambda _, text=table: text, options.keep.read_text("utf-8")), "utf-8")


def rows(cases: Cases) -> Iterator[str]:
    """The lines of a table in Markdown."""
    valid = sum(status == 0 for _, status in cases)
    yield f"{len(cases)} datasets: {valid} valid, {len(cases) - valid} not."
    yield ""
    yield f"| program | {' | '.join(COLUMNS)} | seconds a dataset |"
    yield "|---|" + "---:|" * (len(COLUMNS) + 1)
    for name in (*PEERS, OURS):
        results = list(ours(cases) if name == OURS else asked(*PEERS[name], cases))
        counts = Counter(judge(found, wanted) for (found, _), (_, wanted) in zip(results, cases, strict=True))
        mean = sum(seconds for _, seconds in results) / len(results)
        yield f"| {name} | {' | '.join(str(counts[column]) for column in COLUMNS)} | {mean:.2f} |"


def judge(found: int | None, wanted: int) -> str:
    if found is None:
        return "crash"
    if (found == 0) == (wanted == 0):
        return "right"
    return "missed" if wanted else "false alarm"


def asked(script: str, arguments: list[str], cases: Cases) -> Iterator[Result]:
    """What the console script says of each store."""
    (entry,) = importlib.metadata.entry_points(group="console_scripts", name=script)
    command: Callable[[], object] = entry.load()
    for store, _ in cases:
        began = time.monotonic()
        status = forked(command, [script, *arguments, str(store)])
        yield status, time.monotonic() - began


def forked(command: Callable[[], object], argv: list[str]) -> int | None:
    """The exit status of ``command`` in a fork; None where it dies, raises or takes too long."""
    with tempfile.TemporaryFile("w+") as said:
        pid = os.fork()
        if pid == 0:
            for number in (1, 2):
                os.dup2(said.fileno(), number)
            sys.argv = argv
            try:
                code = command()
            except SystemExit as end:
                code = end.code
            except BaseException:
                code = 70
                print("Traceback (most recent call last)", file=sys.stderr)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else int(code is not None))
        status = ended(pid)
        said.seek(0)
        return None if status is None or "Traceback (most recent call last)" in said.read() else status


def ended(pid: int) -> int | None:
    watched = os.pidfd_open(pid)
    try:
        if not select.select([watched], [], [], SECONDS)[0]:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return status if status >= 0 else None
    finally:
        os.close(watched)


def ours(cases: Cases) -> Iterator[Result]:
    """What one command says of all stores, a line of JSON each."""
    command = [Path(sys.executable).with_name("helpdesk"), "explain", "--json", *(store for store, _ in cases)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        began = time.monotonic()
        for line in process.stdout:
            yield int(json.loads(line)["status"]), time.monotonic() - began
            began = time.monotonic()


def read(folder: Path) -> Cases:
    with (folder / "cases.csv").open(encoding="utf-8") as file:
        return [((folder / row["name"] / row["path"]).absolute(), int(row["exit"])) for row in csv.DictReader(file)]


def write(folder: Path) -> Cases:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from test_explain_kinds import BROKEN, DOORS, VALID

    makers = [(maker, 0) for maker in VALID.values()] + [(maker, 1) for maker, _ in BROKEN.values()]
    makers += [(maker, 2) for maker, _ in DOORS.values()]
    cases = []
    for number, (maker, status) in enumerate(makers):
        store = folder / str(number) / "s.zarr"
        store.parent.mkdir()
        maker(store)
        cases.append((store, status))
    return cases


if __name__ == "__main__":
    main()
