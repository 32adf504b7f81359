import numpy as np
import zarr
from yaozarrs import v05
from yaozarrs.write.v05 import write_plate

# The picture: one field of 96 x 96 pixels for each of two wells, one with few cells and one with many.
rng = np.random.default_rng(6)
y, x = np.mgrid[:96, :96]
axes = [v05.SpaceAxis(name=name, unit="micrometer") for name in ("y", "x")]
level = v05.Dataset(path="0", coordinateTransformations=[v05.ScaleTransformation(scale=[0.65, 0.65])])
image = v05.Image(multiscales=[v05.Multiscale(axes=axes, datasets=[level])])
fields = {}
for row, column, cells in [("A", "1", 6), ("B", "3", 40)]:
    centers = rng.uniform(0, 96, (cells, 2))
    pixels = sum(2000 * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 30) for cy, cx in centers)
    fields[row, column, "0"] = (image, [pixels.astype("uint16")])

# By itself it would list only the rows and columns that have images; a plate lists all of them.
layout = {
    "name": "drug test", "field_count": 1,
    "rows": [{"name": name} for name in "AB"], "columns": [{"name": name} for name in "123"],
    "wells": [
        {"path": "A/1", "rowIndex": 0, "columnIndex": 0}, {"path": "B/3", "rowIndex": 1, "columnIndex": 2},
    ],
}
write_plate("plate.ome.zarr", fields, plate=layout, chunks=(96, 96), writer="zarr")

# It leaves out plate.version, which 0.5 asks for. Attributes are assigned whole, not key by key.
plate = zarr.open_group("plate.ome.zarr", mode="r+")
metadata = plate.attrs["ome"]
metadata["plate"]["version"] = "0.5"
plate.attrs["ome"] = metadata
