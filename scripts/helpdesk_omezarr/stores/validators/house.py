"""The help desk's own checks: rules of the specification that no other validator here looks at in every version.

Each check is a function of all nodes of the store that yields messages; its docstring names the clause.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import Node, image_arrays, spec_version, walk
from helpdesk_omezarr.stores.validators.saying import Checked

VERSION = ""  # it is a part of the help desk


def check(folder: Path, version: str) -> Iterator[Finding | Checked]:
    """Findings of all checks; counts groups and arrays."""
    nodes = walk(folder)
    for one in CHECKS:
        for rule, node, place, said in one(nodes, version):
            yield Finding("error", node.document, place, rule, said, "house", said)
    if any(node.kinds for node in nodes):
        yield Checked(len(nodes))


type Said = Iterator[tuple[str, Node, str, str]]  # rule, node, pointer, sentence


def top_group(nodes: list[Node], version: str) -> Said:
    """Viewers and libraries open the top: https://ngff.openmicroscopy.org/0.5/index.html#metadata."""
    inner = next((node for node in nodes if node.kinds), None)
    if inner and inner.path:
        said = f"the top group has no OME-Zarr metadata; it begins one level down: open {inner.path}"
        yield "top-group", nodes[0], "", said


def stated_version(nodes: list[Node], version: str) -> Said:
    """One version in a hierarchy: https://ngff.openmicroscopy.org/0.5/index.html#metadata."""
    for node in nodes:
        stated = spec_version([node])
        if stated not in (None, version):
            said = f"{node.document} states version {stated}, but this is to be {version}"
            yield "other-version", node, f"{node.ome_at}/version", said
        elif stated is None and node.kinds and node.zarr_format == 3:
            yield "no-version", node, node.ome_at, f"{node.document} states no version in ome.version"


def separator(nodes: list[Node], version: str) -> Said:
    """Chunks lie in nested folders since 0.2: https://ngff.openmicroscopy.org/0.4/index.html#image-layout."""
    for node in image_arrays(nodes):
        if node.zarr_format == 2 and node.array and node.array.get("dimension_separator", ".") != "/":
            said = f'{node.path}/.zarray: "dimension_separator" must be "/", so that chunks lie in nested folders'
            yield "separator", node, "/dimension_separator", said


def label_levels(nodes: list[Node], version: str) -> Said:
    """A label image has as many levels as its image: https://ngff.openmicroscopy.org/0.5/index.html#labels-md."""
    at = {node.path: node for node in nodes}
    for labels in nodes:
        if "labels" not in labels.kinds or not isinstance(labels.ome["labels"], list):
            continue
        image = at.get(posixpath.dirname(labels.path))
        for name in labels.ome["labels"]:
            label = at.get(f"{labels.path}/{name}")
            if image and label and label.kinds and _levels(image) != _levels(label):
                said = f"{label.document}: {_levels(label)} levels, but its image has {_levels(image)}"
                yield "label-levels", label, f"{label.ome_at}/multiscales/0/datasets", said


def omero_color(nodes: list[Node], version: str) -> Said:
    """A color is six hexadecimal digits: https://ngff.openmicroscopy.org/0.5/index.html#omero-md."""
    for node in nodes:
        omero = node.ome.get("omero")
        channels = omero.get("channels") if isinstance(omero, dict) else None
        for number, channel in enumerate(channels if isinstance(channels, list) else []):
            color = channel.get("color") if isinstance(channel, dict) else None
            if color is not None and not re.fullmatch("[0-9A-Fa-f]{6}", str(color)):
                said = f'{node.document} omero.channels[{number}].color: "{color}" is not six hexadecimal digits'
                yield "omero-color", node, f"{node.ome_at}/omero/channels/{number}/color", said


CHECKS = (top_group, stated_version, separator, label_levels, omero_color)


def _levels(node: Node) -> int:
    multiscales: Any = node.ome.get("multiscales")
    first = multiscales[0] if isinstance(multiscales, list) and multiscales else {}
    datasets = first.get("datasets") if isinstance(first, dict) else None
    return len(datasets) if isinstance(datasets, list) else 0
