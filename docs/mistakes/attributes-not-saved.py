import zarr

group = zarr.create_group("image.ome.zarr")
group.attrs["ome"] = {"version": "0.5"}

group.attrs["ome"]["version"] = "0.6"  # changes a dictionary in memory
print("inside, in memory:", group.attrs["ome"])
print("inside, on disk:  ", zarr.open_group("image.ome.zarr", mode="r").attrs["ome"])

group.attrs["ome"] = {**group.attrs["ome"], "version": "0.6"}
print("whole, on disk:   ", zarr.open_group("image.ome.zarr", mode="r").attrs["ome"])
