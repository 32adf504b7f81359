import numpy as np
import zarr

# The picture: four round cells in 128 x 128 pixels.
y, x = np.mgrid[:128, :128]
pixels = np.zeros((128, 128))
for center_y, center_x, radius in [(30, 34, 18), (80, 46, 24), (50, 98, 21), (104, 104, 14)]:
    pixels += 230 * np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / radius**2)
pixels = pixels.clip(0, 255).astype("uint8")

image = zarr.create_group("single.ome.zarr", zarr_format=3)
image.create_array("0", data=pixels, chunks=(64, 64), dimension_names=["y", "x"])

# Even a single array is listed in "datasets": this list has one entry, the largest (and only) level.
only_level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.65, 0.65]}]}
axes = [
    {"name": "y", "type": "space", "unit": "micrometer"},
    {"name": "x", "type": "space", "unit": "micrometer"},
]
multiscale = {"name": "four cells", "axes": axes, "datasets": [only_level]}
image.attrs["ome"] = {"version": "0.5", "multiscales": [multiscale]}
