import json
from pathlib import Path

import numpy as np
import zarr

pixels = zarr.open_array("v04/keys.ome.zarr/0", mode="r")[:]
dot = {"name": "v2", "separator": "."}
zarr.create_array("dots.zarr", data=pixels, chunks=(64, 64), zarr_format=2, chunk_key_encoding=dot)
# The chunks are named with ".", and now the metadata says "/": the reader looks in the wrong place.
document = Path("dots.zarr/.zarray")
metadata = json.loads(document.read_text())
document.write_text(json.dumps({**metadata, "dimension_separator": "/"}))
read = zarr.open_array("dots.zarr", mode="r", zarr_format=2)[:]
assert (pixels > 0).all()
label = "pixels read as 0 when the metadata says / and the chunks are named with a dot"
fact = {"value": int(100 * np.mean(read == 0)), "unit": "%", "label": label}
Path("facts.json").write_text(json.dumps({"zeros_read_with_dot": fact}))
