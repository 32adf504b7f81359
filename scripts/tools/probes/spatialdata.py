"""spatialdata: its own stores, in which each image is an OME-Zarr image and each label image stands by itself."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import common

PACKAGES = ["spatialdata"]
ABOUT = "stores of SpatialData; each image in one is a group with OME-Zarr keys, and labels stand beside images"


def read(store: str, kind: str) -> Any:
    import spatialdata

    found = spatialdata.read_zarr(store)
    if not found.images:
        raise common.No("`read_zarr` finds no image: it reads stores of SpatialData")
    return next(iter(found.images.values()))


def write(store: str, version: str, kind: str) -> None:
    if kind != "image":
        raise common.No("it has no plates" if kind == "plate" else "its labels stand beside images, not inside one")
    if version != "0.5":
        raise common.No("it writes 0.5; the formats for older stores are in a private module")
    import spatialdata
    from spatialdata.models import Image2DModel

    image = Image2DModel.parse(common.image(), dims=("c", "y", "x"), scale_factors=[2])
    whole = Path(store).with_name("whole.zarr")
    shutil.rmtree(whole, ignore_errors=True)
    spatialdata.SpatialData(images={"test": image}).write(whole)
    shutil.move(whole / "images/test", store)
