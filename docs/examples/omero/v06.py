import numpy as np
import zarr

# The picture: three stains of the same cells: nuclei, a ring of membrane, a few bright spots.
rng = np.random.default_rng(4)
y, x = np.mgrid[:192, :192]
nuclei, membrane, spots = pixels = np.zeros((3, 192, 192))
for center_y, center_x in rng.uniform(20, 172, (12, 2)):
    distance = np.hypot(y - center_y, x - center_x)
    nuclei += 2500 * np.exp(-((distance / 8) ** 2))
    membrane += 1200 * np.exp(-((distance - 17) ** 2) / 4)
    spots += 4000 * np.exp(-((y - center_y - 11) ** 2 + (x - center_x - 4) ** 2) / 5)

# (name, color as six hexadecimal digits without "#", brightest value to show)
stains = [("DAPI", "0000FF", 2500), ("Phalloidin", "00FF00", 1500), ("Rab5", "FF00FF", 4000)]
channels = [  # one entry for each index along the channel axis
    {"label": label, "color": color, "active": True,
     # min and max limit the slider; from start (black) to end (full color) is what is shown
     "window": {"min": 0, "max": 65535, "start": 0, "end": brightest}}
    for label, color, brightest in stains
]
axes = [{"name": "c", "type": "channel"}] + [
    {"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")
]
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [1.0, 0.2, 0.2], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
image = zarr.create_group("stains.ome.zarr", zarr_format=3)
image.create_array("0", data=pixels.astype("uint16"), chunks=(1, 96, 96))
physical = {"name": "physical", "axes": axes}
multiscale = {"name": "stains", "coordinateSystems": [physical], "datasets": [level]}
# "omero" lies beside "multiscales", not inside it.
omero = {"channels": channels, "rdefs": {"model": "color"}}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale], "omero": omero}
