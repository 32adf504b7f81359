import numpy as np
import zarr

# The picture: two channels of 256 x 256 pixels, bright nuclei and a dim cell body around each.
rng = np.random.default_rng(1)
y, x = np.mgrid[:256, :256]
nuclei, bodies = np.zeros((2, 256, 256))
for center_y, center_x in rng.uniform(10, 246, (30, 2)):
    distance = (y - center_y) ** 2 + (x - center_x) ** 2
    nuclei += 3000 * np.exp(-distance / 60)
    bodies += 900 * np.exp(-distance / 300)
level_0 = np.stack([nuclei, bodies]).astype("uint16")
level_1 = level_0[:, ::2, ::2]  # every second pixel in y and x; both channels stay

image = zarr.create_group("image.ome.zarr", zarr_format=3)
datasets = []
for path, pixels, pixel_size in [("0", level_0, 0.325), ("1", level_1, 0.65)]:  # largest level first
    image.create_array(path, data=pixels, chunks=(1, 128, 128))
    to_physical = {  # 0.6: a transform says from where to where it leads
        "type": "scale", "scale": [1.0, pixel_size, pixel_size],
        "input": {"path": path}, "output": {"name": "physical"},
    }
    datasets.append({"path": path, "coordinateTransformations": [to_physical]})

physical = {  # 0.6: the axes belong to a named coordinate system
    "name": "physical",
    "axes": [  # one per dimension: time first, then channel, then space
        {"name": "c", "type": "channel"},
        {"name": "y", "type": "space", "unit": "micrometer"},
        {"name": "x", "type": "space", "unit": "micrometer"},
    ],
}
multiscale = {"name": "cells", "coordinateSystems": [physical], "datasets": datasets}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
