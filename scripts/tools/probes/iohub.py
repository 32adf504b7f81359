"""iohub: images of five dimensions, labels and plates of 0.4 and 0.5."""

from __future__ import annotations

from typing import Any

import common

PACKAGES = ["iohub"]
ABOUT = "pixels and metadata; writes five dimensions"
REFUSES = ("^ValidationError",)


def read(store: str, kind: str) -> Any:
    from iohub.ngff import open_ome_zarr

    with open_ome_zarr(store, mode="r") as found:
        if kind == "plate":
            found = next(position for _, position in found.positions())
        if kind == "labels":
            found = next(label for _, label in found.labels())
        return next(iter(found.images()))[1][...] if kind != "labels" else found.data[...]


def write(store: str, version: str, kind: str) -> None:
    from iohub.ngff import open_ome_zarr

    if version not in ("0.4", "0.5"):
        raise common.No("its `version` is 0.4 or 0.5")
    pixels = common.image() if kind == "image" else common.plane()[None]
    five = pixels[None, :, None]
    names = [f"channel {number}" for number in range(len(pixels))]
    layout = "hcs" if kind == "plate" else "fov"
    with open_ome_zarr(store, layout=layout, mode="w-", channel_names=names, version=version) as root:
        if kind == "plate":
            for row, column in common.WELLS:
                root.create_position(row, column, "0").create_image("0", five)
            return
        root.create_image("0", five)
        if kind == "labels":
            root.create_label(common.LABELS, common.labels()[None, None])
