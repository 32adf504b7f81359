import zarr

for name in ("a.zarr", "b.zarr"):
    zarr.open_group(name, mode="w")
