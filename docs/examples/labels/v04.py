import numpy as np
import zarr

# The picture: 14 cells, and the label image that says which pixel belongs to which cell: 1 to 14, or 0 for none.
rng = np.random.default_rng(5)
centers = rng.uniform(20, 236, (14, 2))[:, :, None, None]
y, x = np.mgrid[:256, :256]
distance = np.hypot(y - centers[:, 0], x - centers[:, 1])  # one plane for each cell
cells = (3000 * np.exp(-((distance / 16) ** 2))).sum(axis=0).astype("uint16")
labels = np.where(distance.min(axis=0) < 18, distance.argmin(axis=0) + 1, 0).astype("uint8")


def write(group, pixels):
    """Write two levels; return their metadata. Image and labels MUST have the same number of levels."""
    datasets = []
    for path, factor in [("0", 1), ("1", 2)]:
        level = pixels[::factor, ::factor]  # keeps label values; an average would invent new ones
        group.create_array(path, data=level, chunks=(128, 128), chunk_key_encoding={"name": "v2", "separator": "/"})
        scale = {"type": "scale", "scale": [0.325 * factor, 0.325 * factor]}
        datasets.append({"path": path, "coordinateTransformations": [scale]})
    axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
    return [{"version": "0.4", "axes": axes, "datasets": datasets}]


image = zarr.create_group("labels.ome.zarr", zarr_format=2)
image.attrs["multiscales"] = write(image, cells)
image.create_group("labels").attrs["labels"] = ["nuclei"]  # the list: readers look nowhere else
label_image = image.create_group("labels/nuclei")
label_image.attrs["multiscales"] = write(label_image, labels)
label_image.attrs["image-label"] = {  # rgba: red, green, blue and opacity from 0 to 255
    "version": "0.4",
    "colors": [{"label-value": 1, "rgba": [255, 80, 0, 255]}, {"label-value": 2, "rgba": [0, 160, 255, 255]}],
    "properties": [{"label-value": 1, "class": "dividing"}, {"label-value": 2, "class": "resting"}],
    "source": {"image": "../../"},  # the image these labels belong to, seen from here
}
