"""``make bench``: how long the help desk takes to build at several sizes, beside plain Sphinx with the same text.

Every build is a process of its own, so that its time and its peak memory are its own. Beside the time on the clock
stands the time that processors worked: on a machine that does other things too, only the clock's time grows much.
Nothing here is an assertion: times belong to a machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import synthetic
from measured import Subject, measure, run
from report import Rows, keep, ratios, table

ROOT = Path(__file__).parents[2]
_INDEX = """
import sys
from pathlib import Path
from helpdesk.model.catalog import Catalog
from helpdesk.finding.index import Index
from helpdesk.finding.text import records
root = Path(sys.argv[1])
found = list(records(Catalog.load(root).pages.values()))
if len(sys.argv) > 2:
    index = Index()
    index.add(found)
    index.write(Path(sys.argv[2]))
"""


def desk(base: Path, count: int, name: str = "help desk", python: str = sys.executable, **look: str) -> Subject:
    root = base / f"{name.replace(' ', '-')}-{count}"
    synthetic.write_desk(root, count, **look)
    return Subject(
        name,
        count,
        root,
        [python, "-m", "helpdesk", "site", str(root)],
        lambda: synthetic.write_term(root, count // 2, count, f" Edited {time.time_ns()}."),
        lambda: synthetic.write_term(root, next(_fresh), count),
    )


def plain(base: Path, count: int) -> Subject:
    root = base / f"plain-{count}"
    synthetic.write_plain(root, count)
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-d", str(root / "_build/doctrees"), str(root)]
    return Subject(
        "plain Sphinx",
        count,
        root,
        [*sphinx, str(root / "_build/html")],
        lambda: synthetic.write_plain_page(root, count // 2, count, f" Edited {time.time_ns()}."),
        lambda: synthetic.write_plain_page(root, next(_fresh), count),
    )


def real(base: Path, source: Path = ROOT, name: str = "real site", python: str = sys.executable) -> Subject:
    """The real site; the cold build executes its examples."""
    root = base / name.replace(" ", "-")
    keep_out = shutil.ignore_patterns("_build", ".venv", ".git", "node_modules", ".*_cache")
    shutil.copytree(source, root, ignore=keep_out, dirs_exist_ok=True)
    term = sorted((root / "glossary").glob("*.yaml"))[0]

    def edit() -> None:
        text = term.read_text(encoding="utf-8")
        # The first sentence of the body, so that no other page shows it.
        term.write_text(text.replace("body: |\n", "body: |\n  Edited.\n\n", 1), encoding="utf-8")

    def new() -> None:
        first, _, rest = term.read_text(encoding="utf-8").partition("\n")
        category = next(line for line in rest.split("\n") if line.startswith("category:"))
        name = f"bench-{next(_fresh)}"
        (root / f"glossary/{name}.yaml").write_text(
            f"{first}\nterm: {name}\n{category}\nshort: The small file {name} stands in a folder of its own.\n"
            "body: |\n  Nothing.\nsources:\n  - url: https://example.org/\n    supports: nothing\n"
            "reviewed: 2026-01-02\n",
            encoding="utf-8",
        )

    count = sum(1 for folder in ("glossary", "faq", "docs/mistakes") for _ in (root / folder).glob("*.yaml"))
    return Subject(name, count, root, [python, "-m", "helpdesk", "site", str(root)], edit, new)


def index_of(subject: Subject) -> str:
    """The search index by itself: a process that makes it, less one that only loads what it needs."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _INDEX, str(subject.root)]
        without, whole = run(command, subject.root), run([*command, folder], subject.root)
    wall, processor = max(0.0, whole.wall - without.wall), max(0.0, whole.processor - without.processor)
    return f"the search index of {subject.count:,} entries from nothing: {wall:.1f} s ({processor:.1f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10000])
    parser.add_argument("--repeat", type=int, default=2, help="runs of which the best counts; one where cold is long")
    parser.add_argument("--no-real", action="store_true", help="leave out the real site")
    parser.add_argument("--before", type=Path, help="a clone with a .venv, of which the real site and 1,000 are built")
    parser.add_argument("--keep", type=Path, help="write the table into this page")
    options = parser.parse_args()
    rows: Rows = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        base = Path(folder)
        groups = [[real(base)]] if not options.no_real else []
        for count in options.sizes:
            own = desk(base, count, "with its own look", look=synthetic.OWN_LOOK)
            groups.append([desk(base, count), own, plain(base, count)])
        if options.before:
            python = str(options.before.resolve() / ".venv/bin/python")
            for group in groups:
                if group[0].name == "real site":
                    group.append(real(base, options.before, "real site, before", python))
                elif group[0].count == 1000:
                    group.append(desk(base, 1000, "help desk, before", python))
        for group in groups:
            long = group[0].count > 5000 or group[0].name == "real site"
            rows += zip(group, measure(group, options.repeat, 1 if long else options.repeat), strict=True)
            print("\n".join(table(rows).split("\n")[-len(group) :]), flush=True)
        small = [subject for subject, _ in rows if subject.name == "help desk" and subject.count <= 1000]
        notes = [*ratios(rows), *map(index_of, small)]
        minutes = (time.perf_counter() - began) / 60
        notes.append(
            f"all of this took {minutes:.0f} minutes; load of the machine at the end: {os.getloadavg()[1]:.1f}"
        )
        text = table(rows) + "\n\n" + "\n".join(f"- {note[0].upper()}{note[1:]}." for note in notes)
    print(f"\n{text}")
    if options.keep:
        keep(text, options.keep)


_fresh = iter(range(1_000_000, 2_000_000))

if __name__ == "__main__":
    main()
