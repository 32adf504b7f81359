import numpy as np
import zarr

# The picture: 192 x 192 pixels with one large ring-shaped colony.
y, x = np.mgrid[:192, :192]
distance = np.hypot(y - 96, x - 90)
colony = 300 + 2500 * np.exp(-((distance - 55) ** 2) / 200) + 900 * np.exp(-(distance**2) / 300)
pixels = colony.astype("uint16")
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
datasets = [
    {"path": path, "coordinateTransformations": [{"type": "scale", "scale": [size, size]}]}
    for path, size in [("0", 0.65), ("1", 1.3)]
]
old = zarr.create_group("colony.ome.zarr", zarr_format=3)  # the image in 0.5
for path, level in {"0": pixels, "1": pixels[::2, ::2]}.items():
    old.create_array(path, data=level, chunks=(96, 96), dimension_names=["y", "x"])
multiscale = {"name": "colony", "axes": axes, "datasets": datasets}
old.attrs["ome"] = {"version": "0.5", "multiscales": [multiscale]}

# 0.5 to 0.6: only the metadata of the group changes. The arrays stay where they are.
image = zarr.open_group("colony.ome.zarr", mode="r+")
metadata = image.attrs["ome"]
metadata["version"] = "0.6"
for multiscale in metadata["multiscales"]:
    multiscale["coordinateSystems"] = [{"name": "physical", "axes": multiscale.pop("axes")}]
    for dataset in multiscale["datasets"]:
        transform, *translation = dataset["coordinateTransformations"]
        if translation:  # scale and translation become one sequence
            transform = {"type": "sequence", "transformations": [transform, *translation]}
        transform |= {"input": {"path": dataset["path"]}, "output": {"name": "physical"}}
        dataset["coordinateTransformations"] = [transform]
image.attrs["ome"] = metadata  # assign the whole: a change inside would not be saved
