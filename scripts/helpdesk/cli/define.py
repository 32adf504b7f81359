"""``helpdesk define``: what a word means, from the help desk here or the installed one.

Exit code 0: found, 1: no term has this name, 2: there is no help desk.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from helpdesk.model.definition import UnknownTerm, define
from helpdesk.model.installed import NoDesk, find_desk


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("define", help="say what a word means, and where to read more")
    parser.add_argument("word", nargs="+", help="a term, an alias, a plural or an id")
    parser.add_argument("--json", action="store_true", help="id, term, short, aliases and url as JSON")
    parser.add_argument("--desk", type=Path, help="folder of a help desk (default: here, else the installed one)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    try:
        found = define(" ".join(options.word), find_desk(options.desk))
    except NoDesk as error:
        print(f"helpdesk: {error}", file=sys.stderr)
        return 2
    except UnknownTerm as error:
        print(f"helpdesk: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found.as_data(), ensure_ascii=False, indent=1) if options.json else found)
    return 0
