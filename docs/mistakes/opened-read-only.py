import zarr

zarr.create_group("image.ome.zarr")
group = zarr.open_group("image.ome.zarr", mode="r")
try:
    group.create_array("0", shape=(64, 64), dtype="uint16")
except ValueError as error:
    print(f"ValueError: {error}")
