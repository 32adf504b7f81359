import numpy as np
import zarr

# The picture: pink tissue with purple nuclei, as in a stained section under white light.
rng = np.random.default_rng(2)
y, x = np.mgrid[:256, :256]
tissue = 0.5 + 0.3 * np.sin(x / 23 + np.sin(y / 31)) * np.cos(y / 19)
nuclei = np.zeros((256, 256))
for center_y, center_x in rng.uniform(0, 256, (60, 2)):
    nuclei = np.maximum(nuclei, np.exp(-((y - center_y) ** 2 + (x - center_x) ** 2) / 50))
red = 255 - 25 * tissue - 150 * nuclei
green, blue = 255 - 110 * tissue - 130 * nuclei, 255 - 60 * tissue - 40 * nuclei
pixels = np.stack([red, green, blue]).clip(0, 255).astype("uint8")  # shape (3, 256, 256)

window = {"min": 0, "max": 255, "start": 0, "end": 255}  # the full range: otherwise the white turns gray
colors = {"red": "FF0000", "green": "00FF00", "blue": "0000FF"}
omero = {"channels": [{"label": name, "color": color, "window": window} for name, color in colors.items()]}
axes = [
    {"name": "c", "type": "channel"},  # channel comes before space, so not "yxc" as in a photograph
    {"name": "y", "type": "space", "unit": "micrometer"},
    {"name": "x", "type": "space", "unit": "micrometer"},
]
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [1.0, 0.5, 0.5], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
image = zarr.create_group("section.ome.zarr", zarr_format=3)
# The three colors of a pixel are always read together, so they share a chunk.
image.create_array("0", data=pixels, chunks=(3, 128, 128))
physical = {"name": "physical", "axes": axes}
multiscale = {"name": "section", "coordinateSystems": [physical], "datasets": [level]}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale], "omero": omero}
