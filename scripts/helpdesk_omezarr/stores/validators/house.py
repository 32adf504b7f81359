"""The help desk's own checks: rules of the specification that no other validator here looks at in every version.

Each check is a function of all nodes of the store that yields messages; its docstring names the clause.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.nodes import Node, spec_version, walk

VERSION = ""  # it is a part of the help desk


def check(folder: Path, version: str) -> tuple[list[str], int]:
    """Messages of all checks; counts groups and arrays."""
    nodes = walk(folder)
    messages = [message for one in CHECKS for message in one(nodes, version)]
    return messages, len(nodes) if any(node.kinds for node in nodes) else 0


def top_group(nodes: list[Node], version: str) -> Iterator[str]:
    """Viewers and libraries open the top: https://ngff.openmicroscopy.org/0.5/index.html#metadata."""
    inner = next((node for node in nodes if node.kinds), None)
    if inner and inner.path:
        yield f"the top group has no OME-Zarr metadata; it begins one level down: open {inner.path}"


def stated_version(nodes: list[Node], version: str) -> Iterator[str]:
    """One version in a hierarchy: https://ngff.openmicroscopy.org/0.5/index.html#metadata."""
    for node in nodes:
        stated = spec_version([node])
        if stated not in (None, version):
            yield f"{node.document} states version {stated}, but this is to be {version}"
        elif stated is None and node.kinds and node.zarr_format == 3:
            yield f"{node.document} states no version in ome.version"


def separator(nodes: list[Node], version: str) -> Iterator[str]:
    """Chunks lie in nested folders since 0.2: https://ngff.openmicroscopy.org/0.4/index.html#image-layout."""
    if version != "0.4":
        return
    for node in nodes:
        if node.array is not None and node.array.get("dimension_separator", ".") != "/":
            yield f'{node.path}/.zarray: "dimension_separator" must be "/", so that chunks lie in nested folders'


def label_levels(nodes: list[Node], version: str) -> Iterator[str]:
    """A label image has as many levels as its image: https://ngff.openmicroscopy.org/0.5/index.html#labels-md."""
    at = {node.path: node for node in nodes}
    for labels in nodes:
        if "labels" not in labels.kinds or not isinstance(labels.ome["labels"], list):
            continue
        image = at.get(posixpath.dirname(labels.path))
        for name in labels.ome["labels"]:
            label = at.get(f"{labels.path}/{name}")
            if image and label and label.kinds and _levels(image) != _levels(label):
                yield f"{label.document}: {_levels(label)} levels, but its image has {_levels(image)}"


def omero_color(nodes: list[Node], version: str) -> Iterator[str]:
    """A color is six hexadecimal digits: https://ngff.openmicroscopy.org/0.5/index.html#omero-md."""
    for node in nodes:
        omero = node.ome.get("omero")
        channels = omero.get("channels") if isinstance(omero, dict) else None
        for number, channel in enumerate(channels if isinstance(channels, list) else []):
            color = channel.get("color") if isinstance(channel, dict) else None
            if color is not None and not re.fullmatch("[0-9A-Fa-f]{6}", str(color)):
                yield f'{node.document} omero.channels[{number}].color: "{color}" is not six hexadecimal digits'


CHECKS = (top_group, stated_version, separator, label_levels, omero_color)


def _levels(node: Node) -> int:
    multiscales: Any = node.ome.get("multiscales")
    first = multiscales[0] if isinstance(multiscales, list) and multiscales else {}
    datasets = first.get("datasets") if isinstance(first, dict) else None
    return len(datasets) if isinstance(datasets, list) else 0
