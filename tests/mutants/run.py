"""Draw single faults at random, run the tests that meet each of them, and report which faults no test noticed.

    python tests/mutants/run.py --seed 7 --faults 60

Each verdict is printed when it is known. What was interrupted after 20 faults goes on with ``--skip 20``.

A fault is made in a copy of the tree. First all tests run once there, to measure which of them meet which function and
which file; that is kept in _build/mutants until a file changes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from draw import draw
from fault import Fault
from measure import PLUGINS, Measured, measure
from tree import Tree

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Outcome:
    """How the tests took a fault: ``by`` names the test that noticed it; ``ran`` of ``related`` tests passed before."""

    fault: Fault
    change: str
    by: str
    ran: list[str]
    related: int
    seconds: float

    def __str__(self) -> str:
        where = f"{self.fault.path}:{self.fault.line} {self.change}"
        if self.by:
            return f"noticed   {where} ({self.by}, {self.seconds:.0f} s)"
        cut = "" if len(self.ran) == self.related else ", then the time was over"
        return f"survived  {where} ({len(self.ran)} of {self.related} related tests passed{cut}, {self.seconds:.0f} s)"


def attempt(tree: Tree, fault: Fault, measured: Measured, limit: float, hang: float) -> Outcome:
    """Make ``fault`` in ``tree``, run the related tests until one fails or ``limit`` seconds are over, and mend it.

    A test that fails must fail once more: one that does so now and then notices nothing.
    """
    path = tree.root / fault.path
    text = path.read_text("utf-8")
    related = measured.related(fault, tree.root)
    start = time.monotonic()
    by, passed, left = "", list[str](), dict(related)
    try:
        while left and not by and (rest := start + limit - time.monotonic()) > 0:
            if measured.builds(left):
                tree.reset_build()
            path.write_text(fault.apply(text), "utf-8")
            ran, failed = _run_tests(tree, left, rest, hang)
            passed += ran
            if not failed:
                break
            again = failed not in related or _run_tests(tree, {failed: related[failed]}, limit, hang)[1]
            if again:
                by = failed
            else:
                passed.append(failed)
            left = {name: left[name] for name in left if name not in {*ran, failed}}
    finally:
        path.write_text(text, "utf-8")
    return Outcome(fault, fault.describe(text), by, passed, len(related), time.monotonic() - start)


def _run_tests(tree: Tree, tests: dict[str, float], limit: float, hang: float) -> tuple[list[str], str]:
    """Return which of ``tests`` passed, and the one that failed or why none began; ``limit`` seconds at the most."""
    files = sorted({name.split("::")[0] for name in tests})
    command = [tree.python, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
    with tempfile.TemporaryDirectory() as temporary:
        order = Path(temporary) / "order.json"
        order.write_text(json.dumps(tests))
        environment = os.environ | PLUGINS | {"MUTANTS_ORDER": str(order), "MUTANTS_HANG": str(hang)}
        with (order.parent / "output").open("w") as output:
            process = subprocess.Popen(
                [*command, *files], cwd=tree.root, env=environment, stdout=output, stderr=output, start_new_session=True
            )
            status = None
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(limit)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # also what the tests left running
            process.wait()
        log = Path(f"{order}.ran")
        ran = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
    passed = [name for name, failed in ran if not failed]
    by = next((name for name, failed in ran if failed), "no test could begin" if status else "")
    return passed, by


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=60, help="how many to draw")
    parser.add_argument("--skip", type=int, default=0, help="how many of these to pass over, tried in an earlier run")
    parser.add_argument("--wanted", type=float, default=85, help="percent to be noticed, or else the exit status is 1")
    parser.add_argument("--limit", type=float, default=180, help="seconds for the tests of one fault")
    parser.add_argument("--hang", type=float, default=15, help="seconds after which a quick test is taken to hang")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="faults at a time")
    parser.add_argument("--only", default="*", help="pattern of the files to break, such as 'docs/_static/*.js'")
    parser.add_argument("--kind", default="", help="the one kind of fault to make, such as 'comparison'")
    parser.add_argument("--list", action="store_true", help="say what would be drawn, and try nothing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the repository")
    parser.add_argument("tests", nargs="*", help="files of tests to choose from (all)")
    given = parser.parse_args()
    root = given.root.resolve()
    faults = list(enumerate(draw(root, given.seed, given.faults, given.only, given.kind), 1))[given.skip :]
    if not faults:
        parser.error(f"nothing to break: no file of {root} fits {given.only!r}")
    if given.list:
        for _, fault in faults:
            print(f"{fault.path}:{fault.line} {fault.describe((root / fault.path).read_text('utf-8'))}")
        return 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        trees: SimpleQueue[Tree] = SimpleQueue()
        for number in range(given.processes):
            trees.put(Tree.make(root, Path(temporary) / f"tree{number}"))
        first = trees.get()
        measured = measure(first, given.tests, given.processes, root / "_build/mutants/measured.pickle")
        trees.put(first)
        print(
            f"{len(measured.seconds)} tests measured, {len(measured.failed)} failed before anything was changed",
            flush=True,
        )
        outcomes = list(_attempt_all(faults, trees, measured, given))
    return _report(outcomes, given.seed, given.wanted)


def _attempt_all(
    faults: list[tuple[int, Fault]], trees: SimpleQueue[Tree], measured: Measured, given: argparse.Namespace
) -> Iterator[Outcome]:
    def one(fault: Fault) -> Outcome:
        tree = trees.get()
        try:
            return attempt(tree, fault, measured, given.limit, given.hang)
        finally:
            trees.put(tree)

    with ThreadPoolExecutor(given.processes) as workers:
        numbers = {workers.submit(one, fault): number for number, fault in faults}
        for done in as_completed(numbers):
            print(f"[{numbers[done]}/{given.faults}] {done.result()}", flush=True)
            yield done.result()


def _report(outcomes: list[Outcome], seed: int, wanted: float) -> int:
    survivors = [outcome for outcome in outcomes if not outcome.by]
    noticed = len(outcomes) - len(survivors)
    percent = 100 * noticed / len(outcomes)
    for outcome in survivors:
        print(f"\n{outcome}")
        for name in outcome.ran[:8]:
            print(f"    {name}")
        if len(outcome.ran) > 8:
            print(f"    and {len(outcome.ran) - 8} more")
    print(f"\nseed {seed}: {len(outcomes)} drawn, {noticed} noticed ({percent:.0f} %), {len(survivors)} survived")
    return 0 if percent >= wanted else 1


if __name__ == "__main__":
    sys.exit(main())
