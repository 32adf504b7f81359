import json
from pathlib import Path

import zarr

# The path that a program must add to the top folder to reach something it can show.
series = zarr.open_group("v05/series.ome.zarr/OME", mode="r").attrs["ome"]["series"]
image = zarr.open_group(f"v05/series.ome.zarr/{series[0]}", mode="r")
assert "multiscales" in image.attrs["ome"]
label = "path from the top folder of a bioformats2raw collection to its first image"
Path("facts.json").write_text(json.dumps({"path_to_image": {"value": f"/{series[0]}", "unit": "", "label": label}}))
