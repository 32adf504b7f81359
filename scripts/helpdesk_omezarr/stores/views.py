"""What rules look at: each group, and each level of an image, as one plain mapping.

A rule sees nothing else, so that another program (a page in a browser) can make the same mappings from the same
documents and run the same rules.

The store: ``begins_below`` (the path of the first group with OME-Zarr metadata, if the top has none at all).

A group: ``ome`` (its OME-Zarr metadata), ``attributes`` (all of them), ``zarr_format``, ``kinds``, ``path``,
``at_top``; ``stated`` (the version that it states, or null), ``top_version`` (what the first group states),
``known_version`` (``stated``, if there is such a version) and ``asked`` (the version whose rules hold); of its first
multiscale, in every version, ``axes``, ``axis_names`` and ``levels`` (how many); ``image_levels`` (for an image in
``labels``: how many its image has), ``labels_found`` (names of the images below a group of labels), ``wells_below``
(paths of the wells below a group of bioformats2raw), ``plate`` (for a well: that of its plate).

A level: ``array`` (its document), ``dataset``, ``number``, ``label``, ``shape``, ``dtype``, ``names`` (dimension names
or null), ``zarr_format``, ``separator`` (of Zarr v2), ``dotted`` (whether files in it are called 0.0.0), ``size`` (its
shape, and its scale or null where there is no plain one), ``axes``, ``axis_names``, ``first`` and ``before`` (the same
of the first level, and of the one before).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpdesk_omezarr.stores.nodes import Node, list_at, mappings, spec_version
from helpdesk_omezarr.stores.versions import versions


@dataclass(frozen=True)
class View:
    """``starts`` has, for the first word of a selector, the JSON pointer in ``document`` where that value stands."""

    kind: str
    node: Node
    value: dict[str, Any]
    document: str
    starts: dict[str, str]


def views(nodes: list[Node], version: str) -> Iterator[View]:
    """The views of a store of ``version``, of all groups and of levels, each group before its levels."""
    at = {node.path: node for node in nodes}
    first = next((node for node in nodes if node.kinds), None)
    top = spec_version([first]) if first else None
    if first:
        below = "" if nodes[0].is_meant else first.path
        yield View("store", nodes[0], {"begins_below": below}, nodes[0].document, {})
    for node in nodes:
        if node.array is None:
            starts = {"ome": node.ome_at, "attributes": node.attributes_at, "stated": f"{node.ome_at}/version"}
            starts["axes"] = f"{node.ome_at}/multiscales/0"
            starts |= {"levels": f"{node.ome_at}/multiscales/0/datasets", "labels_found": f"{node.ome_at}/labels"}
            starts["known_version"] = starts["stated"]
            value = _group(node, at, nodes, top) | {"asked": version}
            yield View("group", node, value, node.document, starts)
            yield from _levels(node, at)


def _group(node: Node, at: dict[str, Node], nodes: list[Node], top: str | None) -> dict[str, Any]:
    above = at.get(posixpath.dirname(posixpath.dirname(node.path))) if node.path else None
    in_labels = posixpath.basename(posixpath.dirname(node.path)) == "labels"
    plate = above.ome.get("plate") if above and "well" in node.kinds else None
    looks_below = {"labels", "bioformats2raw"} & set(node.kinds)
    below = [one for one in nodes if one.path.startswith(node.path and f"{node.path}/")] if looks_below else []
    axes = image_axes(node)
    stated = spec_version([node])
    return {
        "ome": node.ome,
        "attributes": node.attributes,
        "zarr_format": node.zarr_format,
        "kinds": node.kinds,
        "path": node.path,
        "at_top": node.path == "",
        "stated": stated,
        "known_version": stated if stated in versions() else None,
        "top_version": top,
        "axes": axes,
        "axis_names": names_of(axes),
        "levels": _count(node),
        "image_levels": _count(above) if above and in_labels and "image" in above.kinds else None,
        "labels_found": _labels(node, below) if "labels" in node.kinds else [],
        "wells_below": [one.path for one in below if "well" in one.kinds] if "bioformats2raw" in node.kinds else [],
        "plate": plate,
    }


def _labels(node: Node, below: list[Node]) -> list[str]:
    others = (one for one in below if one is not node)
    return [posixpath.relpath(one.path, node.path or ".") for one in others if "image" in one.kinds]


def _count(node: Node) -> int:
    return len(mappings(list_at(_multiscale(node), "datasets")))


def _multiscale(node: Node) -> dict[str, Any]:
    return next(iter(mappings(list_at(node.ome, "multiscales"))), {})


def image_axes(node: Node) -> list[Any]:
    """The axes of an image: up to 0.5 its own, from 0.6 those of the coordinate system to which its levels lead."""
    multiscale = _multiscale(node)
    if isinstance(axes := multiscale.get("axes"), list):
        return axes
    systems = {str(one.get("name")): list_at(one, "axes") for one in mappings(list_at(multiscale, "coordinateSystems"))}
    first = next(iter(mappings(list_at(multiscale, "datasets"))), {})
    transform = next(iter(mappings(list_at(first, "coordinateTransformations"))), {})
    output = transform.get("output")
    return systems.get(str(output.get("name") if isinstance(output, dict) else output), [])


def names_of(axes: list[Any]) -> list[Any]:
    return [axis.get("name") if isinstance(axis, dict) else axis for axis in axes]


def _levels(node: Node, at: dict[str, Node]) -> Iterator[View]:
    axes = image_axes(node)
    common = {"axes": axes, "axis_names": names_of(axes), "label": "labels" in node.path.split("/")[:-1]}
    for multiscale in mappings(list_at(node.ome, "multiscales")):
        first: dict[str, Any] = {}
        before: dict[str, Any] = {}
        for number, dataset in enumerate(mappings(list_at(multiscale, "datasets"))):
            array = at.get(posixpath.normpath(posixpath.join(node.path, str(dataset.get("path")))))
            if array is None or array.array is None:
                continue
            value = _level(array.array, dataset)
            first = first or value
            document = array.document.replace(".zattrs", ".zarray")
            dotted = any(re.fullmatch(r"\d+(\.\d+)+", name) for name in array.members)
            view = value | common | {"number": number, "first": first, "before": before, "dotted": dotted}
            view["zarr_format"] = array.zarr_format
            starts = {"array": "", "shape": "/shape", "separator": "/dimension_separator"}
            starts["dtype"] = "/data_type" if array.zarr_format == 3 else "/dtype"
            yield View("level", array, view, document, starts)
            before = value


def _level(array: dict[str, Any], dataset: dict[str, Any]) -> dict[str, Any]:
    transforms = mappings(list_at(dataset, "coordinateTransformations"))
    steps = [step for one in transforms for step in (mappings(one.get("transformations")) or [one])]
    scale = next((step.get("scale") for step in steps if step.get("type") == "scale"), None)
    numbers = isinstance(scale, list) and all(isinstance(one, int | float) for one in scale)
    shape = list_at(array, "shape")
    old = {"separator": array.get("dimension_separator", ".")} if "chunks" in array else {}
    return old | {
        "array": array,
        "dataset": dataset,
        "shape": shape,
        "dtype": dtype(array),
        "names": array.get("dimension_names"),
        "size": {"shape": shape, "scale": scale if numbers else None},
    }


def dtype(array: dict[str, Any]) -> str:
    """The data type as Zarr v3 names it; one of v2 that has no such name stays as it is."""
    if "data_type" in array:
        return str(array["data_type"])
    told = str(array.get("dtype"))
    kind, size = told[1:2], told[2:]
    if kind in "iuf" and size.isdecimal() and told[0] in "<>|":
        return f"{({'i': 'int', 'u': 'uint', 'f': 'float'})[kind]}{int(size) * 8}"
    return "bool" if told == "|b1" else told
