import numpy as np
from ome_zarr.classes import OMEZarrImage, OMEZarrLabels, OMEZarrMultiscale

# The picture: 14 cells, and the label image that says which pixel belongs to which cell.
rng = np.random.default_rng(5)
centers = rng.uniform(20, 236, (14, 2))[:, :, None, None]
y, x = np.mgrid[:256, :256]
distance = np.hypot(y - centers[:, 0], x - centers[:, 1])  # one plane for each cell
cells = (3000 * np.exp(-((distance / 16) ** 2))).sum(axis=0).astype("uint16")
# 0 means no cell; the cells are numbered from 1.
labels = np.where(distance.min(axis=0) < 18, distance.argmin(axis=0) + 1, 0).astype("uint8")

space = {"scale": {"y": 0.325, "x": 0.325}, "axes_units": {"y": "micrometer", "x": "micrometer"}}
# Level 1 of the labels is made without averaging. It lists all values and makes up a color for each.
nuclei = OMEZarrLabels(OMEZarrImage(labels, axes="yx", name="nuclei", **space), scale_factors=[2])
image = OMEZarrMultiscale(
    OMEZarrImage(cells, axes="yx", name="cells", **space),
    scale_factors=[2], method="local_mean", labels=nuclei,
)
image.to_ome_zarr("labels.ome.zarr", storage_options={"chunks": (128, 128)}, version="0.6")
