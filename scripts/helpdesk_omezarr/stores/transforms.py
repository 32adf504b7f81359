"""What the transforms of OME-Zarr 0.6 must have between two coordinate systems; the rules that need both ends.

https://ngff.openmicroscopy.org/specifications/0.6/index.html#coordinatetransformations-metadata
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from helpdesk_omezarr.stores.finding import Finding, pointer
from helpdesk_omezarr.stores.nodes import Node, list_at, mapping, mappings

type Sizes = dict[str, int]  # name of a coordinate system -> how many axes it has
_LABEL_TRANSFORMS = {"identity", "scale", "translation", "sequence"}


def transform_findings(nodes: list[Node]) -> Iterator[Finding]:
    """Findings about the transforms of images and scenes."""
    for node in nodes:
        for number, multiscale in enumerate(mappings(list_at(node.ome, "multiscales"))):
            if "coordinateSystems" in multiscale:
                yield from _of_image(node, multiscale, ("multiscales", number))
        if isinstance(scene := node.ome.get("scene"), dict):
            yield from _of_scene(node, scene)


def _sizes(block: dict[str, Any]) -> Sizes:
    systems = mappings(list_at(block, "coordinateSystems"))
    return {str(one.get("name")): len(one["axes"]) for one in systems if isinstance(one.get("axes"), list)}


def _of_image(node: Node, multiscale: dict[str, Any], place: tuple[str | int, ...]) -> Iterator[Finding]:
    sizes = _sizes(multiscale)
    first = next(iter(mappings(list_at(multiscale, "datasets"))), {})
    level = next(iter(mappings(list_at(first, "coordinateTransformations"))), {})
    intrinsic = str(mapping(level.get("output")).get("name"))
    levels = mappings(
        [
            one
            for dataset in mappings(list_at(multiscale, "datasets"))
            for one in list_at(dataset, "coordinateTransformations")
        ]
    )
    reached = {intrinsic, *(str(mapping(one.get("output")).get("name")) for one in levels)}
    for number, transform in enumerate(mappings(list_at(multiscale, "coordinateTransformations"))):
        here = (*place, "coordinateTransformations", number)
        ends = [mapping(transform.get(key)) for key in ("input", "output")]
        names = {str(end.get("name")) for end in ends if "path" not in end}
        reached |= names
        if any(str(end.get("path")).startswith("labels/") for end in ends):
            if transform.get("type") not in _LABEL_TRANSFORMS:
                said = f"a {transform.get('type')} stands between an image and its labels: identity, scale, translation"
                yield _finding(node, here, "label-transform", f"{said} or a sequence may", "label-transform-affine")
        elif intrinsic in sizes and names <= sizes.keys() and intrinsic not in names:
            said = f"the transform does not begin or end at {intrinsic}, to which the levels lead"
            yield _finding(node, here, "not-intrinsic", said, "image-transform-not-intrinsic")
        yield from _of_transform(node, here, transform, *(sizes.get(str(end.get("name"))) for end in ends))
    if intrinsic in sizes and (alone := sizes.keys() - reached - {"None"}):
        said = f"no transform leads to {', '.join(sorted(alone))}"
        yield _finding(node, (*place, "coordinateSystems"), "unconnected", said, "system-unconnected")


def _of_scene(node: Node, scene: dict[str, Any]) -> Iterator[Finding]:
    sizes = _sizes(scene)
    for number, transform in enumerate(mappings(list_at(scene, "coordinateTransformations"))):
        here = ("scene", "coordinateTransformations", number)
        ends = [mapping(transform.get(key)) for key in ("input", "output")]
        for end in ends:
            if sizes and "path" not in end and isinstance(end.get("name"), str) and end["name"] not in sizes:
                said = f"the scene has no coordinate system {end['name']}: one of an image needs the path of the image"
                yield _finding(node, here, "scene-path", said, "scene-path-missing")
        names = [end["name"] for end in ends if isinstance(end.get("name"), str)]
        known = next((sizes[name] for name in names if name in sizes), None)
        yield from _of_transform(node, here, transform, known, known)


def _of_transform(
    node: Node, place: tuple[str | int, ...], transform: dict[str, Any], before: int | None, after: int | None
) -> Iterator[Finding]:
    """Lengths of the numbers of a transform from ``before`` to ``after`` axes; None is an unknown number."""
    kind = str(transform.get("type"))
    numbers = transform.get(kind)
    if kind in ("scale", "translation") and isinstance(numbers, list) and before is not None and len(numbers) != before:
        said = f"{len(numbers)} numbers for {before} axes"
        yield _finding(node, (*place, kind), f"{kind}-axes", said, f"transform-{kind}-length")
    if kind == "mapAxis" and isinstance(numbers, list) and after is not None and len(numbers) != after:
        yield _finding(node, (*place, kind), "map-axis", f"{len(numbers)} entries for {after} axes", "map-axis-length")
    rows = isinstance(numbers, list) and all(isinstance(row, list) for row in numbers)
    if kind == "affine" and rows and isinstance(numbers, list) and before is not None and after is not None:
        lengths = {len(row) for row in numbers}
        if len(numbers) != after or lengths - {before + 1}:
            said = f"the matrix has {len(numbers)} rows of {max(lengths, default=0)}, not {after} of {before + 1}"
            yield _finding(node, (*place, kind), "affine-shape", said, "affine-shape")
    if kind == "bijection":
        for way, one, other in (("forward", before, after), ("inverse", after, before)):
            inner = mapping(transform.get(way))
            for found in _of_transform(node, (*place, way), inner, one, other):
                yield _finding(node, (*place, way), "bijection", found.message, "bijection-dimensions")
    if kind == "byDimension":
        yield from _by_dimension(node, place, transform)


def _by_dimension(node: Node, place: tuple[str | int, ...], transform: dict[str, Any]) -> Iterator[Finding]:
    parts = mappings(list_at(transform, "transformations"))
    outputs = Counter(str(axis) for part in parts for axis in list_at(part, "outputAxes"))
    if twice := [axis for axis, count in outputs.items() if count > 1]:
        said = f"axis {', '.join(twice)} is made twice"
        yield _finding(node, place, "by-dimension-twice", said, "by-dimension-output-twice")
    for number, part in enumerate(parts):
        inner, here = mapping(part.get("transformation")), (*place, "transformations", number)
        axes = [len(one) if isinstance(one := part.get(key), list) else None for key in ("inputAxes", "outputAxes")]
        for found in _of_transform(node, here, inner, *axes):
            yield _finding(node, here, "by-dimension-length", found.message, "by-dimension-length")


def _finding(node: Node, place: tuple[str | int, ...], rule: str, message: str, page: str) -> Finding:
    where = node.ome_at + pointer(place)
    said = f"{node.document} {'.'.join(map(str, place))}: {message}"
    return Finding("error", node.document, where, rule, message, "house", said, page)
