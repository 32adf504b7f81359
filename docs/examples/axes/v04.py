import numpy as np
import zarr

# The picture: 2 time points, 2 channels, 8 planes of 64 x 64 pixels: two spheres, the second one grows.
t, c, z, y, x = np.ogrid[:2, :2, :8, :64, :64]
center_x, radius = 20 + 24 * c, 10 + 3 * c * (t + 1)
distance = ((z - 4) * 3) ** 2 + (y - 32) ** 2 + (x - center_x) ** 2  # a plane is 3 pixels thick
pixels = (4000 * np.exp(-distance / radius**2)).astype("uint16")

# The order is fixed: time, then channel (or an axis of your own type), then 2 or 3 space axes.
axes = [
    {"name": "t", "type": "time", "unit": "second"},
    {"name": "c", "type": "channel"},  # no unit: it counts
    {"name": "z", "type": "space", "unit": "micrometer"},
    {"name": "y", "type": "space", "unit": "micrometer"},  # UDUNITS-2 names in full, not "um" or "µm"
    {"name": "x", "type": "space", "unit": "micrometer"},
]
scale = [60.0, 1.0, 1.5, 0.5, 0.5]  # in the order of the axes: 60 s apart, z planes three pixels apart
image = zarr.create_group("axes.ome.zarr", zarr_format=2)
image.create_array(
    "0", data=pixels, chunks=(1, 1, 8, 64, 64), chunk_key_encoding={"name": "v2", "separator": "/"}
)
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": scale}]}
image.attrs["multiscales"] = [{"version": "0.4", "name": "spheres", "axes": axes, "datasets": [level]}]
