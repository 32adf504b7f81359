import zarr

level = zarr.open_array("image.ome.zarr", path="0", mode="r")
for y in (0, 128):
    for x in (0, 128):
        print(f"corner at {y}, {x}: highest value {level[0, y : y + 128, x : x + 128].max()}")
