"""The groups and arrays of a store, read from its metadata documents without any Zarr library."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from helpdesk_omezarr.stores.documents import Unreadable, parse

# Metadata key -> what a group having it is. A label image has two: it is an image as well.
KINDS = {
    "plate": "plate",
    "well": "well",
    "scene": "scene",
    "bioformats2raw.layout": "bioformats2raw",
    "series": "series",
    "labels": "labels",
    "image-label": "label",
    "multiscales": "image",
}

DOCUMENTS = ("zarr.json", ".zgroup", ".zarray", ".zattrs")


@dataclass(frozen=True)
class Node:
    """A group or array at ``path`` ("" is the top). ``array`` is an array's metadata document, None for a group.

    ``members`` are the names of what is in its folder, where that was looked at.
    """

    path: str
    zarr_format: Literal[2, 3]
    document: str
    array: dict[str, Any] | None
    attributes: dict[str, Any] = field(default_factory=dict)
    members: tuple[str, ...] = ()

    @cached_property
    def ome(self) -> dict[str, Any]:
        """The OME-Zarr metadata: the attributes themselves up to 0.4, their key ``ome`` from 0.5."""
        found = self.attributes if self.zarr_format == 2 else self.attributes.get("ome")
        return found if self.array is None and isinstance(found, dict) else {}

    @property
    def attributes_at(self) -> str:
        """The JSON pointer of the attributes in the document."""
        return "" if self.document.endswith(".zattrs") else "/attributes"

    @property
    def ome_at(self) -> str:
        """The JSON pointer of the OME-Zarr metadata in the document."""
        return self.attributes_at and f"{self.attributes_at}/ome"

    @property
    def kinds(self) -> list[str]:
        """What the group is, most telling first."""
        return [kind for key, kind in KINDS.items() if key in self.ome]

    @property
    def is_meant(self) -> bool:
        """Whether metadata of OME-Zarr are there, if not where the version has them."""
        return bool({*self.attributes, *mapping(self.attributes.get("ome"))} & {*KINDS, "omero"})

    @property
    def name(self) -> str:
        """The path as people read it."""
        return self.path or "the top group"


def walk(folder: Path) -> list[Node]:
    """All nodes below ``folder``, each group before its members. Links are not followed. Raises :class:`Unreadable`."""
    nodes = []
    for place, folders, names in folder.walk():
        folders.sort()
        path = place.relative_to(folder).as_posix().removeprefix(".")
        node = _node(folder, path, set(names))
        if node:
            nodes.append(replace(node, members=tuple(sorted([*folders, *names]))))
            if node.array is not None:
                folders.clear()
    return nodes


def image_arrays(nodes: list[Node]) -> list[Node]:
    """The arrays that the levels of images name; all, where no image names any. Others may hold what they like."""
    named = {_join(node.path, path) for node in nodes for path in level_paths(node)}
    arrays = [node for node in nodes if node.array is not None]
    return [node for node in arrays if node.path in named] or arrays


def level_paths(node: Node) -> list[str]:
    """The paths of the levels of an image, as they stand in its metadata."""
    return [
        dataset["path"]
        for multiscale in mappings(node.ome.get("multiscales"))
        for dataset in mappings(multiscale.get("datasets"))
        if isinstance(dataset.get("path"), str)
    ]


def spec_version(nodes: list[Node]) -> str | None:
    """The OME-Zarr version the first group with such metadata states; "0.4" for unmarked metadata in Zarr format 2."""
    for node in nodes:
        if node.zarr_format == 3 and "version" in node.ome:
            return str(node.ome["version"])
        if node.zarr_format == 2 and node.kinds:
            stated = [entry for key in KINDS for entry in mappings(node.ome.get(key)) if "version" in entry]
            return str(stated[0]["version"]) if stated else "0.4"
    return None


def _node(folder: Path, path: str, names: set[str]) -> Node | None:
    wanted = ["zarr.json"] if "zarr.json" in names else [name for name in DOCUMENTS if name in names]
    return node_of(path, {name: _read(folder, path, name) for name in wanted})


def node_of(path: str, documents: dict[str, dict[str, Any]]) -> Node | None:
    """The group or array at ``path``, from its parsed documents by name; None where they make none."""
    if "zarr.json" in documents:
        value = documents["zarr.json"]
        array = value if value.get("node_type") == "array" else None
        return Node(path, 3, _join(path, "zarr.json"), array, mapping(value.get("attributes")))
    if documents.keys() & {".zgroup", ".zarray"}:
        return Node(path, 2, _join(path, ".zattrs"), documents.get(".zarray"), documents.get(".zattrs", {}))
    return None


def _read(folder: Path, path: str, name: str) -> dict[str, Any]:
    document = _join(path, name)
    try:
        return parse(document, (folder / document).read_bytes())
    except OSError as error:
        raise Unreadable(document, "unreadable", value=error.strerror) from None


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def mapping(value: Any) -> dict[str, Any]:
    """The value, if it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def mappings(value: Any) -> list[dict[str, Any]]:
    """The mappings in a list, or a mapping alone; nothing where the value is something else."""
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def list_at(value: Any, key: str) -> list[Any]:
    """The list that ``value`` holds under ``key``; an empty one where it holds none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def children(path: str, ome: dict[str, Any]) -> list[str]:
    """The paths of the groups and arrays to which the metadata of the group ``path`` lead, those in between first."""
    found: list[str] = []
    for multiscale in mappings(ome.get("multiscales")):
        found += _paths(multiscale.get("datasets"))
        found += ["labels"] if "labels" not in path.split("/") else []  # a label image has none of its own
        found += _ends(multiscale)
    plate, well, scene = (ome.get(key) for key in ("plate", "well", "scene"))
    found += [label for label in list_at(ome, "labels") if isinstance(label, str)]
    if isinstance(plate, dict):
        wells = _paths(plate.get("wells"))
        found += [*dict.fromkeys(well.split("/")[0] for well in wells), *wells]
    if isinstance(well, dict):
        found += _paths(well.get("images"))
    if "bioformats2raw.layout" in ome:
        found += ["OME", "0"]
    if isinstance(scene, dict):
        found += _ends(scene)
    series = [f"{posixpath.dirname(path)}/{one}" for one in list_at(ome, "series") if isinstance(one, str)]
    paths = [posixpath.normpath(_join(path, child.strip("/"))) for child in found] + series
    return [one.strip("/") for one in dict.fromkeys(paths)]


def _paths(value: Any) -> list[str]:
    return [entry["path"] for entry in mappings(value) if isinstance(entry.get("path"), str)]


def _ends(block: dict[str, Any]) -> list[str]:
    """The paths in the transforms of a scene or image: of both ends, and of arrays that hold vectors."""
    found: list[str] = []
    for transform in mappings(block.get("coordinateTransformations")):
        inner = mappings(transform.get("transformations"))
        for one in (transform, *inner, *mappings([transform.get("forward"), transform.get("inverse")])):
            found += _paths([one.get("input"), one.get("output"), one])
    return found
