import numpy as np
import zarr

# The picture: a stack of 64 x 128 x 128 voxels with bright filaments that wander from plane to plane.
z, y, x = np.ogrid[:64, :128, :128]
pixels = np.full((64, 128, 128), 100.0)
for phase in range(5):
    center_y, center_x = 64 + 40 * np.sin(z / 15 + phase), 64 + 45 * np.cos(z / 20 + 1.9 * phase)
    pixels += 2000 * np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / 20)

# Cubes are a compromise: no direction of reading is very good or very bad. (1, 128, 128) would suit
# a viewer that shows planes, (64, 16, 16) a program that follows single pixels through z.
chunks = (32, 32, 32)
image = zarr.create_group("stack.ome.zarr", zarr_format=2)
separator = {"name": "v2", "separator": "/"}
image.create_array("0", data=pixels.astype("uint16"), chunks=chunks, chunk_key_encoding=separator)
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("z", "y", "x")]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1.0, 0.5, 0.5]}]}
multiscale = {"version": "0.4", "name": "filaments", "axes": axes, "datasets": [level]}
image.attrs["multiscales"] = [multiscale]
