from pathlib import Path

import zarr

group = zarr.open_group("imgae.ome.zarr")
print([path.name for path in Path().iterdir()], dict(group.attrs))
try:
    zarr.open_group("imag.ome.zarr", mode="r")
except FileNotFoundError as error:
    print(f"with mode r: {type(error).__name__}")
