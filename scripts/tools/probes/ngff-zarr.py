"""ngff-zarr: images and plates with their pixels. For label images inside an image it has no function."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import common

PACKAGES = ["ngff-zarr"]
ABOUT = "pixels and metadata; a label image is opened as an image, by its path"
REFUSES = ("[Uu]nsupported", "not supported", "[Oo]nly supports?", "cannot be written")


def read(store: str, kind: str) -> Any:
    import ngff_zarr

    if kind == "plate":
        well = ngff_zarr.from_hcs_zarr(store).get_well(*common.WELLS[0])
        if well is None:
            raise common.No("`get_well` finds no well in the plate")
        return well.get_image(0).images[0].data.compute()
    place = f"{store}/labels/{_first_label(store)}" if kind == "labels" else store
    return ngff_zarr.from_ome_zarr(place).images[0].data.compute()


def _first_label(store: str) -> Any:
    document = Path(store, "labels/zarr.json")
    if document.exists():
        return json.loads(document.read_text("utf-8"))["attributes"]["ome"]["labels"][0]
    return json.loads(Path(store, "labels/.zattrs").read_text("utf-8"))["labels"][0]


def write(store: str, version: str, kind: str) -> None:
    import ngff_zarr

    if kind == "labels":
        raise common.No("it has no function that writes label images into an image")

    def multiscales(pixels: Any, dims: str) -> Any:
        scale = {name: 0.5 if name in "yx" else 1.0 for name in dims}
        units = {"y": "micrometer", "x": "micrometer"}
        image = ngff_zarr.to_ngff_image(pixels, dims=list(dims), name="test", scale=scale, axes_units=units)
        return ngff_zarr.to_multiscales(image, scale_factors=[2], method=ngff_zarr.Methods.DASK_BIN_SHRINK)

    if kind == "image":
        ngff_zarr.to_ome_zarr(store, multiscales(common.image(), "cyx"), version=version)
        return
    from ngff_zarr.v04.zarr_metadata import Plate, PlateColumn, PlateRow, PlateWell

    rows, columns = [PlateRow(name=name) for name in "AB"], [PlateColumn(name=name) for name in "123"]
    wells = [PlateWell(path="A/1", rowIndex=0, columnIndex=0), PlateWell(path="B/3", rowIndex=1, columnIndex=2)]
    plate = Plate(columns=columns, rows=rows, wells=wells, name="test", field_count=1, version=version)
    ngff_zarr.to_hcs_zarr(ngff_zarr.HCSPlate(store, plate), store)
    for row, column in common.WELLS:
        ngff_zarr.write_hcs_well_image(
            store, multiscales(common.plane(), "yx"), plate, row, column, field_index=0, version=version
        )
