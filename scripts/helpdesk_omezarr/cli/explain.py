"""``helpdesk explain``: what validators say about a reader's own stores, each finding with its mistake."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from pathlib import Path
from typing import Any

EPILOG = "Exit status: 0 no error (warnings are shown), 1 errors, 2 nothing could be judged."


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "explain", help="validate a dataset of your own and link each finding to its mistake", epilog=EPILOG
    )
    parser.add_argument(
        "store", metavar="DATASET", nargs="*", help="a folder, a ZIP file, or an http(s) address; or several of them"
    )
    parser.add_argument("--each", type=Path, metavar="FOLDER", help="all datasets below this folder")
    parser.add_argument("--all", action="store_true", help="ask every validator, about every well of a plate")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--ignore", action="append", default=[], metavar="CODE", help="leave these findings out")
    parser.add_argument("--config", type=Path, help="file with the severity of findings (helpdesk-explain.toml)")
    parser.add_argument("--json", action="store_true", help="a JSON object a line, for programs")
    parser.add_argument("--json-schema", action="store_true", help="print the schema of such a line")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.add_argument("--desk", type=Path, help="folder of the help desk (default: here, or where the program is)")
    parser.add_argument("--seconds", type=float, default=60, help="time limit for reading a dataset (default: 60)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from helpdesk_omezarr.explaining import command, machine  # what is below takes a moment to load
    from helpdesk_omezarr.explaining.settings import WrongSettings

    if options.json_schema:
        print(json.dumps(machine.schema(), indent=2))
        return 0
    before = signal.signal(signal.SIGTERM, _end)  # so that the temporary folder goes
    try:
        return command.run(options)
    except WrongSettings as wrong:
        print(f"helpdesk: {wrong}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("helpdesk: stopped", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: Any) -> None:
    raise SystemExit(128 + number)
