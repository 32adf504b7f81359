"""What ``helpdesk explain`` does with its options."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from helpdesk.model.page import Page, read_page
from helpdesk.reading.configuration import site_address
from helpdesk_omezarr.explain import machine, many, text
from helpdesk_omezarr.explain.examine import Report, examine
from helpdesk_omezarr.explain.pages import Pages
from helpdesk_omezarr.explain.settings import read_settings
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.signatures import read_index
from helpdesk_omezarr.stores.processes import preload

_SLOW = 2.0  # seconds: what takes longer shows that it is at work


def run(options: argparse.Namespace) -> int:
    """Print a report on each store; returns the worst exit status."""
    settings = read_settings(options.config, options.ignore)
    places = [*options.store, *(map(str, many.stores_below(options.each)) if options.each else ())]
    if not places:
        what = f"there is no store below {options.each}" if options.each else "name a store, or a folder with --each"
        print(f"helpdesk: {what}", file=sys.stderr)
        return 2
    # Each validator loads its own package: that is done side by side, and only where it is asked.
    preload(("helpdesk_omezarr.stores.validators",))
    root = _root(options.desk)
    pages, base = Pages(lambda: _mistakes(root), read_index(root) if root else {}), site_address(root) if root else ""
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


def _mistakes(root: Path | None) -> Iterator[Page]:
    if root:
        yield from (read_page(MISTAKE, root, path) for path in MISTAKE.paths(root))


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
    """The folder of the help desk: the one named, the current one, or the one this program was installed from."""
    places = [desk] if desk else [Path(), Path(__file__).resolve().parents[3]]
    return next((place for place in places if (place / MISTAKE.folder).is_dir()), None)
