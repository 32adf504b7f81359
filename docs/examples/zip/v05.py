import json
import zipfile

import numpy as np
import zarr

# The picture: 512 x 512 pixels with 80 cells.
rng = np.random.default_rng(10)
pixels = np.full((512, 512), 50, "uint16")
y, x = np.mgrid[-16:16, -16:16]
for top, left in rng.integers(0, 480, (80, 2)):
    pixels[top : top + 32, left : left + 32] += (2000 * np.exp(-(y**2 + x**2) / 40)).astype("uint16")

# An ordinary image, here in memory: a mapping from file names to bytes.
files = {}
image = zarr.create_group(zarr.storage.MemoryStore(files), zarr_format=3)
image.create_array("0", data=pixels, chunks=(128, 128), shards=(512, 512), dimension_names=["y", "x"])
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.325, 0.325]}]}
image.attrs["ome"] = {"version": "0.5", "multiscales": [{"name": "zip", "axes": axes, "datasets": [level]}]}

# RFC-9 (a draft): not compressed again, the top zarr.json first, then the other metadata, then the chunks.
order = sorted(files, key=lambda name: (not name.endswith("zarr.json"), name.count("/"), name))
with zipfile.ZipFile("image.ozx", "w", zipfile.ZIP_STORED) as archive:
    for name in order:  # names from the top group on, without a folder around them
        archive.writestr(name, files[name].to_bytes())
    about = {"version": image.attrs["ome"]["version"], "zipFile": {"centralDirectory": {"jsonFirst": True}}}
    archive.comment = json.dumps({"ome": about}).encode()
