"""The pictures that other sites show beside a link to a page, one for each place of the site, and the touch icon.

They are drawn by the build. ``helpdesk_preview`` names a picture of the built site to set beside the words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import PIL
from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo
from sphinx.application import Sphinx
from sphinx.config import Config

from helpdesk.model.page import short_hash

SIZE = (1200, 630)
_PAPER, _INK, _SOFT, _ACCENT = "#0b0f12", "#ffffff", "#a9bac3", "#7fd0db"
_FOLDER = "previews"


def setup(app: Sphinx) -> None:
    app.add_config_value("helpdesk_preview", "", "html", types=frozenset({str}))


def preview(app: Sphinx, places: list[dict[str, Any]]) -> dict[str, str] | None:
    """The address and the words of the picture for a page in the marked place; None without an address of the site."""
    config = app.config
    if not config.html_baseurl:
        return None
    place = next((place for place in places if place["current"]), None)
    name = _name(place["doc"]) if place else "home"
    words = f"{config.project}: {place['title']}" if place else str(config.project)
    return {"address": f"{config.html_baseurl.rstrip('/')}/{_FOLDER}/{name}.png", "alt": words}


def write(app: Sphinx, places: list[dict[str, Any]]) -> None:
    """Draw into the built site those of them that changed."""
    out, config = Path(app.outdir), app.config
    code = config.helpdesk_code, PIL.__version__
    _draw_if_changed(out / "touch-icon.png", short_hash(code), lambda: _icon(180))
    if config.html_baseurl:
        beside = out / config.helpdesk_preview if config.helpdesk_preview else None
        shown = beside.read_bytes() if beside and beside.is_file() else b""
        for name, title in [("home", ""), *((_name(place["doc"]), place["title"]) for place in places)]:
            digest = short_hash(code, config.project, title, shown)
            _draw_if_changed(out / _FOLDER / f"{name}.png", digest, partial(_draw, config, title, beside))


def _draw_if_changed(path: Path, digest: str, draw: Callable[[], Image.Image]) -> None:
    """Write what ``draw`` gives unless the picture at ``path`` says that it was made from the same ``digest``."""
    try:
        with Image.open(path) as found:
            if found.info.get("made-from") == digest:
                return
    except (FileNotFoundError, UnidentifiedImageError):
        path.parent.mkdir(parents=True, exist_ok=True)
    made_from = PngInfo()
    made_from.add_text("made-from", digest)
    draw().save(path, "PNG", pnginfo=made_from)


def _name(doc: str) -> str:
    return doc.removesuffix("/index").replace("/", "-")


def _draw(config: Config, title: str, beside: Path | None) -> Image.Image:
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    width = SIZE[0] - 160
    if beside and beside.is_file():
        with Image.open(beside) as found:
            picture.paste(found.convert("RGB").resize((SIZE[1], SIZE[1])), (SIZE[0] - SIZE[1], 0))
        half = SIZE[1] // 2
        middle = SIZE[0] - half
        for border in ((middle, 0, middle, SIZE[1]), (SIZE[0] - SIZE[1], half, SIZE[0], half)):
            draw.line(border, fill=_SOFT, width=2)
        draw.rectangle((middle, 0, SIZE[0] - 3, half), outline=_ACCENT, width=6)
        width = SIZE[0] - SIZE[1] - 120
    picture.paste(_icon(72), (64, 64))
    large = [str(title)] if title else _lines(str(config.project), _font(76), width)
    top = SIZE[1] - 84 - 92 * len(large)
    if title:
        draw.text((64, top - 62), str(config.project), font=_font(40), fill=_SOFT)
    for line in large:
        draw.text((64, top), line, font=_font(76), fill=_INK)
        top += 92
    return picture


def _lines(text: str, font: Any, width: int) -> list[str]:
    """``text`` in lines that are no wider than ``width`` pixels."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _icon(side: int) -> Image.Image:
    """Four chunks, one of them another than the others."""
    icon = Image.new("RGB", (side, side), "#0b5f6e")
    draw = ImageDraw.Draw(icon)
    unit = side / 16
    for x, y, color in ((3, 3, "#fff"), (9, 3, "#fff"), (3, 9, "#fff"), (9, 9, "#8fd3dc")):
        draw.rectangle((x * unit, y * unit, (x + 4) * unit - 1, (y + 4) * unit - 1), fill=color)
    return icon


def _font(size: int) -> Any:
    return ImageFont.load_default(size)
