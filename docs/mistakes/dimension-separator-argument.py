import zarr

group = zarr.create_group("image.ome.zarr", zarr_format=2)
try:
    group.create_array("0", shape=(4, 4), dtype="uint8", dimension_separator="/")
except TypeError as error:
    print("TypeError:", error)
