import numpy as np
from yaozarrs import v05
from yaozarrs.write.v05 import write_image

# The picture: two channels of 256 x 256 pixels, bright nuclei and a dim cell body around each.
rng = np.random.default_rng(1)
y, x = np.mgrid[:256, :256]
nuclei, bodies = np.zeros((2, 256, 256))
for center_y, center_x in rng.uniform(10, 246, (30, 2)):
    distance = (y - center_y) ** 2 + (x - center_x) ** 2
    nuclei += 3000 * np.exp(-distance / 60)
    bodies += 900 * np.exp(-distance / 300)
level_0 = np.stack([nuclei, bodies]).astype("uint16")
level_1 = level_0[:, ::2, ::2]

axes = [
    v05.ChannelAxis(name="c"),
    v05.SpaceAxis(name="y", unit="micrometer"),
    v05.SpaceAxis(name="x", unit="micrometer"),
]
datasets = [
    v05.Dataset(path=path, coordinateTransformations=[v05.ScaleTransformation(scale=[1.0, size, size])])
    for path, size in [("0", 0.325), ("1", 0.65)]
]
cells = v05.Image(multiscales=[v05.Multiscale(name="cells", axes=axes, datasets=datasets)])
# It writes dimension_names and the version by itself.
write_image("image.ome.zarr", cells, [level_0, level_1], chunks=(1, 128, 128), writer="zarr")
