"""bioio with bioio-ome-zarr: images, without labels and plates."""

from __future__ import annotations

from typing import Any

import common

PACKAGES = ["bioio", "bioio-ome-zarr"]
ABOUT = "pixels, as five dimensions, and metadata of images; a field of a plate is opened by its own path"
REFUSES = ("UnsupportedFileFormat",)


def read(store: str, kind: str) -> Any:
    import bioio
    import bioio_ome_zarr

    if kind == "labels":
        raise common.No("it has no function that lists or opens the labels of an image")
    return bioio.BioImage(store, reader=bioio_ome_zarr.Reader).data


def write(store: str, version: str, kind: str) -> None:
    from bioio_ome_zarr.writers import OMEZarrWriter

    if kind != "image":
        raise common.No("its writer is for images")
    if version not in ("0.4", "0.5"):
        raise common.No("its writer is for 0.4 (zarr_format=2) and 0.5 (zarr_format=3)")
    pixels = common.image()
    writer = OMEZarrWriter(
        store, [(2, 64, 64), (2, 32, 32)], pixels.dtype, zarr_format=2 if version == "0.4" else 3,
        axes_names=list("cyx"), axes_types=["channel", "space", "space"],
        axes_units=[None, "micrometer", "micrometer"], physical_pixel_size=[1.0, 0.5, 0.5],
    )  # fmt: skip
    writer.write_full_volume(pixels)
