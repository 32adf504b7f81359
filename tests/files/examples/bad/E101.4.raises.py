import zarr

group = zarr.open_group("image.ome.zarr", mode="w")
group["nothing"]
