"""A very small vocabulary for drawing: shapes with a class, texts, and nothing that a strict policy would refuse.

Colors and line widths stand in scripts/helpdesk/theme/static/pictures.css, so that a picture fits light and dark pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

WIDTH = 320.0  # units; the narrowest screen shows a unit as a little less than a pixel
LINE = 16.0  # from one line of text to the next
SHOWN = 1.3  # pixels for a unit where there is room
LETTERS = 12.0  # size of letters, as pictures.css has it
_MINUS = "\N{MINUS SIGN}"

_USUAL = 0.63  # of the size; the widths are those of a wide typeface, so that words fit in any
_WIDTHS = {
    **dict.fromkeys(" .,:;/()[]'", 0.36),
    **dict.fromkeys("ijlI", 0.29),
    **dict.fromkeys("tfr", 0.41),
    **dict.fromkeys("+=\N{MINUS SIGN}\N{MULTIPLICATION SIGN}", 0.84),
    **dict.fromkeys("mwMW@%\N{RIGHTWARDS ARROW}", 0.95),
}

Point = tuple[float, float]


def number(value: float, digits: int = 2) -> str:
    """``value`` as people write it: no zeros at the end, thousands set apart, a real minus."""
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", _MINUS) if text != "-0" else "0"


def times(sizes: Iterable[int]) -> str:
    return " \N{MULTIPLICATION SIGN} ".join(f"{size:,}" for size in sizes)


def count(n: int, word: str) -> str:
    return f"{n:,} {word}{'' if n == 1 else 's'}"


def wide(words: str) -> float:
    """How wide ``words`` are at most, in units."""
    return LETTERS * sum(_WIDTHS.get(letter, _USUAL) for letter in words)


def wrap(words: str, room: float) -> list[str]:
    """``words`` in lines of at most ``room`` units."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


class Drawing:
    """A picture that grows downwards: shapes make it as high as they need.

    ``alt`` must say in words what the picture shows.
    """

    def __init__(self, title: str, width: float = WIDTH) -> None:
        self.title, self.alt, self.width, self.height = title, "", width, 0.0
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, look: str, **more: Any) -> None:
        self._add("rect", y + height, x=x, y=y, width=width, height=height, look=look, **more)

    def circle(self, x: float, y: float, radius: float, look: str) -> None:
        self._add("circle", y + radius, cx=x, cy=y, r=radius, look=look)

    def polygon(self, points: list[Point], look: str) -> None:
        data = "L".join(f"{_short(x)} {_short(y)}" for x, y in points)
        self.path(f"M{data}Z", look, max(y for _, y in points))

    def line(self, start: Point, end: Point, look: str) -> None:
        self._add("path", max(start[1], end[1]), d=_segment(start, end), look=look)

    def lines(self, segments: Iterable[tuple[Point, Point]], look: str) -> None:
        """Many lines in one element: a grid stays small."""
        if data := "".join(_segment(*segment) for segment in segments):
            self._add("path", 0, d=data, look=look)

    def path(self, data: str, look: str, bottom: float = 0, **more: Any) -> None:
        self._add("path", bottom, d=data, look=look, **more)

    def image(self, x: float, y: float, width: float, height: float, address: str) -> None:
        self._add("image", y + height, x=x, y=y, width=width, height=height, href=address)

    def text(self, x: float, y: float, words: str, look: str = "", anchor: str = "") -> None:
        """``words`` on the base line ``y``; ``anchor`` is ``middle`` or ``end``."""
        start = self._tag("text", x=x, y=y, look=look, **({"text-anchor": anchor} if anchor else {}))
        self._parts.append(f"{start}>{escape(words)}</text>")
        self.height = max(self.height, y + 5)

    def texts(self, x: float, y: float, lines: Iterable[str], look: str = "") -> float:
        """One line below the other; returns the base line for the next."""
        for line in lines:
            self.text(x, y, line, look)
            y += LINE
        return y

    def svg(self, name: str) -> str:
        """The whole as XML. ``name`` must be unique on the page: the ids of title and description begin with it."""
        width, height = _short(self.width), _short(self.height + 2)
        box = f'viewBox="0 0 {width} {height}" width="{_short(self.width * SHOWN)}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-labelledby="{name}-t {name}-d">'
        title = f'<title id="{name}-t">{escape(self.title)}</title>'
        return f'{head}{title}<desc id="{name}-d">{escape(self.alt)}</desc>{"".join(self._parts)}</svg>'

    def _add(self, element: str, bottom: float, look: str = "", **attributes: float | str) -> None:
        self._parts.append(f"{self._tag(element, look=look, **attributes)}/>")
        self.height = max(self.height, bottom)

    @staticmethod
    def _tag(element: str, look: str = "", **attributes: float | str) -> str:
        if look:
            attributes = {"class": look, **attributes}
        written = {name: value if isinstance(value, str) else _short(value) for name, value in attributes.items()}
        return f"<{element}" + "".join(f" {name}={quoteattr(value)}" for name, value in written.items())


def _segment(start: Point, end: Point) -> str:
    (x, y), (to_x, to_y) = start, end
    if x == to_x:
        return f"M{_short(x)} {_short(y)}V{_short(to_y)}"
    if y == to_y:
        return f"M{_short(x)} {_short(y)}H{_short(to_x)}"
    return f"M{_short(x)} {_short(y)}L{_short(to_x)} {_short(to_y)}"


def _short(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
