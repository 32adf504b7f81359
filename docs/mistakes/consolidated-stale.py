import zarr

group = zarr.create_group("image.ome.zarr")
zarr.consolidate_metadata("image.ome.zarr")
zarr.open_group("image.ome.zarr", mode="r+", use_consolidated=False).create_group("labels")
print("consolidated:", list(zarr.open_group("image.ome.zarr", mode="r").keys()))
print("as it is:    ", list(zarr.open_group("image.ome.zarr", mode="r", use_consolidated=False).keys()))
