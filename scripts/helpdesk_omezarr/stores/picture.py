"""A picture of the images in a store: labels over their image, fields of a plate side by side."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from PIL import Image

from helpdesk_omezarr.stores.archive import unpacked
from helpdesk_omezarr.stores.nodes import Node, walk
from helpdesk_omezarr.stores.painting import paint_channels, paint_labels
from helpdesk_omezarr.stores.picture_files import of_level

LARGEST, SMALLEST = 512, 256  # pixels along the longer side
_GAP = 4  # pixels between fields
_LABEL_OPACITY = 0.5
_VECTORS = {"displacement", "coordinate"}  # https://ngff.openmicroscopy.org/0.6/index.html

Image.preinit()  # loads the PNG writer now, before any fork, instead of in each


class NothingToDraw(Exception):
    """The store has no image with two or more axes of numbers; the message is a sentence."""


@dataclass
class _Panel:
    row: int
    column: int
    image: Node


def draw(store: str, target: str) -> dict[str, str]:
    """Write a PNG of ``store`` (folder or ZIP file) to ``target``; of a single image each lower level beside it.

    Of more than two dimensions it shows the first time point and the middle z plane. The lower levels keep their size,
    a pixel for a pixel. Returns ``{"alt": text}``, or ``{"reason": sentence}`` where there is
    nothing to draw.
    """
    with unpacked(Path(store)) as folder:
        try:
            nodes = {node.path: node for node in walk(folder)}
            panels = _panels(nodes)
            if not panels:
                raise NothingToDraw("the dataset holds no image")
            columns = max(panel.column for panel in panels) + 1
            room = max(LARGEST // columns, 32)
            drawn = [_image(folder, panel.image, nodes, room) for panel in panels]
            if len(panels) == 1:
                _draw_levels(folder, panels[0].image, nodes, Path(target))
        except NothingToDraw as nothing:
            return {"reason": str(nothing)}
    canvas = _arrange(panels, [pixels for pixels, _ in drawn])
    factor = -(-SMALLEST // max(canvas.shape[:2]))
    _save(canvas.repeat(factor, axis=0).repeat(factor, axis=1), Path(target))
    alt = drawn[0][1] if len(drawn) == 1 else f"{len(drawn)} images side by side, each: {drawn[0][1]}"
    return {"alt": alt[0].upper() + alt[1:]}


def _draw_levels(folder: Path, image: Node, nodes: dict[str, Node], target: Path) -> None:
    for number, size in enumerate([max(shape[-2:]) for shape in _levels(image, nodes).values()][1:], 1):
        if size <= LARGEST:
            _save(_image(folder, image, nodes, size)[0], of_level(target, number))


def _save(canvas: np.ndarray, target: Path) -> None:
    Image.fromarray(canvas).save(target, "PNG", compress_level=5)  # 6 takes half as long again, 9 eight times as long


def _panels(nodes: dict[str, Node]) -> list[_Panel]:
    """A plate as its rows and columns, fields of a well in a line; other collections as a line of images."""
    top = nodes.get("")
    plate = top.ome.get("plate") if top else None
    if isinstance(plate, dict):
        wells = {well["path"]: (well["rowIndex"], well["columnIndex"]) for well in plate.get("wells", [])}
        fields = {path: [n for n in _images(nodes) if posixpath.dirname(n.path) == path] for path in wells}
        widest = max(map(len, fields.values()), default=0)
        return [
            _Panel(row, column * widest + number, field)
            for path, (row, column) in wells.items()
            for number, field in enumerate(fields[path])
        ]
    return [_Panel(0, number, image) for number, image in enumerate(_images(nodes))]


def _images(nodes: dict[str, Node]) -> list[Node]:
    """All images, without the label images of another one, and without vectors, whose values are no brightness."""
    found = [node for node in nodes.values() if "image" in node.kinds and not _VECTORS & _axis_types(node)]
    return [node for node in found if "labels" not in node.path.split("/")[:-1]] or found


def _axis_types(node: Node) -> set[str]:
    systems = [system for one in node.ome["multiscales"] for system in one.get("coordinateSystems", [])]
    return {str(axis.get("type")) for system in systems for axis in system["axes"]}


def _arrange(panels: list[_Panel], pictures: list[np.ndarray]) -> np.ndarray:
    height, width = (max(picture.shape[side] for picture in pictures) + _GAP for side in (0, 1))
    rows, columns = (max(getattr(panel, side) for panel in panels) + 1 for side in ("row", "column"))
    canvas = np.full((rows * height - _GAP, columns * width - _GAP, 3), 255, "uint8")
    for panel, picture in zip(panels, pictures, strict=True):
        top, left = panel.row * height, panel.column * width
        canvas[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return canvas


def _image(folder: Path, node: Node, nodes: dict[str, Node], room: int) -> tuple[np.ndarray, str]:
    planes, axes, shape = _planes(folder, node, nodes, room)
    told = f"axes {', '.join(axes)}, shape {' x '.join(map(str, shape))}"
    if "label" in node.kinds:
        canvas = paint_labels(np.zeros((*planes.shape[1:], 3)), planes[0], node.ome, 1.0)
        return canvas.astype("uint8"), f"label image, {told}"
    canvas, colors = paint_channels(planes, node.ome)
    text = f"image, {told}, drawn in {', '.join(colors)}"
    labels = [n for n in nodes.values() if posixpath.join(node.path, "labels") == posixpath.dirname(n.path) and n.kinds]
    for label in labels:
        values = _planes(folder, label, nodes, room)[0][0]
        rows, columns = (np.arange(n) * m // n for n, m in zip(canvas.shape, values.shape, strict=False))
        canvas = paint_labels(canvas, values[rows][:, columns], label.ome, _LABEL_OPACITY)
    if labels:
        text += f", with {len(labels)} label image{'' if len(labels) == 1 else 's'} over it"
    return canvas.astype("uint8"), text


def _planes(folder: Path, node: Node, nodes: dict[str, Node], room: int) -> tuple[np.ndarray, list[str], list[int]]:
    """Pixels as (channel, y, x), at most ``room`` along y and x; names of the axes and shape of the whole image."""
    multiscale = node.ome["multiscales"][0]
    shapes = _levels(node, nodes)
    if not shapes:
        raise NothingToDraw("the image has no arrays")
    shown = next((path for path, shape in shapes.items() if max(shape[-2:], default=0) <= room), [*shapes][-1])
    array = zarr.open_array(folder, path=shown, mode="r")
    if array.ndim < 2 or array.dtype.kind not in "buif":
        raise NothingToDraw("the image has no two axes of numbers")
    axes = _axes(multiscale, array.ndim)
    step = -(-max(array.shape[-2:]) // room)
    index: list[Any] = [slice(None, None, step)] * array.ndim
    for place, (name, kind) in enumerate(axes[:-2]):
        if kind != "channel":
            index[place] = array.shape[place] // 2 if name == "z" or kind == "space" else 0
        else:
            index[place] = slice(None)
    pixels = np.asarray(array[tuple(index)])
    return pixels.reshape(-1, *pixels.shape[-2:]), [name for name, _ in axes], next(iter(shapes.values()))


def _levels(node: Node, nodes: dict[str, Node]) -> dict[str, list[int]]:
    """The paths of the levels that are there, with their shapes."""
    paths = [
        posixpath.normpath(posixpath.join(node.path, one["path"])) for one in node.ome["multiscales"][0]["datasets"]
    ]
    return {path: found["shape"] for path in paths if path in nodes and (found := nodes[path].array)}


def _axes(multiscale: dict[str, Any], dimensions: int) -> list[tuple[str, str]]:
    """Name and type of each axis. In 0.6 they are those of the system the levels are mapped to."""
    axes = multiscale.get("axes")
    if axes is None:
        systems = {system["name"]: system["axes"] for system in multiscale.get("coordinateSystems", [])}
        output = multiscale["datasets"][0]["coordinateTransformations"][0].get("output", {})
        axes = systems.get(output.get("name") if isinstance(output, dict) else output, [])
    named = [(str(axis["name"]), str(axis.get("type", ""))) for axis in axes]
    return named if len(named) == dimensions else [(f"dim_{n}", "") for n in range(dimensions)]
