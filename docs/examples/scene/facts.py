import json
from pathlib import Path

import numpy as np
import zarr

store = zarr.open_group("v06/scene.ome.zarr", mode="r")
to_world = store.attrs["ome"]["scene"]["coordinateTransformations"][1]
to_physical = store[to_world["input"]["path"]].attrs["ome"]["multiscales"][0]["datasets"][0]
scale = to_physical["coordinateTransformations"][0]["scale"]
first_pixel = np.array([0, 0])
y, x = first_pixel * scale + to_world["translation"]  # pixel to the image's system, and on to the world
label = "world position of the first pixel of the second tile"
fact = {"value": f"y = {y:g} µm, x = {x:g} µm", "unit": "", "label": label}
Path("facts.json").write_text(json.dumps({"second_tile_origin": fact}))
