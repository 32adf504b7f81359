import numpy as np
import zarr

# The picture: two fields of one well, imaged twice; in the second acquisition the cells have become dimmer.
rng = np.random.default_rng(7)
y, x = np.mgrid[:96, :96]
plate = zarr.create_group("plate.ome.zarr", zarr_format=3)
plate.attrs["ome"] = {"version": "0.6", "plate": {
    "name": "bleaching", "field_count": 2,
    "rows": [{"name": "A"}], "columns": [{"name": "1"}],
    "wells": [{"path": "A/1", "rowIndex": 0, "columnIndex": 0}],
    "acquisitions": [  # the rounds of imaging; images refer to their id
        {"id": 0, "name": "before", "maximumfieldcount": 2},
        {"id": 1, "name": "after", "maximumfieldcount": 2},
    ],
}}
well = plate.create_group("A").create_group("1")
# With more than one acquisition, every image MUST say to which it belongs.
images = [{"path": str(number), "acquisition": number // 2} for number in range(4)]
well.attrs["ome"] = {"version": "0.6", "well": {"images": images}}

centers = rng.uniform(0, 96, (2, 15, 2))  # 15 cells in each of the two fields
fields = [sum(np.exp(-((y - cy) ** 2 + (x - cx) ** 2) / 40) for cy, cx in cells) for cells in centers]
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [0.65, 0.65], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
multiscale = {"coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
for entry in images:
    field, acquisition = int(entry["path"]) % 2, entry["acquisition"]
    pixels = (fields[field] * [3000, 1200][acquisition]).astype("uint16")
    image = well.create_group(entry["path"])
    image.create_array("0", data=pixels, chunks=(96, 96))
    image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
