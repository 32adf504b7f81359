import numpy as np
from ome_zarr.classes import OMEZarrImage, OMEZarrMultiscale

# The picture: two channels of 256 x 256 pixels, bright nuclei and a dim cell body around each.
rng = np.random.default_rng(1)
y, x = np.mgrid[:256, :256]
nuclei, bodies = np.zeros((2, 256, 256))
for center_y, center_x in rng.uniform(10, 246, (30, 2)):
    distance = (y - center_y) ** 2 + (x - center_x) ** 2
    nuclei += 3000 * np.exp(-distance / 60)
    bodies += 900 * np.exp(-distance / 300)
pixels = np.stack([nuclei, bodies]).astype("uint16")

image = OMEZarrImage(
    pixels, axes="cyx", name="cells",
    scale={"c": 1.0, "y": 0.325, "x": 0.325}, axes_units={"y": "micrometer", "x": "micrometer"},
)
# It makes level 1 by itself, by averaging, and adds the half-pixel translation that belongs to it.
cells = OMEZarrMultiscale(image, scale_factors=[2], method="local_mean")
cells.to_ome_zarr("image.ome.zarr", storage_options={"chunks": (1, 128, 128)}, version="0.6")
