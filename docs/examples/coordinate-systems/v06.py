import numpy as np
import zarr

# The picture: 128 x 128 pixels with a bright cross in the middle and four dots around it.
y, x = np.mgrid[:128, :128]
pixels = 1500 * (np.exp(-((y - 64) ** 2) / 6) + np.exp(-((x - 64) ** 2) / 6))
for center_y, center_x in [(32, 32), (32, 96), (96, 32), (96, 96)]:
    pixels += 2500 * np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / 30)

image = zarr.create_group("systems.ome.zarr", zarr_format=3)
image.create_array("0", data=pixels.astype("uint16"), chunks=(64, 64))
micrometers = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
systems = [  # names MUST differ within the list
    {"name": "physical", "axes": micrometers},
    {"name": "stage", "axes": micrometers},  # the same axes, but another origin: another system
    {"name": "pixels", "axes": [{"name": "y", "type": "space"}, {"name": "x", "type": "space"}]},
]
# "physical" is what all levels lead to: the intrinsic coordinate system of the image.
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [0.5, 0.5], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
# From there on, a transform leads to each other system. All systems MUST be connected.
transforms = [
    {"type": "translation", "translation": [12000.0, 8500.0],
     "input": {"name": "physical"}, "output": {"name": "stage"}},
    {"type": "scale", "scale": [2.0, 2.0], "input": {"name": "physical"}, "output": {"name": "pixels"}},
]
image.attrs["ome"] = {"version": "0.6", "multiscales": [{
    "name": "cross", "coordinateSystems": systems, "datasets": [level],
    "coordinateTransformations": transforms,
}]}
