"""An image of two channels with one label image, 0.5."""

import numpy as np
import zarr

AXES = [{"name": "c", "type": "channel"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}]
DATASET = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 0.5, 0.5]}]}
MULTISCALES = [{"name": "image", "axes": AXES, "datasets": [DATASET]}]
WINDOW = {"min": 0, "max": 255, "start": 0, "end": 126}

image = zarr.open_group("image.ome.zarr", mode="w", zarr_format=3)
c, y, x = np.indices((2, 32, 32))
pixels = np.where(c == 0, 2 * x + 2 * y, 0).astype("uint8")
image.create_array("0", data=pixels, chunks=(1, 16, 16), dimension_names=["c", "y", "x"])
colors = [{"color": color, "window": WINDOW} for color in ("FF0000", "00FF00")]
image.attrs["ome"] = {"version": "0.5", "multiscales": MULTISCALES, "omero": {"channels": colors}}

labels = image.create_group("labels")
labels.attrs["ome"] = {"version": "0.5", "labels": ["cells"]}
cells = labels.create_group("cells")
values = np.where((x < 8) & (y < 8), 7, 0).astype("uint8")
cells.create_array("0", data=values, chunks=(1, 16, 16), dimension_names=["c", "y", "x"])
shown = {"colors": [{"label-value": 7, "rgba": [0, 0, 255, 255]}]}
cells.attrs["ome"] = {"version": "0.5", "multiscales": MULTISCALES, "image-label": shown}
