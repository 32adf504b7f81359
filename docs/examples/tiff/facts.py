import hashlib
import json
from pathlib import Path

import numpy as np
import tifffile
import zarr

UUID = "00000000-0000-0000-0000-000000000001"  # otherwise tifffile makes up another one each time
c, z, y, x = np.ogrid[:2, :5, :128, :128]
pixels = (500 + 1500 * (np.sin(x / 9 + c) * np.sin(y / 7 + z / 2)).clip(0)).astype("uint16")
described = {
    "UUID": UUID, "axes": "CZYX", "Name": "my stack",
    "Channel": {"Name": ["DAPI", "GFP"], "EmissionWavelength": [461, 509]},
    "PhysicalSizeZ": 1.0, "PhysicalSizeY": 0.25, "PhysicalSizeX": 0.25, "Description": "fixed cells",
    "AcquisitionDate": "2026-01-31T12:00:00", "Plane": {"ExposureTime": [0.05] * 10},
}
tifffile.imwrite("before.ome.tiff", pixels, ome=True, compression="zlib", metadata=described)


def read(path):
    """Pixels and what the OME-XML says, under the names people use."""
    with tifffile.TiffFile(path) as file:
        image = tifffile.xml2dict(file.ome_metadata)["OME"]["Image"]
        shown = image["Pixels"]
        planes = shown.get("Plane") or [{}]
        return file.series[0].asarray(), {
            "axes": file.series[0].axes, "image name": image.get("Name"),
            "pixel size": [shown.get(f"PhysicalSize{name}") for name in "ZYX"],
            "channel names": [channel.get("Name") for channel in shown["Channel"]],
            "emission wavelengths": [channel.get("EmissionWavelength") for channel in shown["Channel"]],
            "acquisition date": image.get("AcquisitionDate"), "description": image.get("Description"),
            "exposure times": planes[0].get("ExposureTime"),
        }


# TIFF to OME-Zarr 0.5: everything that has a place in the metadata of an image.
data, found = read("before.ome.tiff")
image = zarr.create_group("stack.ome.zarr")
order = found["axes"].lower()
image.create_array("0", data=data, chunks=(1, 1, 128, 128), dimension_names=list(order))
axes = [{"name": "c", "type": "channel"}] + [{"name": n, "type": "space", "unit": "micrometer"} for n in order[1:]]
level = {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1.0, *found["pixel size"]]}]}
window = {"min": 0, "max": 65535, "start": 0, "end": 2000}
channels = [{"label": name, "color": "FFFFFF", "window": window} for name in found["channel names"]]
multiscale = {"name": found["image name"], "axes": axes, "datasets": [level]}
image.attrs["ome"] = {"version": "0.5", "multiscales": [multiscale], "omero": {"channels": channels}}

# And back, from the OME-Zarr alone.
ome = zarr.open_group("stack.ome.zarr", mode="r").attrs["ome"]
multiscale = ome["multiscales"][0]
sizes = multiscale["datasets"][0]["coordinateTransformations"][0]["scale"]
metadata = {"axes": "".join(axis["name"] for axis in multiscale["axes"]).upper(), "Name": multiscale["name"]}
for axis, size in zip(multiscale["axes"], sizes):
    if axis["type"] == "space":
        metadata[f"PhysicalSize{axis['name'].upper()}"] = size
metadata["UUID"] = UUID
metadata["Channel"] = {"Name": [channel["label"] for channel in ome["omero"]["channels"]]}
tifffile.imwrite("after.ome.tiff", image["0"][:], ome=True, compression="zlib", metadata=metadata)

again, left = read("after.ome.tiff")
same = hashlib.sha256(again).digest() == hashlib.sha256(pixels).digest()
stored = sum(path.stat().st_size for path in Path("stack.ome.zarr").rglob("*") if path.is_file())
kept = [name for name in found if left[name] == found[name]]

zarr.create_array("small.zarr", data=np.zeros((3, 64, 64), "uint8"), dimension_names=["c", "y", "x"])
keys = [name for name, value in json.loads(Path("small.zarr/zarr.json").read_text()).items() if value]
facts = {
    "array_document": (", ".join(keys), "", "what zarr.json says of an array of 3 x 64 x 64 pixels"),
    "tiff_bytes": (Path("before.ome.tiff").stat().st_size, "bytes", "a small stack as OME-TIFF with zlib"),
    "zarr_bytes": (stored, "bytes", "the same stack as OME-Zarr 0.5 with zstd"),
    "pixels_identical": ("yes" if same else "no", "", "same sha256 of the pixels after TIFF to OME-Zarr to TIFF"),
    "metadata_kept": (", ".join(kept), "", "metadata still there after TIFF to OME-Zarr to TIFF"),
    "metadata_lost": (
        ", ".join(name for name in found if name not in kept), "", "metadata gone after TIFF to OME-Zarr to TIFF"
    ),
}
named = {name: dict(zip(("value", "unit", "label"), fact)) for name, fact in facts.items()}
Path("facts.json").write_text(json.dumps(named))
