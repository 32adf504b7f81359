"""What a picture is drawn from: one store of an example, read the same way in every version of OME-Zarr."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpdesk_omezarr.examples.facts import Fact
    from helpdesk_omezarr.examples.run import Run
    from helpdesk_omezarr.stores.contents import TreeLine


_SIGNS = {"micrometer": "µm", "nanometer": "nm", "millimeter": "mm", "second": "s", "millisecond": "ms"}


def sign(axis: dict[str, Any]) -> str:
    """The unit of an axis as short as people write it."""
    unit = str(axis.get("unit", ""))
    return _SIGNS.get(unit, unit)


class CannotDraw(Exception):
    """There is nothing of this kind in the store; the message is the end of a sentence."""


@dataclass(frozen=True)
class Level:
    """A resolution level: where it is, and what places its pixels in the world."""

    path: str
    scale: list[float]
    translation: list[float]


@dataclass(frozen=True)
class Grid:
    """An array and its chunks. ``key`` makes the name of a chunk's file from its place."""

    path: str
    names: list[str]
    shape: list[int]
    chunks: list[int]
    shards: list[int] | None
    prefix: str
    separator: str

    @property
    def stored(self) -> list[int]:
        """The shape of what is one file."""
        return self.shards or self.chunks

    def along(self, sizes: list[int]) -> list[int]:
        return [ceil(length / size) for length, size in zip(self.shape, sizes, strict=True)]

    def number(self, sizes: list[int]) -> int:
        return prod(self.along(sizes))

    def key(self, place: list[int]) -> str:
        return self.prefix + self.separator.join(map(str, place))


@dataclass(frozen=True)
class Subject:
    """``part`` is what is drawn of it, empty for the usual. ``out`` is the folder that stores are published in."""

    run: Run
    part: str
    facts: dict[str, Fact]
    out: Path

    @property
    def place(self) -> Path:
        """The folder of the store."""
        return self.out / self.run.folder

    def ome(self, group: str = "") -> dict[str, Any]:
        """The OME-Zarr metadata of a group, {} where there are none."""
        path = f"{group}/" if group else ""
        documents = self.run.store.documents
        if f"{path}.zattrs" in documents:
            return documents[f"{path}.zattrs"]
        return documents.get(f"{path}zarr.json", {}).get("attributes", {}).get("ome", {})

    def multiscale(self, group: str = "") -> dict[str, Any]:
        found = self.ome(group).get("multiscales")
        if not found:
            raise CannotDraw("the store has no image")
        return found[0]

    def axes(self, group: str = "") -> list[dict[str, Any]]:
        """In 0.6 those of the coordinate system that the levels lead to."""
        multiscale = self.multiscale(group)
        if "axes" in multiscale:
            return multiscale["axes"]
        systems = {system["name"]: system["axes"] for system in multiscale["coordinateSystems"]}
        return systems[multiscale["datasets"][0]["coordinateTransformations"][0]["output"]["name"]]

    def levels(self, group: str = "") -> list[Level]:
        size = len(self.axes(group))
        return [
            Level(level["path"], *_placed(level.get("coordinateTransformations", []), size))
            for level in self.multiscale(group)["datasets"]
        ]

    def entry(self, path: str) -> TreeLine:
        found = self.run.store.tree
        for name in path.split("/"):
            inside = [child for child in found.children if child.name == name]
            if not inside:
                raise CannotDraw(f"the store has no `{path}`")
            found = inside[0]
        return found

    def grid(self, path: str = "", group: str = "") -> Grid:
        """The array at ``path``, or the largest level of the image."""
        path = path or self.levels(group)[0].path
        entry = self.entry(f"{group}/{path}" if group else path)
        if not entry.shape or not entry.chunks:
            raise CannotDraw(f"`{path}` is no array")
        names = [axis["name"] for axis in self.axes(group)]
        return Grid(path, names, entry.shape, entry.chunks, entry.shards, *self._keys(f"{group}/{path}".strip("/")))

    def _keys(self, path: str) -> tuple[str, str]:
        documents = self.run.store.documents
        if old := documents.get(f"{path}/.zarray"):
            return "", old.get("dimension_separator", ".")
        encoding = documents[f"{path}/zarr.json"]["chunk_key_encoding"]
        default = encoding["name"] == "default"
        separator = encoding.get("configuration", {}).get("separator", "/" if default else ".")
        return f"c{separator}" if default else "", separator


def _placed(transforms: list[dict[str, Any]], size: int) -> tuple[list[float], list[float]]:
    """The scale and the translation that a list of transforms comes to."""
    scale, translation = [1.0] * size, [0.0] * size
    for step in _flat(transforms):
        for axis in range(size):
            if step["type"] == "scale":
                scale[axis] *= step["scale"][axis]
                translation[axis] *= step["scale"][axis]
            elif step["type"] == "translation":
                translation[axis] += step["translation"][axis]
    return scale, translation


def _flat(transforms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        step
        for transform in transforms
        for step in (_flat(transform["transformations"]) if transform["type"] == "sequence" else [transform])
    ]
