"""The command ``helpdesk``. Exit code 0: fine, 1: problems found, 2: could not run."""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpdesk.cli import generated, links, new
from helpdesk.kept import without_collecting
from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import report
from helpdesk.rules import check
from helpdesk.rules.dates import aged, ahead
from helpdesk_omezarr.cli import examples, explain


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="helpdesk", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands)
    _add_site(commands)
    for command in (examples, explain, new, links, generated):
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("helpdesk: stopped", file=sys.stderr)
        return 130  # as shells count a program that Ctrl+C ended
    except OSError as error:
        print(f"helpdesk: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 2


def _add_check(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("check", help="check the YAML files and the links between them")
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    if not (options.root / "glossary").is_dir():
        print(f"helpdesk: {options.root}: no folder `glossary` here; name the folder of the help desk", file=sys.stderr)
        return 2
    today = datetime.date.today()
    with without_collecting():
        catalog = Catalog.load(options.root, options.root / "_build" / "checked", _jobs())
        with _kept_beside(catalog):
            problems = sorted([*check(catalog), *ahead(catalog, today)])
        report(problems, options.format)
        for note in aged(catalog, today):
            print(note.as_github("warning") if options.format == "github" else f"{note} (a note)")
    if not problems:
        print(f"{len(catalog.pages)} pages, no problem")
    return 1 if problems else 0


@contextlib.contextmanager
def _kept_beside(catalog: Catalog) -> Iterator[None]:
    """Keep what was read for the next check, in another process where there can be one."""
    if _jobs() == 1:
        _keep(catalog)
        yield
        return
    from multiprocessing import get_context  # takes a while to load

    keeping = get_context("fork").Process(target=_keep, args=(catalog,))
    keeping.start()
    try:
        yield
    finally:
        keeping.join()


def _keep(catalog: Catalog) -> None:
    with contextlib.suppress(OSError):  # where nothing can be kept, all is read again the next time
        catalog.keep()


def _jobs() -> int:
    """Processes that read: more take longer to begin than they save."""
    return min(4, os.cpu_count() or 1) if hasattr(os, "fork") else 1


def _add_site(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "site", help="build the whole site; the last good one stays until the new one is right"
    )
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--build", type=Path, help="where to build (default: _build in that folder)")
    parser.add_argument(
        "-j", "--jobs", type=_number, default="auto", help="processes that read and write pages (default: one per core)"
    )
    parser.set_defaults(run=_site)


def _number(jobs: str) -> int:
    if jobs != "auto" and not (jobs.isdecimal() and int(jobs)):
        raise argparse.ArgumentTypeError(f"`{jobs}` is no number of processes: give 1, 2, ... or `auto`")
    return (os.cpu_count() or 1) if jobs == "auto" else int(jobs)


def _site(options: argparse.Namespace) -> int:
    from helpdesk.sphinx.site import build_site  # `check` must not wait for it to load

    build = options.build or options.root / "_build"
    if not build_site(options.root, build, options.jobs):
        print("the site was not built; the last good one is untouched", file=sys.stderr)
        return 1
    print(f"the site is in {build / 'html'}: open {build / 'html' / 'index.html'}, or run `make serve`")
    return 0
