"""The way of a request for one region: which chunks it touches, and what travels."""

from __future__ import annotations

import re
from itertools import product

from helpdesk_omezarr.pictures.grid import Plane
from helpdesk_omezarr.pictures.subject import CannotDraw, Grid, Subject
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, count, times

_NEEDED = ("crop_region", "crop_requests", "crop_bytes", "crop_share")
_RANGE = re.compile(r"(\d+):(\d+)")


def draw_request(subject: Subject) -> Drawing:
    if missing := [name for name in _NEEDED if name not in subject.facts]:
        raise CannotDraw(f"the example does not measure `{missing[0]}`")
    _, requests, sent, share = (subject.facts[name] for name in _NEEDED)
    region = str(subject.facts["crop_region"].value)
    grid = subject.grid()
    spans = [(int(start), int(stop)) for start, stop in _RANGE.findall(region)]
    touched = _touched(grid, spans)
    drawing = Drawing("The way of a request")
    drawing.text(2, 14, f"1. You look at [{region}]", "strong")
    plane = Plane(grid, 150, 2, 24)
    drawing.rect(plane.left, plane.top, plane.whole_width, plane.whole_height, "sheet")
    high, wide = grid.stored[-2:]
    for *_, row, column in touched:
        drawing.rect(*plane.box(row * high, column * wide, high, wide), "hit")
    plane.mesh(drawing, grid.stored, "thin")
    plane.frame(drawing, "frame")
    (top, bottom), (left, right) = spans[-2:]
    drawing.rect(*plane.box(top, left, bottom - top, right - left), "mark-line")
    side = plane.left + plane.whole_width + 12
    files = grid.number(grid.stored)
    y = drawing.texts(side, 40, [f"{len(touched)} of {count(files, 'chunk')}", "hold this region"])
    drawing.texts(side, y + 8, ["level 0:", times(grid.shape), "one chunk:", times(grid.stored)], "dim")
    y = plane.top + plane.whole_height + LINE + 6
    drawing.text(2, y, "2. The reader asks for them by name", "strong")
    keys = [f"GET {grid.path}/{grid.key(list(place))}" for place in touched]
    half = -(-len(keys[:8]) // 2)
    drawing.texts(14, y + LINE, keys[:half], "code")
    end = drawing.texts(WIDTH / 2, y + LINE, keys[half:8], "code")
    y = max(end, y + LINE * (half + 1)) + 6
    drawing.text(2, y, "3. Whole chunks travel, the reader cuts", "strong")
    travel = f"{requests.value:,} requests, {sent.value:,} bytes: {share.value} % of the level"
    drawing.text(14, y + LINE, travel)
    drawing.alt = (
        f"A grid of {count(files, 'chunk')} of {times(grid.stored)} pixels. The region [{region}] touches "
        f"{len(touched)} of them. The reader computes their names and asks for each ({', '.join(keys[:8])}). "
        f"Whole chunks travel: {travel}."
    )
    return drawing


def _touched(grid: Grid, spans: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    ranges = [
        range(start // size, (stop - 1) // size + 1) for (start, stop), size in zip(spans, grid.stored, strict=True)
    ]
    return list(product(*ranges))
