import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import zarr

# The picture: 1024 x 1024 pixels with 400 cells over a slightly noisy background.
rng = np.random.default_rng(11)
pixels = rng.integers(100, 102, (1024, 1024)).astype("uint16")
y, x = np.mgrid[-12:12, -12:12]
for top, left in rng.integers(0, 1000, (400, 2)):
    pixels[top : top + 24, left : left + 24] += (1500 * np.exp(-(y**2 + x**2) / 25)).astype("uint16")

image = zarr.create_group("remote.ome.zarr", zarr_format=2)
datasets = []
for path, factor in [("0", 1), ("1", 4)]:  # level 1 has a quarter of the width and height
    level = pixels[::factor, ::factor]
    separator = {"name": "v2", "separator": "/"}
    image.create_array(path, data=level, chunks=(128, 128), chunk_key_encoding=separator)
    scale = {"type": "scale", "scale": [0.5 * factor, 0.5 * factor]}
    datasets.append({"path": path, "coordinateTransformations": [scale]})
axes = [{"name": name, "type": "space", "unit": "micrometer"} for name in ("y", "x")]
image.attrs["multiscales"] = [{"version": "0.4", "name": "cells", "axes": axes, "datasets": datasets}]

# Any web server will do. This one serves the current folder, on this machine only.
server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory="."))
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/remote.ome.zarr"
remote = zarr.open_array(f"{url}/0", mode="r", zarr_format=2)  # fetches .zarray, no pixels
crop = remote[256:512, 256:512]  # fetches the four chunks that hold this region
assert (crop == pixels[256:512, 256:512]).all()
server.shutdown()
