"""What a mistake is in: images, labels, plates ... It follows from the example whose store is broken."""

from __future__ import annotations

STRUCTURES = {
    "image": "Images and axes",
    "size": "Pixel sizes and transformations",
    "channels": "Channels and display",
    "labels": "Labels",
    "plates": "Plates and wells",
    "collections": "Collections and scenes",
    "viewing": "Opening and viewing",
    "tool": "Installing and using tools",
}
_OF_EXAMPLES = {
    "level-transforms": "size",
    "transformations": "size",
    "transform-fields": "size",
    "transform-project": "size",
    "coordinate-systems": "size",
    "omero": "channels",
    "labels": "labels",
    "plate": "plates",
    "well": "plates",
    "bioformats2raw": "collections",
    "scene": "collections",
}


def structure_of(sort: str, example: str | None) -> str:
    """A key of ``STRUCTURES``. Stores of other examples are images."""
    if sort in STRUCTURES:
        return sort
    return _OF_EXAMPLES.get(example or "", "image")
