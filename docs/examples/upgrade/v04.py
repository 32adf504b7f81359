import numpy as np
import zarr

# The picture: 192 x 192 pixels with one large ring-shaped colony.
y, x = np.mgrid[:192, :192]
distance = np.hypot(y - 96, x - 90)
colony = 300 + 2500 * np.exp(-((distance - 55) ** 2) / 200) + 900 * np.exp(-(distance**2) / 300)
pixels = colony.astype("uint16")
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
levels = {"0": [0.65, 0.65], "1": [1.3, 1.3]}

# The image before its upgrades. The tabs 0.5 and 0.6 begin with it.
image = zarr.create_group("colony.ome.zarr", zarr_format=2)
separator = {"name": "v2", "separator": "/"}
image.create_array("0", data=pixels, chunks=(96, 96), chunk_key_encoding=separator)
image.create_array("1", data=pixels[::2, ::2], chunks=(96, 96), chunk_key_encoding=separator)
datasets = [
    {"path": path, "coordinateTransformations": [{"type": "scale", "scale": scale}]}
    for path, scale in levels.items()
]
image.attrs["multiscales"] = [{"version": "0.4", "name": "colony", "axes": axes, "datasets": datasets}]
