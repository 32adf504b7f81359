"""The help desk's own rules: what the specification asks for and no other validator here looks at in every version.

Most are data (:mod:`helpdesk_omezarr.stores.rules`); the others need two ends of a transform, or an XML document.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import Node, spec_version, walk
from helpdesk_omezarr.stores.ome_xml import xml_findings
from helpdesk_omezarr.stores.rules import broken_rules
from helpdesk_omezarr.stores.transforms import transform_findings
from helpdesk_omezarr.stores.validators.saying import Checked
from helpdesk_omezarr.stores.versions import versions

VERSION = ""  # it is a part of the help desk


def check(folder: Path, version: str) -> Iterator[Finding | Checked]:
    """Findings of all rules; counts groups and arrays."""
    nodes = walk(folder)
    yield from _top_group(nodes)
    yield from _other_version(nodes, version)
    yield from broken_rules(nodes, version)
    yield from transform_findings(nodes)
    yield from xml_findings(folder, nodes)
    if any(node.kinds for node in nodes):
        yield Checked(len(nodes))


def _top_group(nodes: list[Node]) -> Iterator[Finding]:
    """Viewers and libraries open the top: https://ngff.openmicroscopy.org/0.5/index.html#metadata."""
    inner = next((node for node in nodes if node.kinds), None)
    if inner and inner.path:
        said = f"the top group has no OME-Zarr metadata; it begins one level down: open {inner.path}"
        yield Finding("error", nodes[0].document, "", "top-group", said, "house", said, "image-one-level-down")


def _other_version(nodes: list[Node], version: str) -> Iterator[Finding]:
    """What the store states is what was asked for: https://ngff.openmicroscopy.org/0.5/index.html#metadata.

    That a version is misspelled is told by a rule.
    """
    for node in nodes:
        stated = spec_version([node])
        if stated in versions() and stated != version:
            said = f"{node.document} states version {stated}, but this is to be {version}"
            place = f"{node.ome_at}/version"
            yield Finding("error", node.document, place, "other-version", said, "house", said)
