import zarr

zarr.create_group("image.ome.zarr")
try:
    zarr.create_group("image.ome.zarr")
except Exception as error:
    print(f"{type(error).__name__}: {str(error).split(' StorePath')[0]}")
