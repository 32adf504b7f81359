"""The help desk's own rules: what the specification asks for and no other validator here looks at in every version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk_omezarr.stores.breaches import broken_rules
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import walk
from helpdesk_omezarr.stores.validators.saying import Checked

VERSION = ""  # it is a part of the help desk


def check(folder: Path, version: str) -> Iterator[Finding | Checked]:
    """Findings of all rules; counts groups and arrays."""
    nodes = walk(folder)
    yield from broken_rules(folder, nodes, version)
    if any(node.kinds for node in nodes):
        yield Checked(len(nodes))
