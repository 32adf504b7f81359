"""tensorstore: arrays. The paths of arrays in the OME keys are read here by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import common

PACKAGES = ["tensorstore"]
ABOUT = "arrays alone; you read the OME keys yourself"


def read(store: str, kind: str) -> Any:
    import tensorstore

    group = Path(store)
    if kind == "labels":
        group = group / "labels" / _keys(group / "labels")["labels"][0]
    elif kind == "plate":
        group = group / _keys(group)["plate"]["wells"][0]["path"]
        group = group / _keys(group)["well"]["images"][0]["path"]
    array = group / _keys(group)["multiscales"][0]["datasets"][0]["path"]
    driver = "zarr3" if (array / "zarr.json").exists() else "zarr"
    return tensorstore.open({"driver": driver, "kvstore": f"file://{array}/"}, open=True).result().read().result()


def _keys(group: Path) -> Any:
    if (group / "zarr.json").exists():
        return json.loads((group / "zarr.json").read_text("utf-8"))["attributes"]["ome"]
    return json.loads((group / ".zattrs").read_text("utf-8"))


def write(store: str, version: str, kind: str) -> None:
    raise common.No("it writes arrays, and no groups with their metadata")
