"""``helpdesk explain``: validates a reader's own store and names the mistake behind each finding.

Exit code 0: valid, 1: something was found, 2: could not tell.
"""

from __future__ import annotations

import sys
from pathlib import Path

from helpdesk.model.page import Page, read_page
from helpdesk.reading.configuration import site_address
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.messages import Messages, explain_all
from helpdesk_omezarr.stores.documents import Unreadable
from helpdesk_omezarr.stores.nodes import Node, spec_version, walk
from helpdesk_omezarr.stores.remote import Unreachable
from helpdesk_omezarr.stores.snapshot import Snapshot, snapshot
from helpdesk_omezarr.stores.validators import BY_VERSION, validate
from helpdesk_omezarr.stores.verdict import Verdict
from helpdesk_omezarr.stores.versions import LIVING_VERSIONS

VALID, FOUND, UNKNOWN = 0, 1, 2
type Finding = tuple[str, str, str]  # validator, version of the store, message


def explain(place: str, desk: Path | None = None, seconds: float = 60) -> int:
    """Print what validators say about the store at ``place``; returns the exit code.

    ``desk`` is the folder of a help desk, ``seconds`` the time limit for reading the store.
    """
    root = _root(desk)
    try:
        with snapshot(place, seconds) as store:
            return _explain(store, root)
    except Unreachable as reason:
        print(f"helpdesk: {reason}", file=sys.stderr)
        return UNKNOWN


def _explain(store: Snapshot, root: Path | None) -> int:
    name = store.folder.name
    pages = [read_page(MISTAKE, root, path) for path in MISTAKE.paths(root)] if root else []
    said: list[Finding]
    version, verdicts = "", list[Verdict]()
    try:
        nodes = walk(store.folder)
        version = _version(name, nodes)
        names = [one for one in BY_VERSION[version] if store.chunks or one != "tensorstore"]
        verdicts = validate(store.folder, version, only=names)
        found = [(v.validator, version, text) for v in verdicts if v.outcome == "invalid" for text in v.messages]
        said = [finding for finding in found if str(store.scratch) not in finding[2]]
        if len(said) < len(found):
            store.remarks.append("the metadata lead out of this folder, where nothing was read: give what is above it")
        print(f"{name}: OME-Zarr {version}")
    except Unreadable as unreadable:
        # Every validator would say the same in other words.
        print(f"{name}: metadata that cannot be read")
        said = [("house", version, f"Unreadable: {unreadable}")]
    # That a validator finds nothing to check tells something about the other findings.
    failed = [(v.validator, version, text) for v in verdicts if v.outcome == "failed" for text in v.messages]
    _print_findings(said, explain_all(Messages(pages), [*said, *failed]), pages, root)
    for remark in store.remarks:
        print(f"note: {remark}")
    return _conclude(said, verdicts)


def _version(name: str, nodes: list[Node]) -> str:
    """The version whose rules hold for the store. Raises :class:`Unreachable` where it cannot be told."""
    if not nodes:
        raise Unreachable(f"{name} is no Zarr store: it has no zarr.json, .zgroup or .zarray")
    groups = [node for node in nodes if node.array is None]
    if not groups:
        raise Unreachable(f"{name} is a single Zarr array: an OME-Zarr image is the group above it")
    if "labels" in nodes[0].kinds:
        raise Unreachable(f"{name} only lists label images: give the image above it, and they are validated with it")
    stated = spec_version(nodes) or ("0.4" if nodes[0].zarr_format == 2 else "0.5")
    near = next((version for version in LIVING_VERSIONS if stated.startswith(version)), None)
    if near is None:
        known = ", ".join(LIVING_VERSIONS)
        raise Unreachable(f"{name} states version {stated!r}; only {known} can be validated here")
    return near


def _print_findings(
    said: list[Finding], mistakes: dict[Finding, str | None], pages: list[Page], root: Path | None
) -> None:
    by_ref = {page.ref: page for page in pages}
    base = site_address(root) if root else ""
    order = [*sorted({ref for finding in said if (ref := mistakes[finding])}), None]
    for ref in order:
        findings = [finding for finding in said if mistakes[finding] == ref]
        if not findings:
            continue
        if ref:
            print(f"\n{by_ref[ref].title}\n  {base}{by_ref[ref].url}")
        else:
            print(f"\nNo mistake of this help desk looks like this; ask here:\n  {base}docs/channels.html")
        for validator, _, message in findings:
            print(f"  {validator}: {message}")


def _conclude(said: list[Finding], verdicts: list[Verdict]) -> int:
    silent = [f"{v.validator} {v.version}".strip() for v in verdicts if v.outcome == "valid"]
    failed = [message for v in verdicts if v.outcome == "failed" for message in v.messages]
    print()
    for message in failed:
        print(f"no judgment: {message}")
    if silent:
        print(f"found nothing: {', '.join(silent)}")
    if said:
        print(f"{len(said)} finding(s)")
        return FOUND
    if failed or not silent:
        print("could not tell whether the store is valid")
        return UNKNOWN
    print("valid")
    return VALID


def _root(desk: Path | None) -> Path | None:
    """The folder of the help desk: the one named, the current one, or the one this program was installed from."""
    places = [desk] if desk else [Path(), Path(__file__).resolve().parents[2]]
    return next((place for place in places if (place / MISTAKE.folder).is_dir()), None)
