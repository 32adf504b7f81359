import numpy as np
import zarr

# The picture: 256 x 256 pixels in a checkered pattern of rounded tiles, one tile for each chunk.
y, x = np.mgrid[:256, :256]
tile = (y // 64 + x // 64) % 2
rounded = np.sin(y * np.pi / 64) ** 2 * np.sin(x * np.pi / 64) ** 2
pixels = (600 + 1200 * tile + 700 * rounded).astype("uint16")

image = zarr.create_group("keys.ome.zarr", zarr_format=3)
# The default of Zarr version 3: the chunk in row 1, column 2 is "0/c/1/2".
image.create_array("0", data=pixels, chunks=(64, 64))
# Any encoding of Zarr version 3 is allowed. With a dot, all chunks of a level lie in one folder: "1/c.1.2".
dot = {"name": "default", "separator": "."}
image.create_array(
    "1", data=pixels[::2, ::2], chunks=(64, 64), chunk_key_encoding=dot
)

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
datasets = [
    {"path": path, "coordinateTransformations": [{
        "type": "scale", "scale": [size, size], "input": {"path": path}, "output": {"name": "physical"},
    }]}
    for path, size in [("0", 0.5), ("1", 1.0)]
]
physical = {"name": "physical", "axes": axes}
multiscale = {"name": "tiles", "coordinateSystems": [physical], "datasets": datasets}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
