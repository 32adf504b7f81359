"""ome-writers: writes frames as they come from a microscope; with tensorstore as its backend."""

from __future__ import annotations

from typing import Any

import common

PACKAGES = ["ome-writers[tensorstore]"]
ABOUT = "writes only, plane by plane; its Zarr backend is tensorstore here"


def read(store: str, kind: str) -> Any:
    raise common.No("it has no function that reads")


def write(store: str, version: str, kind: str) -> None:
    import ome_writers

    if kind == "labels":
        raise common.No("it has no function that writes labels")
    if version != "0.5":
        raise common.No("it has no choice of version: it writes 0.5")
    plane = [
        ome_writers.Dimension(name=name, count=64, type="space", unit="micrometer", scale=0.5, chunk_size=64)
        for name in "yx"
    ]
    more: dict[str, Any] = {}
    if kind == "image":
        dimensions = [ome_writers.Dimension(name="c", count=2, type="channel"), *plane]
        frames = list(common.image())
    else:
        wells = [
            ome_writers.Position(name=f"{row}{column}", plate_row=row, plate_column=column)
            for row, column in common.WELLS
        ]
        dimensions = [ome_writers.PositionDimension(coords=wells), *plane]
        more["plate"] = ome_writers.Plate(row_names=list("AB"), column_names=list("123"), name="test")
        frames = [common.plane()] * len(wells)
    settings = ome_writers.AcquisitionSettings(
        root_path=store, dimensions=dimensions, dtype="uint16", format="ome-zarr", **more
    )
    with ome_writers.create_stream(settings) as stream:
        for frame in frames:
            stream.append(frame)
