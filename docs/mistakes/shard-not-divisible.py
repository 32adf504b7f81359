import zarr

try:
    zarr.create_array("level.zarr", shape=(10, 10), chunks=(4, 4), shards=(6, 6), dtype="uint8")
except ValueError as error:
    print(f"ValueError: {error}")
try:
    zarr.create_array("level.zarr", shape=(3, 10, 10), chunks=(4, 4), dtype="uint8")
except ValueError as error:
    print(f"ValueError: {error}")
