from pathlib import Path

Path("image.zarr").mkdir()
for number in range(2):
    Path("image.zarr", str(number)).write_bytes(bytes(11 << 20))
