"""ngff-zarr (https://ngff-zarr.readthedocs.io/) reads a store while checking schemas and structural rules."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from ngff_zarr import from_hcs_zarr, from_ome_zarr
from ngff_zarr.structural_validation import validate_structural

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import Node, walk
from helpdesk_omezarr.stores.validators.saying import Checked, Crash, complaints

VERSION = metadata.version("ngff-zarr")


def check(folder: Path, version: str) -> Iterator[Finding | Crash | Checked]:
    """One finding per plate, scene and image that fails: it stops at the first error. Counts those."""
    for node in walk(folder):
        if not {"plate", "scene", "image"} & set(node.kinds):
            continue
        yield Checked()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                _read(folder / node.path, node, version)
        except Exception as error:
            yield from complaints("ngff-zarr", node.name, node.document, node.ome_at, error)


def _read(place: Path, node: Node, version: str) -> None:
    if "plate" in node.kinds:
        plate = from_hcs_zarr(str(place), validate=True)
        for well in plate.wells:
            # The rules for a well run when it is asked for.
            if plate.get_well(*well.path.split("/")) is None:
                raise LookupError(f"well {well.path} is listed, but not there")
    elif "scene" in node.kinds:
        from_ome_zarr(str(place), validate=True, kind="scene")
    else:
        # Its reader leaves these rules out for 0.6.
        metadata: Any = from_ome_zarr(str(place), validate=True).metadata  # it is annotated as that of 0.4 only
        validate_structural(metadata, version=version)
