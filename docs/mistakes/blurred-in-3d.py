import zarr

image = zarr.open_group("levels.ome.zarr", mode="r")
for path in ("0", "1", "2"):
    level = image[path]
    print(f"level {path}: {level.shape} pixels, {level.nbytes:,} bytes in memory")
