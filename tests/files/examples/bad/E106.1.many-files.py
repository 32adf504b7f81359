import itertools
from pathlib import Path

Path("image.zarr").mkdir()
for number in itertools.count():
    Path("image.zarr", str(number)).write_bytes(bytes(1 << 20))
