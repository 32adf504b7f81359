from pathlib import Path

import numpy as np
import zarr
from zarr.codecs import BloscCodec

level = zarr.create_array("level.zarr", shape=(64, 64), chunks=(32, 32), dtype="uint16", compressors=BloscCodec())
level[:] = np.arange(64 * 64).reshape(64, 64)
chunk = Path("level.zarr/c/0/1")
chunk.write_bytes(chunk.read_bytes()[:40])  # as if the copy had broken off
print("first chunk:", level[0, 0])
try:
    print(level[0, 40])
except RuntimeError as error:
    print(f"RuntimeError: {error}")
