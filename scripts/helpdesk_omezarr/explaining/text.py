"""Prints a report for people."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk_omezarr.explaining.examine import Report
from helpdesk_omezarr.explaining.grouping import Group, grouped
from helpdesk_omezarr.explaining.pages import Pages


def lines(report: Report, pages: Pages, base: str) -> Iterator[str]:
    """The report line by line; ``base`` is the address of the site."""
    yield f"{report.name}: {f'OME-Zarr {report.version}' if report.version else 'metadata that cannot be read'}"
    groups = grouped(report.findings, report.pages)
    for page in dict.fromkeys(group.page for group in groups if group.page):
        entry = pages[page]
        yield f"\n{entry.title}\n  {base}{entry.url}"
        yield from (_told(group) for group in groups if group.page == page)
    if others := [group for group in groups if group.page is None and group.severity == "error"]:
        yield f"\nNo mistake of this help desk looks like this; ask here:\n  {base}docs/channels.html"
        yield from map(_told, others)
    if others := [group for group in groups if group.page is None and group.severity != "error"]:
        yield ""
        yield from (_told(group).strip() for group in others)
    yield from (f"note: {remark}" for remark in report.remarks)
    yield ""
    gaps = [gap for gap in report.gaps if gap[1] != "not installed"]
    yield from (f"no judgment: {name} ({reason}): {message}" for name, reason, message in gaps)
    if absent := [name for name, reason, _ in report.gaps if reason == "not installed"]:
        yield f"not asked, as not installed: {', '.join(absent)}"
    if report.silent:
        yield f"found nothing: {', '.join(report.silent)}"
    yield conclusion(report)


def conclusion(report: Report) -> str:
    """The last line: how many errors and warnings, or valid, or no judgment."""
    groups = grouped(report.findings, report.pages)
    counts = [(sum(group.severity == one for group in groups), one) for one in ("error", "warning")]
    told = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts if number)
    if report.count("error"):
        return told
    if report.status() == 2:
        return "could not tell whether the dataset is valid"
    return f"valid, {told}" if told else "valid"


def _told(group: Group) -> str:
    severity = "" if group.severity == "error" else f"{group.severity}: "
    return f"  {severity}{group.validator}: {group.line}"
