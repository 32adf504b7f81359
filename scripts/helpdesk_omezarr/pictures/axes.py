"""The axes of an image in their order: what is inside what, how long each is, and its unit."""

from __future__ import annotations

from math import prod

from helpdesk_omezarr.pictures.subject import Subject
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, number, times

_PAD, _APART, _MOST = 7.0, 3.0, 4  # units around what is inside, units from plane to plane, boxes beside each other


def draw_axes(subject: Subject) -> Drawing:
    axes, shape = subject.axes(), subject.grid().shape
    scale = subject.levels()[0].scale
    names = [axis["name"] for axis in axes]
    drawing = Drawing("The order of the axes")
    drawing.text(2, 14, f"array[{', '.join(names)}]", "strong")
    drawing.text(WIDTH - 2, 14, times(shape), "dim", "end")
    stacked = len(axes) > 2 and axes[-3].get("type") == "space"
    inner = shape[-3:] if stacked else [1, *shape[-2:]]
    outer = list(zip(names, shape, strict=True))[: -3 if stacked else -2]
    bottom = _nest(drawing, outer, inner, 2, 24, WIDTH - 4)
    y, told = bottom + LINE + 2, []
    for axis, length, step in zip(axes, shape, scale, strict=True):
        unit = axis.get("unit")
        words = f"{axis.get('type', 'no type')}, {length:,}"
        words += f" steps of {number(step, 4)} {unit}" if unit else " values"
        drawing.text(2, y, axis["name"], "strong")
        drawing.text(18, y, words)
        told.append(f"{axis['name']} is {words}")
        y += LINE
    drawing.alt = (
        f"An array with the axes {', '.join(names)} and the shape {times(shape)}. From the outside in: "
        f"{'; '.join(told)}. {prod(shape[:-2]):,} planes of {times(shape[-2:])} pixels lie inside."
    )
    return drawing


def _nest(
    drawing: Drawing, outer: list[tuple[str, int]], inner: list[int], left: float, top: float, width: float
) -> float:
    """Boxes for the positions of the first axis, and inside each the rest; returns where it ends."""
    if not outer:
        return _planes(drawing, inner, left, top, width)
    (name, length), rest = outer[0], outer[1:]
    shown = min(length, _MOST)
    wide = (width - (shown - 1) * 4) / shown
    bottom = top
    for n in range(shown):
        x = left + n * (wide + 4)
        cut = n == shown - 1 and length > shown
        drawing.text(x + _PAD, top + 14, f"… {length - 1}" if cut else f"{name} = {n}")
        bottom = _nest(drawing, rest, inner, x + _PAD, top + 20, wide - 2 * _PAD) + _PAD
        drawing.rect(x, top, wide, bottom - top, "line")
    return bottom


def _planes(drawing: Drawing, inner: list[int], left: float, top: float, width: float) -> float:
    """The planes of a stack behind each other; the one in front is the first."""
    depth, rows, columns = inner
    shown = min(depth, 12)
    behind = (shown - 1) * _APART
    unit = min((width - behind) / columns, 110 / rows)
    wide, high = columns * unit, rows * unit
    left += (width - behind - wide) / 2
    for n in range(shown - 1, -1, -1):
        look = "hit" if n == 0 else "sheet"
        if n == 0:
            drawing.rect(left, top + behind, wide, high, "sheet")
        drawing.rect(left + n * _APART, top + behind - n * _APART, wide, high, look)
    return top + behind + high
