import zarr

image = zarr.open_group("levels.ome.zarr", mode="r")
full = image.attrs["ome"]["multiscales"][0]["datasets"][0]["coordinateTransformations"][0]["scale"][1]
for level in image.attrs["ome"]["multiscales"][0]["datasets"]:
    size = level["coordinateTransformations"][0]["scale"][1]
    stored = level["coordinateTransformations"][1:]
    needed = (size - full) / 2
    print(f"level {level['path']}: translation stored {bool(stored)}, needed {needed:.2f} micrometer")
