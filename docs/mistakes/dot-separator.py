import zarr

level = zarr.open_array("image.ome.zarr", path="0", mode="r")
print("shape", level.shape, "highest value", level[...].max())
