import numpy as np
import zarr

# The picture: one field of 96 x 96 pixels for each of two wells, one with few cells and one with many.
rng = np.random.default_rng(6)
y, x = np.mgrid[:96, :96]
plate = zarr.create_group("plate.ome.zarr", zarr_format=3)
plate.attrs["ome"] = {"version": "0.6", "plate": {
    "name": "drug test", "field_count": 1,
    "rows": [{"name": "A"}, {"name": "B"}],  # every row and column of the plate, used or not
    "columns": [{"name": "1"}, {"name": "2"}, {"name": "3"}],
    "wells": [  # only wells that have images; rowIndex and columnIndex count from 0
        {"path": "A/1", "rowIndex": 0, "columnIndex": 0},
        {"path": "B/3", "rowIndex": 1, "columnIndex": 2},
    ],
}}
for path, cells in [("A/1", 6), ("B/3", 40)]:
    row = plate.require_group(path.split("/")[0])  # a row is a group without metadata of its own
    well = row.create_group(path.split("/")[1])
    well.attrs["ome"] = {"version": "0.6", "well": {"images": [{"path": "0"}]}}

    field = well.create_group("0")  # an image like any other
    centers = rng.uniform(0, 96, (cells, 2))
    pixels = sum(2000 * np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 30) for cy, cx in centers)
    field.create_array("0", data=pixels.astype("uint16"), chunks=(96, 96))
    axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
    level = {"path": "0", "coordinateTransformations": [{
        "type": "scale", "scale": [0.65, 0.65], "input": {"path": "0"}, "output": {"name": "physical"},
    }]}
    multiscale = {"coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    field.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
