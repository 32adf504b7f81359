"""``helpdesk explain``: what validators say about a reader's own store, each finding with its mistake."""

from __future__ import annotations

import argparse
from pathlib import Path


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("explain", help="validate a store of your own and link each finding to its mistake")
    parser.add_argument("store", help="a folder, a ZIP file, or an http(s) address")
    parser.add_argument("--desk", type=Path, help="folder of the help desk (default: here, or where the program is)")
    parser.add_argument("--seconds", type=float, default=60, help="time limit for reading the store (default: 60)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from helpdesk_omezarr.mistakes.explain import explain  # Validators take seconds to load.

    return explain(options.store, options.desk, options.seconds)
