"""ngio: images, labels and plates of 0.4 and 0.5."""

from __future__ import annotations

from typing import Any

import common

PACKAGES = ["ngio"]
ABOUT = "pixels and metadata"
REFUSES = ("^NgioValidationError",)


def read(store: str, kind: str) -> Any:
    import ngio

    if kind == "plate":
        plate = ngio.open_ome_zarr_plate(store, mode="r")
        return plate.get_image(*common.WELLS[0], image_path="0").get_image().get_as_numpy()
    container = ngio.open_ome_zarr_container(store, mode="r")
    if kind == "labels":
        return container.get_label(container.list_labels()[0]).get_as_numpy()
    return container.get_image().get_as_numpy()


def write(store: str, version: str, kind: str) -> None:
    import ngio

    def image(place: Any, pixels: Any, axes: str) -> Any:
        return ngio.create_ome_zarr_from_array(
            place, pixels, pixelsize=0.5, axes_names=list(axes), levels=2, ngff_version=version, overwrite=True
        )

    if version not in ("0.4", "0.5"):
        raise common.No("its `ngff_version` is 0.4 or 0.5")
    if kind == "image":
        image(store, common.image(), "cyx")
    elif kind == "labels":
        label = image(store, common.plane(), "yx").derive_label(common.LABELS, dtype="uint8")
        label.set_array(common.labels())
        label.consolidate()
    else:
        plate = ngio.create_empty_plate(store, "test", ngff_version=version)
        for well in common.WELLS:
            plate.add_image(*well, image_path="0")
            image(plate.get_image_store(*well, image_path="0"), common.plane(), "yx")
