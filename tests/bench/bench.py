"""``make bench``: how long the help desk takes to build at several sizes, beside plain Sphinx with the same text.

Every build is a process of its own, so that its time and its peak memory are its own. Nothing here is an assertion:
times belong to a machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import synthetic

ROOT = Path(__file__).parents[2]
_DESK = "import sys; from helpdesk.cli import main; sys.exit(main(sys.argv[1:]))"
_SCENES = ("cold", "no change", "one edit", "one new")


@dataclass
class Result:
    wall: float
    processor: float
    memory: int


@dataclass
class Subject:
    """One way of building ``count`` entries in ``root``."""

    name: str
    count: int
    root: Path
    command: list[str]
    edit: Callable[[], None]
    new: Callable[[], None]

    @property
    def html(self) -> Path:
        return self.root / "_build/html"


def run(command: list[str], root: Path) -> Result:
    """Run a build to its end; an unsuccessful one ends the benchmark."""
    began = time.perf_counter()
    # The two lines of a build's own output are of no interest unless it fails.
    with tempfile.TemporaryFile() as said:
        child = os.posix_spawn(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), n) for n in (1, 2)]
        )
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if status:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed in {root}:\n{said.read().decode()[-3000:]}")
    return Result(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def measure(subject: Subject, repeat: int) -> dict[str, Result]:
    """The best of ``repeat`` runs of each scene; others may use the machine, and they only ever make it slower."""
    found: dict[str, list[Result]] = {scene: [] for scene in _SCENES}
    for _ in range(repeat):
        shutil.rmtree(subject.root / "_build", ignore_errors=True)
        for scene in _SCENES:
            if scene == "one edit":
                subject.edit()
            elif scene == "one new":
                subject.new()
            found[scene].append(run(subject.command, subject.root))
    return {scene: min(results, key=lambda result: result.wall) for scene, results in found.items()}


def desk(base: Path, count: int, jobs: str) -> Subject:
    root = base / f"desk-{count}-{jobs}"
    synthetic.write_desk(root, count)
    return Subject(
        "help desk" if jobs != "1" else "help desk, -j 1",
        count,
        root,
        [sys.executable, "-c", _DESK, "site", "-j", jobs, str(root)],
        lambda: synthetic.write_term(root, count // 2, count, f" Edited {time.time_ns()}."),
        lambda: synthetic.write_term(root, next(_fresh), count),
    )


def plain(base: Path, count: int, jobs: str) -> Subject:
    root = base / f"plain-{count}-{jobs}"
    synthetic.write_plain(root, count)
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-j", jobs, "-d", str(root / "_build/doctrees"), str(root)]
    return Subject(
        "plain Sphinx" if jobs != "1" else "plain Sphinx, -j 1",
        count,
        root,
        [*sphinx, str(root / "_build/html")],
        lambda: synthetic.write_plain_page(root, count // 2, count, f" Edited {time.time_ns()}."),
        lambda: synthetic.write_plain_page(root, next(_fresh), count),
    )


def real(base: Path) -> Subject:
    """The real site, without executing its examples again when an earlier build kept their results."""
    root = base / "real"
    keep_out = shutil.ignore_patterns("_build", ".venv", ".git", "node_modules", ".*_cache")
    shutil.copytree(ROOT, root, ignore=keep_out, dirs_exist_ok=True)
    term = sorted((root / "glossary").glob("*.yaml"))[0]

    def edit() -> None:
        text = term.read_text(encoding="utf-8")
        # The first sentence of the body, so that no other page shows it.
        term.write_text(text.replace("body: |\n", "body: |\n  Edited.\n\n", 1), encoding="utf-8")

    def new() -> None:
        name = f"bench-{next(_fresh)}"
        text = term.read_text(encoding="utf-8").split("\naliases:")[0].split("\nsources:")[0].split("\n", 1)[1]
        source = "sources:\n  - url: https://example.org/\n    supports: nothing\nreviewed: 2026-01-02\n"
        _write_term(root / f"glossary/{name}.yaml", name, text, source)

    count = sum(1 for folder in ("glossary", "faq", "docs/mistakes") for _ in (root / folder).glob("*.yaml"))
    return Subject("real site", count, root, [sys.executable, "-c", _DESK, "site", "-j", "auto", str(root)], edit, new)


def _write_term(path: Path, name: str, text: str, source: str) -> None:
    category = next(line for line in text.split("\n") if line.startswith("category:"))
    short = "short: A term that stands here only while the benchmark runs.\n"
    path.write_text(f"term: {name}\n{category}\n{short}body: |\n  Nothing.\n{source}", encoding="utf-8")


def table(rows: list[tuple[Subject, dict[str, Result]]]) -> str:
    columns = ["site", "entries", "cold", "per entry", "processor", "no change", "one edit", "one new"]
    columns += ["peak memory", "bytes", "of plain Sphinx"]
    lines = [_row(columns), "|---|" + "---:|" * (len(columns) - 1)]
    cold = {(subject.name, subject.count): results["cold"].wall for subject, results in rows}
    for subject, results in rows:
        start = results["no change"].wall
        size = sum(path.stat().st_size for path in subject.html.resolve().rglob("*") if path.is_file())
        beside = cold.get((subject.name.replace("help desk", "plain Sphinx"), subject.count))
        ratio = f"{cold[subject.name, subject.count] / beside:.0%}" if beside else ""
        each = max(0.0, results["cold"].wall - start) / subject.count * 1000
        memory = max(result.memory for result in results.values())
        cells = [subject.name, f"{subject.count:,}", f"{results['cold'].wall:.1f} s", f"{each:.1f} ms"]
        cells += [f"{results['cold'].processor:.1f} s", *(f"{results[scene].wall:.1f} s" for scene in _SCENES[1:])]
        lines.append(_row([*cells, f"{memory} MB", f"{size / 1e6:.1f} MB", ratio]))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def keep(text: str, page: Path) -> None:
    """Put ``text`` between the marks of the page that shows the measurements."""
    before, start, rest = page.read_text(encoding="utf-8").partition("% measured: begin\n")
    _, end, after = rest.partition("% measured: end")
    if not start or not end:
        sys.exit(f"{page}: the lines `% measured: begin` and `% measured: end` are missing")
    page.write_text(f"{before}{start}\n{text}\n\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--plain", type=int, nargs="*", default=[100, 1000, 10000], help="sizes for plain Sphinx")
    parser.add_argument("--serial", type=int, nargs="*", default=[1000], help="sizes that are also built with -j 1")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--no-real", action="store_true", help="leave out the real site")
    parser.add_argument("--keep", type=Path, help="write the table into this page")
    options = parser.parse_args()
    rows: list[tuple[Subject, dict[str, Result]]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        base = Path(folder)
        subjects = [real(base)] if not options.no_real else []
        for count in options.sizes:
            subjects.append(desk(base, count, "2"))
            subjects += [desk(base, count, "1")] if count in options.serial else []
            subjects += [plain(base, count, "2")] if count in options.plain else []
        for subject in subjects:
            results = measure(subject, options.repeat if subject.count < 5000 else 1)
            rows.append((subject, results))
            print(table(rows[-1:]).split("\n")[-1], flush=True)
        text = table(rows)
    print(f"\n{text}")
    if options.keep:
        keep(text, options.keep)


_fresh = iter(range(1_000_000, 2_000_000))

if __name__ == "__main__":
    main()
