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
old = zarr.create_group(zarr.storage.MemoryStore(), zarr_format=2)  # the image in 0.4, here in memory
for path, level in {"0": pixels, "1": pixels[::2, ::2]}.items():
    old.create_array(path, data=level, chunks=(96, 96), chunk_key_encoding={"name": "v2", "separator": "/"})
old.attrs["multiscales"] = [{"version": "0.4", "name": "colony", "axes": axes, "datasets": datasets}]

# 0.4 to 0.5: another Zarr version, so the arrays are written anew. This takes a whole level into memory.
new = zarr.create_group("colony.ome.zarr", zarr_format=3)
multiscales = old.attrs["multiscales"]
for multiscale in multiscales:
    del multiscale["version"]  # the version moves up, to the key "ome"
    names = [axis["name"] for axis in multiscale["axes"]]
    for dataset in multiscale["datasets"]:
        array = old[dataset["path"]]
        new.create_array(dataset["path"], data=array[:], chunks=array.chunks, dimension_names=names)
new.attrs["ome"] = {"version": "0.5", "multiscales": multiscales}
