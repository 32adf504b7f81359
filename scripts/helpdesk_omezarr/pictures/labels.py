"""Label images over their image: an outline for each object, and the number that its pixels hold."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from helpdesk_omezarr.pictures.outlines import outline
from helpdesk_omezarr.pictures.subject import CannotDraw, Subject
from helpdesk_omezarr.pictures.svg import LINE, Drawing, count

if TYPE_CHECKING:
    import numpy as np

_SIDE = 300.0
_MOST = 128  # pixels along a side; a larger label image is thinned out
_GRAYS = 8


def draw_labels(subject: Subject) -> Drawing:
    names = subject.ome("labels").get("labels") or []
    if not names:
        raise CannotDraw("the store has no labels")
    group = f"labels/{names[0]}"
    values = _plane(subject, group)
    drawing = Drawing("Labels over their image")
    unit = _SIDE / max(values.shape)
    height, width = (length * unit for length in values.shape)
    drawing.image(2, 2, width, height, _gray(_plane(subject, "")))
    drawing.rect(2, 2, width, height, "frame")
    colors = {one["label-value"]: one["rgba"] for one in subject.ome(group).get("image-label", {}).get("colors", [])}
    present = [int(value) for value in sorted(set(values.ravel().tolist())) if value]
    for value in present:
        mask = values == value
        more: dict[str, Any] = {"transform": f"translate(2 2) scale({unit:.4g})"}
        if value in colors:
            red, green, blue, *_ = colors[value]
            more |= {"fill": f"#{red:02x}{green:02x}{blue:02x}", "fill-opacity": ".55"}
        drawing.path(outline(mask), "label", **more)
        y, x = (float(places.mean()) + 0.5 for places in mask.nonzero())
        drawing.text(2 + x * unit, 2 + y * unit + 4.5, str(value), "number", "middle")
    objects = count(len(present), "object")
    drawing.text(2, drawing.height + LINE, f"{group}: {objects}, 0 elsewhere")
    drawing.alt = (
        f"An image in gray with the outlines of {objects} over it. Inside each outline stands the "
        f"number that its pixels have in the label image {group}: {', '.join(map(str, present))}. Everything else is 0."
    )
    if named := ", ".join(str(value) for value in present if value in colors):
        drawing.alt += f" Those with a color in the metadata are filled: {named}."
    return drawing


def _plane(subject: Subject, group: str) -> np.ndarray:
    """The first plane of the level that has at most :data:`_MOST` pixels along a side, or of the last one."""
    import zarr

    levels = subject.levels(group)
    grids = [subject.grid(level.path, group) for level in levels]
    grid = next((grid for grid in grids if max(grid.shape[-2:]) <= _MOST), grids[-1])
    array: Any = zarr.open_array(subject.place / group / grid.path, mode="r")
    step = -(-max(grid.shape[-2:]) // _MOST)
    return array[(*[0] * (array.ndim - 2), slice(None, None, step), slice(None, None, step))]


def _gray(pixels: np.ndarray) -> str:
    """A small PNG in a few grays as an address, so that the picture needs no file beside it."""
    import numpy as np
    from PIL import Image

    small = pixels[::2, ::2].astype(float)
    bright = np.sqrt((small - small.min()) / ((small.max() - small.min()) or 1))
    image = Image.fromarray((bright * (_GRAYS - 1)).round().astype("uint8"), "P")
    image.putpalette([value for n in range(_GRAYS) for value in [n * 150 // (_GRAYS - 1)] * 3])
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, optimize=True)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
