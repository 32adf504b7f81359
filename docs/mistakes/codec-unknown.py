import zarr

try:
    zarr.open_array("image.ome.zarr", path="0", mode="r")[0, 0, 0]
except Exception as error:
    print(f"{type(error).__name__}: {error}")
