"""The resolution levels of an image, each with its shape, its pixel size and its chunks."""

from __future__ import annotations

from helpdesk_omezarr.pictures.subject import Grid, Subject, sign
from helpdesk_omezarr.pictures.svg import LINE, Drawing, Point, count, number, times

_WIDEST, _LEAN, _FLAT = 124.0, 34.0, 0.42  # units across, units to the side, height of what is lying down
_GAP = 26.0


def draw_pyramid(subject: Subject) -> Drawing:
    levels = subject.levels()
    grids = [subject.grid(level.path) for level in levels]
    unit = sign(subject.axes()[-1])
    drawing = Drawing("Pyramid of resolution levels")
    largest = max(grids[0].shape[-2:])
    top, before = 10.0, None
    told = []
    for level, grid in reversed(list(zip(levels, grids, strict=True))):
        sheet = _Sheet(grid, largest, top)
        if before:
            drawing.lines(zip(before.corners(), sheet.corners(), strict=True), "dash")
        drawing.polygon(sheet.corners(), "sheet")
        drawing.lines(sheet.mesh(grid), "line")
        drawing.polygon(sheet.corners(), "frame")
        size = f"{number(level.scale[-1], 3)} {unit}".strip()
        middle = top + sheet.height / 2
        drawing.text(168, middle - 2, f"{level.path}: {times(grid.shape)}", "strong")
        drawing.text(168, middle - 2 + LINE, f"{count(grid.number(grid.chunks), 'chunk')}, {size}", "dim")
        told.append(
            f"level {level.path} has {times(grid.shape)} pixels of {size} in {count(grid.number(grid.chunks), 'chunk')}"
        )
        top, before = max(top + sheet.height, middle + LINE - 12) + _GAP, sheet
    words = "; ".join(reversed(told))
    drawing.alt = (
        f"The same image at {count(len(levels), 'resolution')}, drawn above each other with their chunks: {words}."
    )
    return drawing


class _Sheet:
    """A level lying down: a parallelogram whose far edge is moved to the right."""

    def __init__(self, grid: Grid, largest: int, top: float) -> None:
        rows, columns = grid.shape[-2:]
        self.width, self.height = _WIDEST * columns / largest, _WIDEST * _FLAT * rows / largest
        self.lean = _LEAN * rows / largest
        self.left, self.top = 2 + (_WIDEST + _LEAN - self.width - self.lean) / 2, top

    def at(self, y: float, x: float) -> Point:
        """A place in the level, from 0 to 1."""
        return self.left + x * self.width + (1 - y) * self.lean, self.top + y * self.height

    def corners(self) -> list[Point]:
        return [self.at(0, 0), self.at(0, 1), self.at(1, 1), self.at(1, 0)]

    def mesh(self, grid: Grid) -> list[tuple[Point, Point]]:
        (rows, columns), (high, wide) = grid.shape[-2:], grid.chunks[-2:]
        across = [(self.at(y / rows, 0), self.at(y / rows, 1)) for y in range(high, rows, high)]
        return across + [(self.at(0, x / columns), self.at(1, x / columns)) for x in range(wide, columns, wide)]
