import numpy as np
import zarr

zarr.create_group("image.ome.zarr").create_array("0", data=np.zeros((2, 8, 8), "uint8"))
image = zarr.open("image.ome.zarr", mode="r")
try:
    print(image.ndim)
except AttributeError as error:
    print(f"AttributeError: {error}")
print(image["0"].ndim)
