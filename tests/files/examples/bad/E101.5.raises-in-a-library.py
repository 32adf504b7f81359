import zarr


def write():
    zarr.create_array("image.zarr", shape=(4, 4), chunks=(0, 0), dtype="uint8")


write()
