"""The outline of a label as an SVG path that follows the edges of its pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

_Corner = tuple[int, int]


def outline(mask: np.ndarray) -> str:
    """Closed paths around all pixels that are set, in pixels; corners lie between pixels."""
    edges = _edges(mask)
    path = []
    while edges:
        start = next(iter(edges))
        corners, here = [start], edges[start].pop()
        while here != start:
            corners.append(here)
            here = edges[here].pop()
        edges = {corner: ends for corner, ends in edges.items() if ends}
        path.append(_relative(corners))
    return "".join(path)


def _edges(mask: np.ndarray) -> dict[_Corner, list[_Corner]]:
    """From each corner the ends of the edges that leave it, with the label on the right hand."""
    set_pixels = set(zip(*(places.tolist() for places in mask.nonzero()), strict=True))
    edges: dict[_Corner, list[_Corner]] = {}
    for y, x in sorted(set_pixels):
        for neighbor, start, end in (
            ((y - 1, x), (y, x), (y, x + 1)),
            ((y, x + 1), (y, x + 1), (y + 1, x + 1)),
            ((y + 1, x), (y + 1, x + 1), (y + 1, x)),
            ((y, x - 1), (y + 1, x), (y, x)),
        ):
            if neighbor not in set_pixels:
                edges.setdefault(start, []).append(end)
    return edges


def _relative(corners: list[_Corner]) -> str:
    """Steps in one direction are one command: ``h3v-2``."""
    steps: list[list[int]] = []
    for (y, x), (to_y, to_x) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if steps and (steps[-1][0] == 0) == (to_y == y):
            steps[-1][0] += to_y - y
            steps[-1][1] += to_x - x
        else:
            steps.append([to_y - y, to_x - x])
    y, x = corners[0]
    return f"M{x} {y}" + "".join(f"h{dx}" if dx else f"v{dy}" for dy, dx in steps) + "z"
