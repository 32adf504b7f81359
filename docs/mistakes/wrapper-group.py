import ngff_zarr
import zarr

top = zarr.open_group("series.ome.zarr", mode="r")
print("at the top:", sorted(top.attrs["ome"]))
print("one deeper:", sorted(zarr.open_group("series.ome.zarr", path="0", mode="r").attrs["ome"]))
try:
    top.attrs["ome"]["multiscales"]
except KeyError as error:
    print("KeyError:", error)
try:
    ngff_zarr.from_ngff_zarr("series.ome.zarr")
except ValueError as error:
    print("ngff-zarr: ValueError:", str(error).splitlines()[0])
