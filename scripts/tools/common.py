"""What every probe needs: pictures to write, the answer about a picture that was read, and a way to say no."""

from __future__ import annotations

from typing import Any

import numpy as np

KINDS = ("image", "labels", "plate")
# Where our own stores, and those that the probes write, have the wells of a plate.
WELLS = (("A", "1"), ("B", "3"))
LABELS = "nuclei"


class No(Exception):
    """The library has no function for what is asked; the message says why, in a few words."""


def image() -> np.ndarray:
    """Two channels, cyx, of 64 x 64 pixels."""
    return np.random.default_rng(1).integers(0, 4000, (2, 64, 64)).astype("uint16")


def plane() -> np.ndarray:
    """One plane, yx, of 64 x 64 pixels: a field of a plate, or the image below labels."""
    return image()[0]


def labels() -> np.ndarray:
    """Which pixel of :func:`plane` belongs to which of four cells: yx, 0 for none."""
    found = np.zeros((64, 64), "uint8")
    for number, (y, x) in enumerate([(4, 4), (4, 40), (40, 4), (40, 40)], 1):
        found[y : y + 16, x : x + 16] = number
    return found


def written(kind: str) -> np.ndarray:
    """The pixels that the first level must have where ``kind`` was written: of the label image, of the first field."""
    return {"image": image, "labels": labels, "plate": plane}[kind]()


def answer(pixels: Any) -> dict[str, Any]:
    """What tells whether the right pixels were read: shape (without axes of length 1), data type and sum."""
    found = np.asarray(pixels)
    shape = [int(length) for length in found.shape if length != 1]
    return {"shape": shape, "dtype": found.dtype.name, "sum": int(found.sum(dtype="uint64"))}
