import numpy as np
from yaozarrs import v05
from yaozarrs.write.v05 import write_image

# The picture: 14 cells, and the label image that says which pixel belongs to which cell.
rng = np.random.default_rng(5)
centers = rng.uniform(20, 236, (14, 2))[:, :, None, None]
y, x = np.mgrid[:256, :256]
distance = np.hypot(y - centers[:, 0], x - centers[:, 1])  # one plane for each cell
cells = (3000 * np.exp(-((distance / 16) ** 2))).sum(axis=0).astype("uint16")
# 0 means no cell; the cells are numbered from 1.
labels = np.where(distance.min(axis=0) < 18, distance.argmin(axis=0) + 1, 0).astype("uint8")

axes = [v05.SpaceAxis(name=name, unit="micrometer") for name in ("y", "x")]
datasets = [
    v05.Dataset(path=path, coordinateTransformations=[v05.ScaleTransformation(scale=[size, size])])
    for path, size in [("0", 0.325), ("1", 0.65)]
]
multiscales = [v05.Multiscale(axes=axes, datasets=datasets)]
image_label = v05.ImageLabel(
    colors=[v05.LabelColor(label_value=1, rgba=[255, 80, 0, 255])],
    properties=[v05.LabelProperty(label_value=1, **{"class": "dividing"})],
    source=v05.LabelSource(image="../../"),
)
nuclei = v05.LabelImage(multiscales=multiscales, image_label=image_label)
write_image(  # it writes the list of label images as well
    "labels.ome.zarr", v05.Image(multiscales=multiscales), [cells, cells[::2, ::2]],
    labels={"nuclei": (nuclei, [labels, labels[::2, ::2]])}, chunks=(128, 128), writer="zarr",
)
