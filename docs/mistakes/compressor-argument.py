import warnings

import zarr
from numcodecs import Blosc

warnings.simplefilter("ignore")  # the argument is deprecated, and says so
group = zarr.create_group("new.ome.zarr")
try:
    group.create_array("0", shape=(64, 64), dtype="uint16", compressor=Blosc())
except TypeError as error:
    print(f"TypeError: {error}")
try:
    zarr.open_array("array.zarr", mode="w", shape=(64, 64), dtype="uint16", compressor=Blosc())
except ValueError as error:
    print(f"ValueError: {error}")
