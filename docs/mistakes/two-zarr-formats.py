import warnings

import zarr

zarr.create_group("image.ome.zarr", zarr_format=2, attributes={"multiscales": []})
zarr.create_group("image.ome.zarr", zarr_format=3)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    group = zarr.open_group("image.ome.zarr", mode="r")
print(f"{said[0].category.__name__}: {said[0].message}")
print(f"attributes: {dict(group.attrs)}")
