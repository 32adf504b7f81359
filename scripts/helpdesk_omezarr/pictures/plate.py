"""A plate with its wells, and a well with its fields, as their metadata list them."""

from __future__ import annotations

from typing import Any

from helpdesk_omezarr.pictures.subject import CannotDraw, Subject
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, count, wide


def draw_plate(subject: Subject) -> Drawing:
    plate = _plate(subject)
    rows, columns = ([one["name"] for one in plate[side]] for side in ("rows", "columns"))
    wells = {(well["rowIndex"], well["columnIndex"]): well["path"] for well in plate["wells"]}
    drawing = Drawing("A plate and its wells")
    step = min((WIDTH - 24) / len(columns), 76.0)
    left, top, radius = 22.0, 20.0, step * 0.42
    for column, name in enumerate(columns):
        drawing.text(left + (column + 0.5) * step, 14, name, "strong", "middle")
    for row, name in enumerate(rows):
        drawing.text(2, top + (row + 0.5) * step + 4, name, "strong")
        for column in range(len(columns)):
            x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
            path = wells.get((row, column))
            drawing.circle(x, y, radius, "soft line" if path else "dash")
            if path:
                _fields(drawing, len(_images(subject, path)), x, y, radius)
    drawing.rect(left - 2, top - 1, step * len(columns) + 4, step * len(rows) + 2, "line")
    told = [f"{path} ({count(len(_images(subject, path)), 'field')})" for path in wells.values()]
    total = len(rows) * len(columns)
    lines = [
        f"{count(len(rows), 'row')}, {count(len(columns), 'column')}: {count(total, 'place')}",
        f"{count(len(wells), 'well')} with images: {', '.join(wells.values())}",
    ]
    if wide(lines[1]) > WIDTH:
        lines[1] = f"{count(len(wells), 'well')} with images"
    drawing.texts(2, drawing.height + LINE, lines)
    drawing.alt = (
        f"A plate with the rows {', '.join(rows)} and the columns {', '.join(columns)}: {count(total, 'place')}. Wells "
        f"with images, each field of view a square inside the circle: {', '.join(told)}. All others are empty circles."
    )
    return drawing


def draw_well(subject: Subject) -> Drawing:
    plate = _plate(subject)
    path = subject.part or plate["wells"][0]["path"]
    images = _images(subject, path)
    if not images:
        raise CannotDraw(f"there is no well `{path}`")
    names = {one["id"]: one.get("name", str(one["id"])) for one in plate.get("acquisitions", [])}
    rounds: dict[Any, list[str]] = {}
    for image in images:
        rounds.setdefault(image.get("acquisition"), []).append(image["path"])
    drawing = Drawing("A well and its fields")
    drawing.text(2, 14, f"well {path}: {count(len(images), 'image')}", "strong")
    side, y, told = 56.0, 24.0, []
    for acquisition, paths in rounds.items():
        words = f"acquisition {acquisition}: {names.get(acquisition, '')}" if acquisition is not None else "fields"
        drawing.text(2, y + 14, words)
        y += 20
        for n, field in enumerate(paths):
            x = 2 + n * (side + 8)
            drawing.rect(x, y, side, side, "hit")
            drawing.text(x + side / 2, y + side / 2 + 4, f"{path}/{field}", "", "middle")
        told.append(f"{words.rstrip(': ')} has {', '.join(f'{path}/{field}' for field in paths)}")
        y += side + 8
    drawing.alt = f"The well {path} holds {count(len(images), 'image')}, a square each: {'; '.join(told)}."
    return drawing


def _plate(subject: Subject) -> dict[str, Any]:
    plate = subject.ome().get("plate")
    if not plate:
        raise CannotDraw("the store has no plate")
    return plate


def _images(subject: Subject, path: str) -> list[dict[str, Any]]:
    return subject.ome(path).get("well", {}).get("images", [])


def _fields(drawing: Drawing, fields: int, x: float, y: float, radius: float) -> None:
    """Squares in a circle, in as many rows as columns."""
    across = next(n for n in range(1, 20) if n * n >= fields)
    side = radius * 1.2 / across
    for n in range(fields):
        row, column = divmod(n, across)
        left, top = x + (column - across / 2) * side, y + (row - across / 2) * side
        drawing.rect(left + 1, top + 1, side - 2, side - 2, "hit")
