import numpy as np
import zarr

# The picture: two tiles of one sample, 128 x 128 pixels each, taken with an overlap of 28 pixels.
rng = np.random.default_rng(12)
y, x = np.mgrid[:128, :228]
sample = np.zeros((128, 228))
for center_y, center_x in np.column_stack([rng.uniform(0, 128, 40), rng.uniform(0, 228, 40)]):
    sample += 2000 * np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / 60)
tiles = {"left": sample[:, :128], "right": sample[:, 100:]}

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
scene = zarr.create_group("scene.ome.zarr", zarr_format=3)
for name, pixels in tiles.items():  # each tile is a complete image, which knows nothing of the other
    image = scene.create_group(name)
    image.create_array("0", data=pixels.astype("uint16"), chunks=(128, 128))
    level = {"path": "0", "coordinateTransformations": [{
        "type": "scale", "scale": [0.5, 0.5], "input": {"path": "0"}, "output": {"name": "physical"},
    }]}
    multiscale = {"name": name, "coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}

# The scene places them: from the system of an image (path and name) to a system of its own (name only).
scene.attrs["ome"] = {"version": "0.6", "scene": {
    "coordinateSystems": [{"name": "world", "axes": axes}],
    "coordinateTransformations": [
        {"type": "identity", "input": {"path": "left", "name": "physical"}, "output": {"name": "world"}},
        {"type": "translation", "translation": [0.0, 50.0],  # 100 pixels of 0.5 micrometer
         "input": {"path": "right", "name": "physical"}, "output": {"name": "world"}},
    ],
}}
