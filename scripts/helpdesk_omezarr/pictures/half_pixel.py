"""Where the pixels of each level are: with the translation that is stored, and where they would be without."""

from __future__ import annotations

from helpdesk_omezarr.pictures.subject import CannotDraw, Level, Subject, sign
from helpdesk_omezarr.pictures.svg import LINE, WIDTH, Drawing, number

_LEFT, _HIGH = 52.0, 20.0


def draw_half_pixel(subject: Subject) -> Drawing:
    levels = subject.levels()[:3]
    axis = subject.axes()[-1]
    name, unit = axis["name"], sign(axis)
    if not any(level.translation[-1] for level in levels):
        raise CannotDraw("no level of the image has a translation")
    pixel, largest = levels[0].scale[-1], levels[-1].scale[-1]
    drawing = Drawing("The half-pixel shift")
    # The picture begins half a pixel of the coarsest level before the first center: that far a level can be off.
    begin, end = -largest / 2, levels[0].translation[-1] + 2 * largest
    scene = _Scene(drawing, begin, (WIDTH - _LEFT - 4) / (end - begin))
    y = scene.rows("With the translations: their edges agree", levels, 14, stored=True, pixel=pixel)
    y = scene.rows("Without: their first centers agree", levels, y + LINE, stored=False, pixel=pixel)
    moves = [
        f"level {level.path}: {number(level.translation[-1], 3)} {unit} = {number(level.translation[-1] / pixel)} px"
        for level in levels[1:]
    ]
    y = drawing.texts(2, y + LINE - 4, [f"translation along {name}, px: pixels of level {levels[0].path}"])
    drawing.texts(2, y, moves)
    drawing.alt = (
        f"The first pixels of {len(levels)} levels along {name}, each a box with a dot in its center. With the stored "
        f"translations ({', '.join(moves)}) the left edges of all levels agree. Without them the centers of the first "
        "pixels agree, and the coarser levels begin too far left."
    )
    return drawing


class _Scene:
    def __init__(self, drawing: Drawing, begin: float, unit: float) -> None:
        self.drawing, self.begin, self.unit = drawing, begin, unit

    def at(self, position: float) -> float:
        return _LEFT + (position - self.begin) * self.unit

    def rows(self, title: str, levels: list[Level], y: float, *, stored: bool, pixel: float) -> float:
        """One row of pixels for each level; returns where to go on."""
        self.drawing.text(2, y, title, "strong")
        y += 10
        first = self.at(levels[0].translation[-1])
        self.drawing.line((first, y - 3), (first, y + len(levels) * (_HIGH + 4)), "dash")
        span = 2 * levels[-1].scale[-1]
        for level in levels:
            size = level.scale[-1]
            shift = level.translation[-1] if stored else levels[0].translation[-1]
            self.drawing.text(2, y + 14, f"level {level.path}", "dim")
            for n in range(round(span / size)):
                center = self.at(shift + n * size)
                look = "hit" if n == 0 else "soft line"
                self.drawing.rect(center - size * self.unit / 2, y, size * self.unit, _HIGH, look)
                self.drawing.circle(center, y + _HIGH / 2, 2 if size > pixel else 1.6, "dot")
            y += _HIGH + 4
        return y + 10
