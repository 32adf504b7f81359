import numpy as np
import zarr

# The picture: 256 x 256 pixels of thin rings, which show every wrong shift.
y, x = np.mgrid[:256, :256]
distance = np.hypot(y - 100, x - 150)
level = (1000 + 900 * np.cos(distance / 3) * np.exp(-distance / 90)).astype("float32")

image = zarr.create_group("levels.ome.zarr", zarr_format=2)
datasets = []
for number in range(3):
    path, factor = str(number), 2**number
    separator = {"name": "v2", "separator": "/"}
    image.create_array(path, data=level.astype("uint16"), chunks=(64, 64), chunk_key_encoding=separator)
    pixel_size = 0.1 * factor
    # An averaged pixel covers factor x factor pixels of level 0. Its center is the middle of them:
    # half a pixel of this level minus half a pixel of level 0 away from the center of their first.
    shift = round((pixel_size - 0.1) / 2, 3)  # rounded, as 0.4 - 0.1 is not quite 0.3
    datasets.append({"path": path, "coordinateTransformations": [  # scale first, then translation
        {"type": "scale", "scale": [pixel_size, pixel_size]},
        {"type": "translation", "translation": [shift, shift]},
    ]})
    level = (level[::2, ::2] + level[1::2, ::2] + level[::2, 1::2] + level[1::2, 1::2]) / 4

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
image.attrs["multiscales"] = [
    {"version": "0.4", "name": "rings", "type": "mean", "axes": axes, "datasets": datasets}
]
