import zarr

top = zarr.open_group("series.ome.zarr", mode="r")
print("at the top:", sorted(top.attrs["ome"]))
print("one deeper:", sorted(zarr.open_group("series.ome.zarr", path="0", mode="r").attrs["ome"]))
try:
    top.attrs["ome"]["multiscales"]
except KeyError as error:
    print("KeyError:", error)
