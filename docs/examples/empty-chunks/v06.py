import numpy as np
import zarr

# The picture: 512 x 512 pixels of nothing, with a few cells in one corner.
pixels = np.zeros((512, 512), "uint16")
y, x = np.mgrid[:128, :128]
for center_y, center_x in [(40, 36), (80, 90), (30, 95), (96, 40)]:
    cell = 3000 * np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / 120)
    pixels[:128, :128] += cell.astype("uint16")

image = zarr.create_group("sparse.ome.zarr", zarr_format=3)
# Chunks that hold nothing but the fill value are not written. Readers fill them in.
image.create_array("0", data=pixels, chunks=(128, 128), fill_value=0)

axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [0.65, 0.65], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
physical = {"name": "physical", "axes": axes}
multiscale = {"name": "one corner", "coordinateSystems": [physical], "datasets": [level]}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}
