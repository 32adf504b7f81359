import numpy as np
import zarr

# The picture: one flat image, 128 x 128 pixels of a sliced tissue with round holes.
rng = np.random.default_rng(13)
y, x = np.mgrid[:128, :128]
pixels = 1800 + 200 * np.sin(x / 9 + y / 14)
for center_y, center_x, radius in np.column_stack([rng.uniform(0, 128, (14, 2)), rng.uniform(4, 14, 14)]):
    pixels *= 1 - 0.9 * np.exp(-(((y - center_y) ** 2 + (x - center_x) ** 2) / radius**2) ** 2)

scene = zarr.create_group("slice.ome.zarr", zarr_format=3)
image = scene.create_group("slice")
image.create_array("0", data=pixels.astype("uint16"), chunks=(128, 128))
flat = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
level = {"path": "0", "coordinateTransformations": [{
    "type": "scale", "scale": [2.0, 2.0], "input": {"path": "0"}, "output": {"name": "physical"},
}]}
multiscale = {"name": "slice", "coordinateSystems": [{"name": "physical", "axes": flat}], "datasets": [level]}
image.attrs["ome"] = {"version": "0.6", "multiscales": [multiscale]}

# The block the slice was cut from has three axes. The scene puts the slice into it.
block = [{"name": "z", "type": "space", "unit": "micrometer"}, *flat]
scene.attrs["ome"] = {"version": "0.6", "scene": {
    "coordinateSystems": [{"name": "top", "axes": block}, {"name": "block", "axes": block}],
    "coordinateTransformations": [
        # (y, x) becomes (0, y, x): a new axis at place 0 of the output, always with the value 0 ...
        {"type": "projectAxis", "createdOutputs": [0],
         "input": {"path": "slice", "name": "physical"}, "output": {"name": "top"}},
        # ... and a translation then moves it to its depth, 150 micrometer below the top.
        {"type": "translation", "translation": [150.0, 0.0, 0.0],
         "input": {"name": "top"}, "output": {"name": "block"}},
    ],
}}
