"""The command ``helpdesk``. Exit code 0: fine, 1: problems found, 2: could not run."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from helpdesk.ageing import aged
from helpdesk.catalog import Catalog
from helpdesk.commands import generated, links, new
from helpdesk.problems import report
from helpdesk.rules import check


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="helpdesk", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_check(commands)
    _add_site(commands)
    _add_examples(commands)
    _add_explain(commands)
    for command in (new, links, generated):
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
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
    catalog = Catalog.load(options.root)
    problems = check(catalog)
    report(problems, options.format)
    notes = list(aged(catalog, datetime.date.today()))
    for note in notes:
        print(note.as_github("warning") if options.format == "github" else f"{note} (a note)")
    if not problems:
        print(f"{len(catalog.pages)} pages, no problem")
    return 1 if problems else 0


def _add_site(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "site", help="build the whole site; the last good one stays until the new one is right"
    )
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--build", type=Path, help="where to build (default: _build in that folder)")
    parser.add_argument("-j", "--jobs", default="auto", help="processes that read and write pages")
    parser.set_defaults(run=_site)


def _site(options: argparse.Namespace) -> int:
    from helpdesk.site import build_site  # Sphinx takes a second to load; `check` must not wait for it.

    build = options.build or options.root / "_build"
    if not build_site(options.root, build, options.jobs):
        print("the site was not built; the last good one is untouched", file=sys.stderr)
        return 1
    print(f"the site is in {build / 'html'}: open {build / 'html' / 'index.html'}, or run `make serve`")
    return 0


def _add_examples(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("examples", help="run the examples and the mistakes, and compare what validators say")
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--accept", action="store_true", help="write what validators say now into the mistakes' files")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.set_defaults(run=_examples)


def _examples(options: argparse.Namespace) -> int:
    from helpdesk.trials import accept_all, run_all  # Validators take seconds to load.

    problems, findings = run_all(options.root)
    if options.accept:
        accept_all(options.root, findings)
        problems = [problem for problem in problems if problem not in {finding.problem() for finding in findings}]
    report(problems, options.format)
    return 1 if problems else 0


def _add_explain(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("explain", help="validate a store of your own and link each finding to its mistake")
    parser.add_argument("store", help="a folder, a ZIP file, or an http(s) address")
    parser.add_argument("--desk", type=Path, help="folder of the help desk (default: here, or where the program is)")
    parser.add_argument("--seconds", type=float, default=60, help="time limit for reading the store (default: 60)")
    parser.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from helpdesk.explain import explain

    return explain(options.store, options.desk, options.seconds)
