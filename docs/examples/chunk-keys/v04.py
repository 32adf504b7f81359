import numpy as np
import zarr

# The picture: 256 x 256 pixels in a checkered pattern of rounded tiles, one tile for each chunk.
y, x = np.mgrid[:256, :256]
tile = (y // 64 + x // 64) % 2
rounded = np.sin(y * np.pi / 64) ** 2 * np.sin(x * np.pi / 64) ** 2
pixels = (600 + 1200 * tile + 700 * rounded).astype("uint16")

image = zarr.create_group("keys.ome.zarr", zarr_format=2)
# Since 0.2, OME-Zarr puts chunks into nested folders: the chunk in row 1, column 2 is "0/1/2", not "0/1.2".
# The default of Zarr version 2 is the dot, so it must be said.
separator = {"name": "v2", "separator": "/"}
image.create_array("0", data=pixels, chunks=(64, 64), chunk_key_encoding=separator)

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.5, 0.5]}]}
image.attrs["multiscales"] = [{"version": "0.4", "name": "tiles", "axes": axes, "datasets": [level]}]
