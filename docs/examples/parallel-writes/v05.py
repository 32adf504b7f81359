import threading

import numpy as np
import zarr

# The picture: 256 x 256 pixels of crossing waves, written by four threads, a quarter each.
y, x = np.mgrid[:256, :256]
pixels = (1000 + 600 * np.sin(np.hypot(y, x) / 8) + 300 * np.sin((x - y) / 11)).astype("uint16")

image = zarr.create_group("parallel.ome.zarr", zarr_format=3)
array = image.create_array(
    "0", shape=pixels.shape, dtype=pixels.dtype,
    chunks=(64, 64), shards=(128, 128), dimension_names=["y", "x"],
)


def write(top, left):
    region = (slice(top, top + 128), slice(left, left + 128))
    array[region] = pixels[region]


# Safe, because no two writers touch the same shard: the borders of their regions are borders of shards.
writers = [threading.Thread(target=write, args=(top, left)) for top in (0, 128) for left in (0, 128)]
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.5, 0.5]}]}
multiscale = {"name": "waves", "axes": axes, "datasets": [level]}
image.attrs["ome"] = {"version": "0.5", "multiscales": [multiscale]}
