import json
import shutil
from pathlib import Path

from ome_zarr.classes import OMEZarrMultiscale


def count_labels(store):
    """Label images that the reader of ome-zarr finds."""
    return len(OMEZarrMultiscale.from_ome_zarr(store).labels or [])


store = "v05/labels.ome.zarr"
listed = count_labels(store)
shutil.copytree(store, "unlisted.ome.zarr")
document = Path("unlisted.ome.zarr/labels/zarr.json")
metadata = json.loads(document.read_text())
metadata["attributes"]["ome"]["labels"] = []  # the label image is still there, only its entry is gone
document.write_text(json.dumps(metadata))
unlisted = count_labels("unlisted.ome.zarr")

facts = {
    "labels_found_listed": {"value": listed, "unit": "label image" + "s" * (listed != 1),
                            "label": "label images that ome-zarr finds when they are listed in labels/zarr.json"},
    "labels_found_unlisted": {"value": unlisted, "unit": "label image" + "s" * (unlisted != 1),
                              "label": "label images that ome-zarr finds when the list in labels/zarr.json is empty"},
}
Path("facts.json").write_text(json.dumps(facts))
