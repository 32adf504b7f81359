import zarr

zarr.create_array("image.zarr", shape=(4, 4), dtype="uint8")[:] = 1
