import numpy as np
import zarr

# The picture: 1024 x 1024 pixels with 300 small cells over a background of 100.
rng = np.random.default_rng(8)
pixels = np.full((1024, 1024), 100, "uint16")
y, x = np.mgrid[-12:12, -12:12]
cell = (1500 * np.exp(-(y**2 + x**2) / 25)).astype("uint16")
for top, left in rng.integers(0, 1000, (300, 2)):
    pixels[top : top + 24, left : left + 24] += cell

image = zarr.create_group("sharded.ome.zarr", zarr_format=3)
datasets = []
for path, factor in [("0", 1), ("1", 2)]:
    image.create_array(
        path, data=pixels[::factor, ::factor],
        chunks=(128, 128),  # what a reader reads at once ("inner chunk")
        shards=(512, 512),  # what is one file: 4 x 4 chunks and an index; a multiple of the chunk
        dimension_names=["y", "x"],
    )
    scale = {"type": "scale", "scale": [0.325 * factor, 0.325 * factor]}
    datasets.append({"path": path, "coordinateTransformations": [scale]})

# Nothing in the OME-Zarr metadata tells about shards: they belong to the Zarr array.
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
multiscale = {"name": "cells", "axes": axes, "datasets": datasets}
image.attrs["ome"] = {"version": "0.5", "multiscales": [multiscale]}
