import zarr

group = zarr.create_group("new.ome.zarr")
try:
    group.create_dataset("0", shape=(64, 64), dtype="uint16")
except AttributeError as error:
    print(f"AttributeError: {error}")
