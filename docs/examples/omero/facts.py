import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import zarr

STORE = "v05/stains.ome.zarr"


def thumbnail():
    """The image as a viewer shows it: each channel from black to its color, all added up; every fourth pixel."""
    image = zarr.open_group(STORE, mode="r")
    shown = 0
    for plane, channel in zip(image["0"][:, ::4, ::4], image.attrs["ome"]["omero"]["channels"]):
        color = np.array(list(bytes.fromhex(channel["color"])))
        window = channel["window"]
        bright = ((plane - window["start"]) / (window["end"] - window["start"])).clip(0, 1)
        shown = shown + bright[..., None] * color
    return shown.clip(0, 255).astype("uint8")


def files():
    return {path: sha256(path.read_bytes()).hexdigest() for path in Path(STORE).rglob("*") if path.is_file()}


before, files_before = thumbnail(), files()
image = zarr.open_group(STORE, mode="r+")
ome = image.attrs["ome"]
ome["omero"]["channels"][1]["color"] = "FF8000"  # green becomes orange
image.attrs["ome"] = ome
after, files_after = thumbnail(), files()

pixels = round(100 * (before != after).any(axis=-1).mean(), 1)
changed = sum(files_before[path] != files_after[path] for path in files_before)
facts = {
    "recolored_pixels": (pixels, "%", "pixels of a thumbnail that look different when one channel gets another color"),
    "recolored_files": (changed, "file", "files of the image that change when one channel gets another color"),
}
named = {name: dict(zip(("value", "unit", "label"), fact)) for name, fact in facts.items()}
Path("facts.json").write_text(json.dumps(named))
