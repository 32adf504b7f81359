"""What ``helpdesk explain`` does with its options."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from helpdesk_omezarr import CONTENT
from helpdesk_omezarr.explaining import machine, many, text
from helpdesk_omezarr.explaining.examine import Report, examine
from helpdesk_omezarr.explaining.installed import MISSING, known_pages, validators_installed
from helpdesk_omezarr.explaining.pages import Pages
from helpdesk_omezarr.explaining.settings import read_settings
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.stores.processes import preload

_VALIDATORS = "helpdesk_omezarr.stores.validators"
_FEW = 4
_SLOW = 2.0  # seconds: what takes longer shows that it is at work


def run(options: argparse.Namespace) -> int:
    """Print a report on each store; returns the worst exit status."""
    if not validators_installed():
        print(f"helpdesk: {MISSING}", file=sys.stderr)
        return 2
    settings = read_settings(options.config, options.ignore)
    places = [*options.store, *(map(str, many.stores_below(options.each)) if options.each else ())]
    if not places:
        what = (
            f"there is no dataset below {options.each}" if options.each else "name a dataset, or a folder with --each"
        )
        print(f"helpdesk: {what}", file=sys.stderr)
        return 2
    # For a few stores each validator loads its own package, side by side; for more all are loaded once, before.
    preload((f"{_VALIDATORS}.everything" if len(places) > _FEW else _VALIDATORS,))
    pages, base = known_pages(_root(options.desk))
    reports: list[Report] = []
    for number, place in enumerate(places):
        if sys.stderr.isatty() and len(places) > 1:
            print(f"{number + 1} of {len(places)}: {place}", file=sys.stderr)
        start = time.monotonic()
        report = examine(place, pages, options.seconds, everything=options.all, severities=settings)
        reports.append(report)
        _print(report, pages, base, options, alone=len(places) == 1)
        if sys.stderr.isatty() and time.monotonic() - start > _SLOW:
            print(f"(took {time.monotonic() - start:.0f} s)", file=sys.stderr)
    if len(places) > 1 and not options.json and options.format == "text":
        print(*many.table(reports), sep="\n")
    return max(report.status(strict=options.strict) for report in reports)


def _print(report: Report, pages: Pages, base: str, options: argparse.Namespace, *, alone: bool) -> None:
    if options.json:
        print(machine.json_line(report, pages, base, strict=options.strict), flush=True)
    elif options.format == "github":
        print(*machine.github_lines(report, pages, base), sep="\n")
    elif report.refused and alone:
        print(f"helpdesk: {report.refused}", file=sys.stderr)
    elif alone:
        print(*text.lines(report, pages, base), sep="\n")
    else:
        print(many.line(report), flush=True)


def _root(desk: Path | None) -> Path | None:
    """The folder of the help desk: the one named, the current one, or the one that came with this program."""
    places = [desk] if desk else [Path(), CONTENT]
    return next((place for place in places if (place / MISTAKE.folder).is_dir()), None)
