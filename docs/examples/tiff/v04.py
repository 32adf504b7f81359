import io

import numpy as np
import tifffile
import zarr

# The picture: an OME-TIFF stack of 2 channels and 5 planes, here in memory.
c, z, y, x = np.ogrid[:2, :5, :128, :128]
spots = np.sin(x / 9 + c) * np.sin(y / 7 + z / 2)
pixels = (500 + 1500 * spots.clip(0)).astype("uint16")  # shape (2, 5, 128, 128)
tiff = io.BytesIO()
tifffile.imwrite(tiff, pixels, ome=True, metadata={
    "UUID": "00000000-0000-0000-0000-000000000001", "axes": "CZYX", "Channel": {"Name": ["DAPI", "GFP"]},
    "PhysicalSizeZ": 1.0, "PhysicalSizeY": 0.25, "PhysicalSizeX": 0.25,  # in µm, the unit that OME-XML assumes
})
tiff.seek(0)

# What the TIFF says about itself.
with tifffile.TiffFile(tiff) as file:
    data, order = file.series[0].asarray(), file.series[0].axes.lower()
    described = tifffile.xml2dict(file.ome_metadata)["OME"]["Image"]["Pixels"]
sizes = [described.get(f"PhysicalSize{name.upper()}", 1.0) for name in order]  # 1.0 for the channels
space = {"type": "space", "unit": "micrometer"}
axes = [{"name": name, **({"type": "channel"} if name == "c" else space)} for name in order]
image = zarr.create_group("from_tiff.ome.zarr", zarr_format=2)
separator = {"name": "v2", "separator": "/"}
image.create_array("0", data=data, chunks=(1, 1, 128, 128), chunk_key_encoding=separator)
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": sizes}]}
image.attrs["multiscales"] = [{"version": "0.4", "name": "stack", "axes": axes, "datasets": [level]}]
