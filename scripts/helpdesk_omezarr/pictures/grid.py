"""The chunk grid of an array: its pixels, cut into chunks, each with the name of its file."""

from __future__ import annotations

from math import prod

from helpdesk_omezarr.pictures.subject import Grid, Subject
from helpdesk_omezarr.pictures.svg import LINE, Drawing, count, times, wide

LARGEST = 200.0
_FILES = ("chunk file", "chunk files", "shard file", "shard files")
_SHEETS, _APART = 3, 7.0  # how many planes of chunks are drawn behind each other, and how far apart


class Plane:
    """The last two axes of an array on the drawing, from ``left`` and ``top``."""

    def __init__(self, grid: Grid, largest: float, left: float, top: float) -> None:
        self.left, self.top = left, top
        cells = [n * size for n, size in zip(grid.along(grid.stored)[-2:], grid.stored[-2:], strict=True)]
        self.unit = largest / max(cells)
        self.height, self.width = (length * self.unit for length in grid.shape[-2:])
        self.whole_height, self.whole_width = (length * self.unit for length in cells)

    def box(self, y: float, x: float, height: float, width: float) -> tuple[float, float, float, float]:
        """A region in pixels as left, top, width, height on the drawing."""
        return self.left + x * self.unit, self.top + y * self.unit, width * self.unit, height * self.unit

    def mesh(self, drawing: Drawing, step: list[int], look: str) -> None:
        """Lines at every ``step`` pixels, without the frame."""
        rows, columns = step[-2] * self.unit, step[-1] * self.unit
        right, bottom = self.left + self.whole_width, self.top + self.whole_height
        drawing.lines(
            [
                *(((self.left, y), (right, y)) for y in _between(self.top, bottom, rows)),
                *(((x, self.top), (x, bottom)) for x in _between(self.left, right, columns)),
            ],
            look,
        )

    def frame(self, drawing: Drawing, look: str) -> None:
        drawing.rect(self.left, self.top, self.width, self.height, look)


def draw_grid(subject: Subject) -> Drawing:
    grid = subject.grid(subject.part)
    others = grid.along(grid.stored)[:-2]
    sheets = min(prod(others), _SHEETS)
    behind = (sheets - 1) * _APART
    drawing = Drawing("Chunk grid")
    plane = Plane(grid, LARGEST, 2, 2 + behind)
    for back in range(sheets - 1, 0, -1):
        x, y = plane.left + back * _APART, plane.top - back * _APART
        drawing.rect(x, y, plane.whole_width, plane.whole_height, "sheet")
    drawing.rect(plane.left, plane.top, plane.whole_width, plane.whole_height, "sheet")
    missing = _chunks(drawing, subject, grid, plane)
    plane.mesh(drawing, grid.stored, "line")
    plane.frame(drawing, "frame")
    words = _words(grid, missing)
    drawing.texts(2, drawing.height + LINE + 4, words)
    drawing.alt = _alt(grid, missing)
    return drawing


def _chunks(drawing: Drawing, subject: Subject, grid: Grid, plane: Plane) -> int:
    """Fill the chunks that are stored and write their names; returns how many of the grid are not stored."""
    rows, columns = grid.along(grid.stored)[-2:]
    height, width = (size * plane.unit for size in grid.stored[-2:])
    front = [0] * (len(grid.shape) - 2)
    for row in range(rows):
        for column in range(columns):
            x, y = plane.left + column * width, plane.top + row * height
            key = grid.key([*front, row, column])
            stored = _is_stored(subject, grid, key)
            if stored:
                drawing.rect(x, y, width, height, "hit" if row == column == 0 else "soft")
            if wide(key) <= width - 4 and height >= LINE:
                drawing.text(x + width / 2, y + height / 2 + 4, key, "" if stored else "dim", "middle")
    files = next((child.files for child in subject.entry(grid.path).children if child.name.endswith(_FILES)), 0)
    return grid.number(grid.stored) - files


def _is_stored(subject: Subject, grid: Grid, key: str) -> bool:
    array = subject.place / grid.path
    # A store that is one ZIP file is not looked into.
    return not array.is_dir() or (array / key).is_file()


def _words(grid: Grid, missing: int) -> list[str]:
    along = grid.along(grid.stored)
    word = "shard" if grid.shards else "chunk"
    lines = [
        f"array: {times(grid.shape)} pixels ({', '.join(grid.names)})",
        f"one {word}: {times(grid.stored)} pixels",
        f"grid: {times(along)} = {count(prod(along), word)}",
    ]
    if missing:
        lines.append(f"{missing:,} of them are not stored: all fill value")
    return lines


def _alt(grid: Grid, missing: int) -> str:
    along, word = grid.along(grid.stored), "shard" if grid.shards else "chunk"
    told = f"An array of {times(grid.shape)} pixels along {', '.join(grid.names)} is cut into {word}s of "
    told += f"{times(grid.stored)}: {times(along)}, {count(prod(along), word)}. "
    first, last = ([0] * len(along), [n - 1 for n in along])
    told += f"Their names run from {grid.key(first)} to {grid.key(last)}."
    if any(length % size for length, size in zip(grid.shape, grid.stored, strict=True)):
        told += f" The last {word}s reach over the edge of the array."
    if missing:
        told += f" {missing:,} of them are not stored, because they hold only the fill value."
    return told


def _between(start: float, end: float, step: float) -> list[float]:
    steps = int((end - start) / step + 1e-6)
    return [start + n * step for n in range(1, steps + 1) if start + n * step < end - 0.01]
