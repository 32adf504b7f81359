"""Asks validators about a reader's own store and makes one list of what they say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Literal

from helpdesk_omezarr.explaining.pages import Pages
from helpdesk_omezarr.stores.copying import Copy
from helpdesk_omezarr.stores.finding import SEVERITIES, Finding, Severity
from helpdesk_omezarr.stores.nodes import spec_version
from helpdesk_omezarr.stores.opening import opened
from helpdesk_omezarr.stores.places import Unreachable, sentence
from helpdesk_omezarr.stores.rules import rules
from helpdesk_omezarr.stores.validators import validate
from helpdesk_omezarr.stores.verdict import Verdict
from helpdesk_omezarr.stores.versions import Version, living, nearest

# Those whose word on a MUST is enough; what others say alone counts if the build saw it in a broken store.
_TRUSTED = {"schemas", "house", "tensorstore"}


@dataclass
class Report:
    """What came of one store. ``pages`` has the id of a mistake, or None, for each of ``findings``."""

    place: str
    name: str
    version: str = ""
    findings: list[Finding] = field(default_factory=list)
    pages: list[str | None] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: str = ""  # why there is nothing to judge

    @property
    def silent(self) -> list[str]:
        return [f"{one.validator} {one.version}".strip() for one in self.verdicts if one.outcome == "valid"]

    @property
    def gaps(self) -> list[tuple[str, str, str]]:
        """Validator, reason in a word, and its own message, for each that gave no judgment."""
        failed = [one for one in self.verdicts if one.outcome == "failed"]
        return [(one.validator, one.reason, message) for one in failed for message in one.messages[:1]]

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def status(self, *, strict: bool = False) -> int:
        """0: no error, 1: errors, 2: nothing could be judged."""
        if self.count("error") or (strict and self.count("warning")):
            return 1
        judged = {one.validator for one in self.verdicts if one.outcome == "valid"} & _TRUSTED
        return 0 if judged or (self.findings and self.verdicts) else 2


def examine(
    place: str,
    pages: Pages,
    seconds: float = 60,
    *,
    everything: bool = False,
    severities: Mapping[str, Severity | Literal["off"]] | None = None,
) -> Report:
    """What is wrong with the store at ``place``, which is read within ``seconds``; with ``everything`` all of a plate,
    and by all validators. ``severities`` turns findings of a code into "error", "warning", "note" or "off".
    """
    try:
        with opened(place, seconds, everything=everything) as copy:
            report = _judged(place, copy, pages, everything=everything)
    except Unreachable as reason:
        return Report(place, place, refused=str(reason))
    return _with_own_severities(report, severities or {})


def _judged(place: str, copy: Copy, pages: Pages, *, everything: bool) -> Report:
    name = copy.folder.name
    remarks = list(copy.remarks)
    if copy.unreadable:  # every validator would say the same in other words
        return _paged(Report(place, name, "", copy.unreadable, remarks=remarks), pages, "")
    version = _version(name, copy)
    verdicts = _ask(copy, version, everything=everything)
    said = [finding for one in verdicts for finding in one.findings]
    inside = [finding for finding in said if str(copy.folder.parent.parent) not in finding.said]
    if len(inside) < len(said):
        remarks.append("the metadata lead out of this folder, where nothing was read: give what is above it")
    if copy.wells[1]:
        remarks.append(f"{copy.wells[0]} of {copy.wells[1]} wells were looked into: use --all for every one")
    report = Report(place, name, version.version, copy.findings + inside, verdicts=verdicts, remarks=remarks)
    return _paged(report, pages, version.version)


def _version(name: str, copy: Copy) -> Version:
    """The version whose rules hold for the store. Raises :class:`Unreachable` where it cannot be told."""
    nodes = list(copy.nodes.values())
    stated = spec_version(nodes)
    found = nearest(stated, nodes[0].zarr_format)
    if found is None:
        raise Unreachable(sentence("version", name=name, version=stated, known=", ".join(living())))
    return found


def _ask(copy: Copy, version: Version, *, everything: bool) -> list[Verdict]:
    groups: list[Sequence[str]] = list(version.quick)
    if everything:
        groups += [[one] for one in version.validators if not any(one in group for group in version.quick)]
    if not copy.chunks:
        groups = [[one for one in group if one != "tensorstore"] for group in groups]
    asked = []
    for group in filter(None, groups):
        whole = [one for one in group if one in ("schemas", "house")]
        some = [one for one in group if one not in whole]
        if copy.sample == copy.folder:
            whole, some = [*group], []
        asked += [(folder, names) for folder, names in ((copy.folder, whole), (copy.sample, some)) if names]
    with ThreadPoolExecutor(len(asked)) as pool:
        said = pool.map(lambda one: validate(one[0], version.version, only=one[1]), asked)
    order = {name: number for number, name in enumerate(version.validators)}
    return sorted((verdict for verdicts in said for verdict in verdicts), key=lambda one: order[one.validator])


def _paged(report: Report, pages: Pages, version: str) -> Report:
    judges = {one.validator for one in report.verdicts if one.outcome != "failed"} | {"house"}
    if not any(one.severity == "error" and one.validator in _TRUSTED for one in report.findings):
        report.findings = [_doubted(one, pages, version) for one in report.findings]
    found = report.findings
    report.findings = without_consequences(found)
    untold = [one for one in found if one not in report.findings]
    report.findings.sort(key=lambda one: (SEVERITIES.index(one.severity), one.validator != "house"))
    report.pages = pages.find(report.findings, version, judges, untold)
    return report


def without_consequences(findings: list[Finding]) -> list[Finding]:
    """Without what may follow from an error in the same document, or in one of a group above."""
    follow = {f"house/{rule.code}" for rule in rules() if rule.follows}
    causes = {
        posixpath.dirname(one.document)
        for one in findings
        if one.severity == "error" and one.validator in ("schemas", "house") and code(one) not in follow
    }
    return [one for one in findings if code(one) not in follow or not causes & set(_above(one.document))]


def _above(document: str) -> Iterator[str]:
    """The paths of the group of a document and of all groups above it."""
    path = posixpath.dirname(document)
    while path:
        yield path
        path = posixpath.dirname(path)
    yield ""


def _doubted(finding: Finding, pages: Pages, version: str) -> Finding:
    """A library alone against schemas and rules is no proof, unless the build knows the finding from a broken store."""
    alone = finding.severity == "error" and finding.validator not in _TRUSTED
    known = pages.knows(finding, version) or not pages.index
    return replace(finding, severity="warning") if alone and not known else finding


def _with_own_severities(report: Report, severities: Mapping[str, Severity | Literal["off"]]) -> Report:
    kept: list[tuple[Finding, str | None]] = []
    for finding, page in zip(report.findings, report.pages, strict=True):
        wanted = severities.get(code(finding), finding.severity)
        if wanted != "off":
            kept.append((replace(finding, severity=wanted), page))
    report.findings, report.pages = [one for one, _ in kept], [page for _, page in kept]
    return report


def code(finding: Finding) -> str:
    """The name of a kind of finding in configuration and in what programs read: ``house/omero-color``."""
    return f"{finding.validator}/{finding.rule.replace(' ', '-')}"
