"""Coordinate transformations before and after: the frame of the image with an F in it, and where each takes it."""

from __future__ import annotations

from typing import Any

from helpdesk_omezarr.pictures.matrix import IDENTITY, Matrix, Pair, apply, formula, matrix
from helpdesk_omezarr.pictures.subject import CannotDraw, Subject, sign
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, number

# The letter F in a unit square as (y, x): it looks different from every side.
_F = [(0.2, 0.25), (0.2, 0.75), (0.33, 0.75), (0.33, 0.4), (0.45, 0.4), (0.45, 0.65), (0.58, 0.65), (0.58, 0.4),
      (0.82, 0.4), (0.82, 0.25)]  # fmt: skip
_FRAME = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0)]
_GAP = 12.0


def draw_transformation(subject: Subject) -> Drawing:
    """Those that the part names (``scale,rotation``), otherwise all of the image; several in small panels."""
    found = {_name(one): one for one in subject.multiscale().get("coordinateTransformations", []) if _name(one)}
    asked = subject.part.split(",") if subject.part else []
    if missing := [name for name in asked if name not in found]:
        raise CannotDraw(f"the image has no transformation `{missing[0]}`; there are: {', '.join(found) or 'none'}")
    chosen = asked or list(found)
    if not chosen:
        raise CannotDraw("the image has no transformations")
    grid, level = subject.grid(), subject.levels()[0]
    size = (grid.shape[-2] * level.scale[-2], grid.shape[-1] * level.scale[-1])
    unit = sign(subject.axes()[-1])
    drawing = Drawing(f"Before and after: {', '.join(chosen)}")
    columns = min(len(chosen), 2)
    width = (WIDTH - 4 - (columns - 1) * _GAP) / columns
    room = (width, 100.0 if columns == 2 else 180.0)
    top, told = 14.0, []
    for start in range(0, len(chosen), columns):
        row = chosen[start : start + columns]
        bottoms = []
        for n, name in enumerate(row):
            rows = matrix(found[name])
            bottoms.append(_panel(drawing, name, rows, size, (2 + n * (width + _GAP), top), room))
            corner = apply(rows, size)
            told.append(f"{name} takes (y, x) to {formula(rows)}, so {_pair(size)} goes to {_pair(corner)}")
        top = max(bottoms) + 30
    if len(chosen) == 1:
        drawing.text(2, top - 8, f"the corner {_pair(size)} {unit} goes to {_pair(corner)}", "small")
    drawing.alt = (
        f"A square of {number(size[0])} by {number(size[1])} with the letter F in it, dashed before and filled after. "
        f"y points down, x to the right. {'; '.join(told)}."
    )
    return drawing


def _panel(drawing: Drawing, name: str, rows: Matrix, size: Pair, place: Pair, room: Pair) -> float:
    """Returns the lower end of the panel."""
    (left, top), (width, height) = place, room
    drawing.text(left, top, name, "strong")
    drawing.text(left, top + LINE, f"(y, x) → {formula(rows)}", "small")
    before = [apply(IDENTITY, _sized(corner, size)) for corner in _FRAME]
    after = [apply(rows, _sized(corner, size)) for corner in _FRAME]
    low_y, low_x = (min(point[axis] for point in [*before, *after, (0, 0)]) for axis in (0, 1))
    high_y, high_x = (max(point[axis] for point in [*before, *after]) for axis in (0, 1))
    unit = min((width - 8) / (high_x - low_x), height / (high_y - low_y))
    top += LINE + 10

    def shown(shape: list[Pair], by: Matrix) -> list[Pair]:
        moved = [apply(by, _sized(point, size)) for point in shape]
        return [(left + 3 + (x - low_x) * unit, top + 3 + (y - low_y) * unit) for y, x in moved]

    drawing.polygon(shown(_FRAME, rows), "hit")
    drawing.polygon(shown(_F, rows), "letter")
    drawing.polygon(shown(_FRAME, IDENTITY), "dash")
    drawing.polygon(shown(_F, IDENTITY), "dash")
    (x, y), *_ = shown([(0, 0)], IDENTITY)
    drawing.circle(x, y, 2.5, "dot")
    bottom = top + 3 + (high_y - low_y) * unit
    drawing.height = max(drawing.height, bottom + 4)
    return bottom


def _name(transform: dict[str, Any]) -> str:
    output = transform.get("output")
    return str(output.get("name", "")) if isinstance(output, dict) else ""


def _sized(point: Pair, size: Pair) -> Pair:
    return point[0] * size[0], point[1] * size[1]


def _pair(point: Pair) -> str:
    return f"({number(point[0])}, {number(point[1])})"
