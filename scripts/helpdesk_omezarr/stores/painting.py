"""Colors of a picture: channels as light that adds up, labels as paint over it."""

from __future__ import annotations

from typing import Any

import numpy as np
from PIL import ImageColor

_PALETTE = ("00FF00", "FF00FF", "00FFFF", "FFFF00", "FF8000", "0080FF")
_RGB = ("FF0000", "00FF00", "0000FF")


def paint_channels(planes: np.ndarray, ome: dict[str, Any]) -> tuple[np.ndarray, list[str]]:
    """The picture (y, x, 3) of ``planes`` (channel, y, x), and for each channel that is shown its label and color.

    Each window is stretched to its channel's color, and all are added up:
    https://ngff.openmicroscopy.org/0.5/index.html#omero-md
    """
    channels = (ome.get("omero") or {}).get("channels") or []
    usual = ("FFFFFF",) if len(planes) == 1 else _RGB if len(planes) == 3 and planes.dtype == "uint8" else _PALETTE
    canvas, told = np.zeros((*planes.shape[1:], 3)), []
    for number, plane in enumerate(planes):
        channel = channels[number] if number < len(channels) else {}
        if channel.get("active") is False:
            continue
        color = f"#{channel.get('color', usual[number % len(usual)])}"
        values = np.nan_to_num(plane.astype(float))
        window = channel.get("window") or {}
        low, high = window.get("start", values.min()), window.get("end", values.max())
        bright = np.clip((values - low) / ((high - low) or 1), 0, 1)
        canvas += bright[..., None] * np.array(ImageColor.getrgb(color)[:3])
        told.append(f"{channel['label']} {color}" if channel.get("label") else color)
    return np.clip(canvas, 0, 255), told


def paint_labels(canvas: np.ndarray, values: np.ndarray, ome: dict[str, Any], opacity: float) -> np.ndarray:
    """``canvas`` (y, x, 3) with each of ``values`` (y, x) but 0 in its declared or a usual color.

    https://ngff.openmicroscopy.org/0.5/index.html#labels-md
    """
    declared = (ome.get("image-label") or {}).get("colors") or []
    colors = {int(color["label-value"]): color["rgba"] for color in declared if "rgba" in color}
    canvas = canvas.copy()
    for value in np.unique(values):
        rgba = colors.get(int(value))
        if rgba is None and value != 0:
            rgba = [*ImageColor.getrgb(f"#{_PALETTE[int(value) % len(_PALETTE)]}"), 255]
        if rgba:
            strength = opacity * rgba[3] / 255
            canvas[values == value] = canvas[values == value] * (1 - strength) + np.array(rgba[:3]) * strength
    return canvas
