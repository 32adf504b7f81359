"""``helpdesk check``: the whole help desk, single files of it, or again and again while one writes."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from helpdesk.cli.outdated import outdated
from helpdesk.cli.places import desk_of
from helpdesk.model.catalog import Catalog
from helpdesk.model.data_table import FOLDER
from helpdesk.reading.problems import Problem, report
from helpdesk.rules import check
from helpdesk.rules.dates import aged, ahead

_PAUSE = 0.3  # seconds between two looks at the times of the files


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("check", help="check the YAML and Markdown files and the links between them")
    parser.add_argument("paths", nargs="*", type=Path, help="files, or the folder of the help desk (default: here)")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl+C")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    root, files = desk_of(options.paths)
    if not (root / "glossary").is_dir():
        print(f"helpdesk: {root}: no folder `glossary` here; name the folder of the help desk", file=sys.stderr)
        return 2
    return _watch(root, files) if options.watch else _once(root, files, options.format)


def _once(root: Path, files: Sequence[Path], style: str) -> int:
    today = datetime.date.today()
    catalog = Catalog.load(root)
    wanted = {os.path.relpath(path, root) for path in files}
    if unread := wanted - _read(catalog):
        print(f"helpdesk: {min(unread)}: not a file that the check reads; it reads YAML and Markdown", file=sys.stderr)
        return 2
    found = sorted([*check(catalog), *ahead(catalog, today)])
    # Of wrong entries other files would be made.
    problems = _of(wanted, found or sorted(outdated(catalog)))
    report(problems, style)
    for note in _of(wanted, aged(catalog, today)):
        print(note.as_github("warning") if style == "github" else f"{note} (a note)")
    if not problems:
        print(f"{len(wanted)} file(s), no problem" if wanted else f"{len(catalog.pages)} pages, no problem")
    return 1 if problems else 0


def _read(catalog: Catalog) -> set[str]:
    pages = {page.source.path.as_posix() for page in catalog.texts}
    return pages | {path.relative_to(catalog.root).as_posix() for path in (catalog.root / FOLDER).glob("*.yaml")}


def _of(wanted: set[str], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of the files that are meant; of all if none are named."""
    return [problem for problem in problems if not wanted or problem.path.as_posix() in wanted]


def _watch(root: Path, files: Sequence[Path]) -> int:
    """Check whenever a file changed. Ends with Ctrl+C, or at once when there is nothing to check."""
    seen: object = None
    while True:
        if (now := _times(root)) != seen:
            seen = now
            print(f"--- {datetime.datetime.now():%H:%M:%S}")
            if _once(root, files, "text") == 2:
                return 2
            sys.stdout.flush()
        time.sleep(_PAUSE)


def _times(root: Path) -> list[tuple[str, int, int]]:
    """Name, time and size of every file that the check reads."""
    found = []
    for top in ("index.md", "glossary", "faq", "docs"):
        for folder, folders, names in os.walk(root / top):
            folders.sort()
            for name in sorted(names):
                state = os.lstat(f"{folder}/{name}")
                found.append((f"{folder}/{name}", state.st_mtime_ns, state.st_size))
    return found
