import ngff_zarr
import yaozarrs
import zarr

try:
    yaozarrs.validate_zarr_store("image.ome.zarr/0")
except Exception as error:
    print(f"yaozarrs: {type(error).__name__}: {error}")
try:
    zarr.open_group("image.ome.zarr/0", mode="r")
except Exception as error:
    print(f"zarr: {type(error).__name__}: {str(error).split(' at ')[0]}")
try:
    ngff_zarr.from_ngff_zarr("image.ome.zarr/0")
except ValueError as error:
    print("ngff-zarr: ValueError:", str(error).split(" Please")[0])
