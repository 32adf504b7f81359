"""Views of the transforms of OME-Zarr 0.6, with what is known of the coordinate systems at both ends.

https://ngff.openmicroscopy.org/specifications/0.6/index.html#coordinatetransformations-metadata

A view "transform": ``type``; ``before`` and ``after`` (how many axes both ends have, null where nobody can tell);
``scale``, ``translation`` and ``mapAxis`` (how many numbers, for a transform of that type), ``affine`` (rows and
columns) and ``affine_wanted``, ``made_twice`` (axes that two parts of a byDimension make); ``inside`` (the type of the
transform that holds it; null for one that stands alone). Of an image: ``to_labels`` (whether it leads to a label
image), ``intrinsic`` (the system to which the levels lead) and ``ends`` (both names, where all of them are known). Of
a scene: ``unknown_input`` and ``unknown_output`` (names that the scene has not).

A view "systems": ``unreached``, the names of the coordinate systems of an image to which no transform leads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from helpdesk_omezarr.stores.finding import pointer
from helpdesk_omezarr.stores.nodes import Node, list_at, mapping, mappings
from helpdesk_omezarr.stores.views import View

type Sizes = dict[str, int]  # name of a coordinate system -> how many axes it has
type Place = tuple[str | int, ...]


def transform_views(nodes: list[Node]) -> Iterator[View]:
    """The views of all transforms of images and scenes."""
    for node in nodes:
        for number, multiscale in enumerate(mappings(list_at(node.ome, "multiscales"))):
            if "coordinateSystems" in multiscale:
                yield from _of_image(node, multiscale, ("multiscales", number))
        if isinstance(scene := node.ome.get("scene"), dict):
            yield from _of_scene(node, scene)


def _of_image(node: Node, multiscale: dict[str, Any], place: Place) -> Iterator[View]:
    sizes = _sizes(multiscale)
    datasets = mappings(list_at(multiscale, "datasets"))
    levels = [one for dataset in datasets for one in _transforms(dataset)]
    intrinsic = _name(mapping((_transforms(datasets[0]) or [{}])[0].get("output"))) if datasets else None
    reached = {_name(mapping(one.get("output"))) for one in levels}
    for number, transform in enumerate(_transforms(multiscale)):
        ends = _ends(transform)
        names = [_name(end) for end in ends if "path" not in end]
        reached.update(names)
        known = intrinsic in sizes and all(name in sizes for name in names)
        about = {
            "to_labels": any(str(end.get("path")).startswith("labels/") for end in ends),
            "intrinsic": intrinsic if known else None,
            "ends": names if known else None,
        }
        here = (*place, "coordinateTransformations", number)
        yield from _views(node, here, transform, *(sizes.get(_name(end) or "") for end in ends), about=about)
    if intrinsic in sizes:
        unreached = ", ".join(sorted(sizes.keys() - reached))
        starts = {"unreached": node.ome_at + pointer((*place, "coordinateSystems"))}
        yield View("systems", node, {"unreached": unreached}, node.document, starts)


def _of_scene(node: Node, scene: dict[str, Any]) -> Iterator[View]:
    sizes = _sizes(scene)
    for number, transform in enumerate(_transforms(scene)):
        ends = _ends(transform)
        unknown = [
            _name(end) if sizes and "path" not in end and _name(end) not in sizes else None
            for end in ends
        ]  # fmt: skip
        known = next((sizes[name] for end in ends if (name := _name(end)) in sizes), None)
        about = dict(zip(("unknown_input", "unknown_output"), unknown, strict=True))
        yield from _views(node, ("scene", "coordinateTransformations", number), transform, known, known, about=about)


def _views(
    node: Node,
    place: Place,
    transform: dict[str, Any],
    before: int | None,
    after: int | None,
    *,
    about: dict[str, Any],
    inside: tuple[str, Place] | None = None,
) -> Iterator[View]:
    """The view of a transform from ``before`` to ``after`` axes, and those of what it consists of.

    ``inside``: the outermost transform that holds it, and the part of that which findings name.
    """
    kind = str(transform.get("type"))
    told = inside[1] if inside else place
    starts = dict.fromkeys((*about, "type", "made_twice"), node.ome_at + pointer(told))
    starts |= dict.fromkeys(("scale", "translation", "mapAxis", "affine"), node.ome_at + pointer(told))
    if not inside:
        starts[kind] = node.ome_at + pointer((*place, kind))
    value = {"type": kind, "before": before, "after": after, "inside": inside[0] if inside else None}
    value |= about | _numbers(kind, transform.get(kind), before, after)
    parts = mappings(list_at(transform, "transformations")) if kind == "byDimension" else []
    made = Counter(str(axis) for part in parts for axis in list_at(part, "outputAxes"))
    value["made_twice"] = ", ".join(axis for axis, count in made.items() if count > 1)
    yield View("transform", node, value, node.document, starts)
    if kind == "bijection":
        for way, one, other in (("forward", before, after), ("inverse", after, before)):
            here = (*place, way)
            yield from _views(
                node, here, mapping(transform.get(way)), one, other, about={}, inside=inside or (kind, here)
            )
    for number, part in enumerate(parts):
        here = (*place, "transformations", number)
        axes = [len(one) if isinstance(one := part.get(key), list) else None for key in ("inputAxes", "outputAxes")]
        inner = mapping(part.get("transformation"))
        yield from _views(node, here, inner, *axes, about={}, inside=inside or (kind, here))


def _numbers(kind: str, numbers: Any, before: int | None, after: int | None) -> dict[str, Any]:
    """How many numbers the transform has, under its type."""
    if not isinstance(numbers, list):
        return {}
    if kind in ("scale", "translation", "mapAxis"):
        return {kind: len(numbers)}
    if kind != "affine" or before is None or after is None or not all(isinstance(row, list) for row in numbers):
        return {}
    lengths = [len(row) for row in numbers if len(row) != before + 1]
    return {kind: [len(numbers), lengths[0] if lengths else before + 1], "affine_wanted": [after, before + 1]}


def _transforms(block: dict[str, Any]) -> list[dict[str, Any]]:
    return mappings(list_at(block, "coordinateTransformations"))


def _ends(transform: dict[str, Any]) -> list[dict[str, Any]]:
    return [mapping(transform.get(key)) for key in ("input", "output")]


def _name(end: dict[str, Any]) -> str | None:
    """The name of a coordinate system, if it is one; other values are told by the schemas."""
    return end["name"] if isinstance(end.get("name"), str) else None


def _sizes(block: dict[str, Any]) -> Sizes:
    systems = mappings(list_at(block, "coordinateSystems"))
    return {name: len(one["axes"]) for one in systems if (name := _name(one)) and isinstance(one.get("axes"), list)}
