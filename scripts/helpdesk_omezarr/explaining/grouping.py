"""Puts findings of one kind together, so that a thousand of them are one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpdesk_omezarr.stores.finding import SEVERITIES, Finding, Severity
from helpdesk_omezarr.stores.rules import rules

SHOWN = 5  # places named in a line
LONGEST = 300  # characters of what somebody else says


@dataclass(frozen=True)
class Group:
    """Findings of one rule with one page, or none. ``line`` says all of them."""

    severity: Severity
    validator: str
    page: str | None
    line: str
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding], pages: Iterable[str | None]) -> list[Group]:
    """Errors first, and of those the rules of the house; the others in the order in which they were found."""
    kinds: dict[tuple[str, str, str, str, str | None], list[Finding]] = {}
    for finding, page in zip(findings, pages, strict=True):
        validator, rule, place = finding.kind
        where = "" if validator == "house" else place
        kinds.setdefault((finding.severity, validator, rule, where, page), []).append(finding)
    groups = [
        Group(members[0].severity, members[0].validator, key[-1], _line(members), tuple(members))
        for key, members in kinds.items()
    ]
    return sorted(groups, key=lambda group: (SEVERITIES.index(group.severity), group.validator != "house"))


def _line(members: list[Finding]) -> str:
    lines = list(dict.fromkeys(member.said for member in members))
    if len(lines) == 1:
        return _short(lines[0])
    many = next((rule.many for rule in rules() if rule.code == members[0].rule), "")
    if members[0].validator == "house" and many:
        about = list(dict.fromkeys(member.about for member in members))
        shown = ", ".join(about[:SHOWN]) + (", ..." if len(about) > SHOWN else "")
        documents = list(dict.fromkeys(member.document for member in members))
        where = documents[0] if len(documents) == 1 else f"{len(documents)} documents"
        return f"{where}: {many.format(count=len(members), list=shown)}"
    return f"{_short(lines[0])} (and {len(lines) - 1} more like this)"


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 4].rstrip()} ..."
