import numpy as np
import zarr

# The picture: 96 x 96 pixels, a bright corner and a line, so that every turn and flip can be told.
y, x = np.mgrid[:96, :96]
pixels = 2500 * np.exp(-((y - 20) ** 2 + (x - 24) ** 2) / 80) + 1200 * np.exp(-((y - 40 - x / 3) ** 2) / 8)

transforms = {  # each takes a point (y, x) in "physical" to a point in the system named like the transform
    "identity": {},  # the same point
    "scale": {"scale": [2.0, 0.5]},  # (2 y, 0.5 x)
    "translation": {"translation": [10.0, -5.0]},  # (y + 10, x - 5)
    "rotation": {"rotation": [[0.0, -1.0], [1.0, 0.0]]},  # (-x, y): rows are outputs; determinant 1
    "affine": {"affine": [[1.0, 0.2, 5.0], [0.0, 1.0, 0.0]]},  # (y + 0.2 x + 5, x): last column is added
    "mapAxis": {"mapAxis": [1, 0]},  # (x, y): output axis 0 is input axis 1
    "sequence": {"transformations": [  # first times 2, then plus 1: (2 y + 1, 2 x + 1)
        {"type": "scale", "scale": [2.0, 2.0]}, {"type": "translation", "translation": [1.0, 1.0]},
    ]},
    "byDimension": {"transformations": [  # (y + 3, 2 x): one transform for each axis, or group of axes
        {"inputAxes": [0], "outputAxes": [0], "transformation": {"type": "translation", "translation": [3.0]}},
        {"inputAxes": [1], "outputAxes": [1], "transformation": {"type": "scale", "scale": [2.0]}},
    ]},
}
image = zarr.create_group("transforms.ome.zarr", zarr_format=3)
image.create_array("0", data=pixels.astype("uint16"), chunks=(96, 96))
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
pixel_size = {"type": "scale", "scale": [0.5, 0.5], "input": {"path": "0"}, "output": {"name": "physical"}}
image.attrs["ome"] = {"version": "0.6", "multiscales": [{
    "name": "transforms", "coordinateSystems": [{"name": name, "axes": axes} for name in ("physical", *transforms)],
    "datasets": [{"path": "0", "coordinateTransformations": [pixel_size]}],
    "coordinateTransformations": [
        {"type": name, **numbers, "input": {"name": "physical"}, "output": {"name": name}}
        for name, numbers in transforms.items()
    ],
}]}
