"""``helpdesk links``: the links of the built site, or with ``--external`` those that lead away from it."""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
from pathlib import Path

from helpdesk.reading.configuration import site_address
from helpdesk.reading.problems import Problem, Unusable, report


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("links", help="check the links of the built site, or the external ones")
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--build", type=Path, help="where the site was built (default: _build in that folder)")
    parser.add_argument("--external", action="store_true", help="ask other people's servers")
    parser.add_argument("--changed-since", metavar="REF", help="only links on lines changed since this commit")
    parser.add_argument(
        "--today", type=datetime.date.fromisoformat, default=datetime.date.today(), help=argparse.SUPPRESS
    )
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    build = options.build or options.root / "_build"
    return _external(options, build) if options.external else _internal(options, build / "html")


def _internal(options: argparse.Namespace, html: Path) -> int:
    from helpdesk.links.internal import check_built

    if not (html / "index.html").exists():
        print(f"helpdesk: {html}: no site here; run `helpdesk site` first", file=sys.stderr)
        return 2
    problems = check_built(options.root, html)
    report(problems, options.format)
    if not problems:
        print("no broken link")
    return 1 if problems else 0


def _external(options: argparse.Namespace, build: Path) -> int:
    from helpdesk.links.external import Asker
    from helpdesk.links.outward import changed_lines, outward_links
    from helpdesk.links.survey import survey
    from helpdesk.model.link_exceptions import Ledger

    links = outward_links(options.root)
    if options.changed_since:
        try:
            lines = changed_lines(options.root, options.changed_since)
        except subprocess.CalledProcessError as error:
            print(f"helpdesk: git diff {options.changed_since}: {error.stderr.strip()}", file=sys.stderr)
            return 2
        links = [link for link in links if link.line in lines.get(link.path, ())]
    try:
        ledger = Ledger.read(options.root)
    except Unusable as unusable:
        report(unusable.problems, options.format)
        return 1
    memory = build / "links.json"
    address = site_address(options.root)
    agent = f"helpdesk link check (+{address})" if address else "helpdesk link check"
    found = survey(links, ledger, Asker(agent=agent), memory, options.today, lenient=bool(options.changed_since))
    _tell("For information", found.notes)
    report(found.problems, options.format)
    print(f"{len({link.url for link in links})} addresses: {found.asked} asked, {found.remembered} fine lately")
    return 1 if found.problems else 0


def _tell(title: str, notes: list[Problem]) -> None:
    if notes:
        print(f"{title}:", *notes, sep="\n  ", file=sys.stderr)
