"""``helpdesk message``: what the site's search answers to a pasted message or a question.

Exit code 0: an entry surely explains it, 1: nothing certain, 2: could not run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpdesk.model.installed import NoDesk, find_desk
from helpdesk.reading.configuration import site_address

_MOST = 100_000  # characters: what comes after that is no message


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("message", help="find the entry that explains a message, as the search page does")
    parser.add_argument("file", help="a file with the message, or - for standard input")
    parser.add_argument(
        "root", nargs="?", type=Path, help="folder of the help desk (default: here, else the installed one)"
    )
    parser.add_argument("--most", type=int, default=3, help="entries to show (default: 3)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from helpdesk.finding.site import site_searcher  # other commands need not wait for it

    try:
        root = find_desk(options.root)
    except NoDesk as error:
        print(f"helpdesk: {error}", file=sys.stderr)
        return 2
    data = sys.stdin.buffer.read(_MOST) if options.file == "-" else Path(options.file).read_bytes()[:_MOST]
    text = data.decode("utf-8", errors="replace")
    if not text.strip():
        print(f"helpdesk: {options.file}: there is no message in it", file=sys.stderr)
        return 2
    searcher = site_searcher(root)
    answer = searcher.find(text)
    base = site_address(root)
    if not answer.judgment.sure:
        kind = "No entry explains this message" if answer.message else "Nothing here answers this"
        print(f"{kind} for certain. Ask someone: {base}docs/channels.html")
    for hit in searcher.show(answer.shown[: max(1, options.most)]):
        print(f"\n{hit.title}\n  {base}{hit.url}")
        if hit.short:
            print(f"  {hit.short}")
    return 0 if answer.judgment.sure else 1
