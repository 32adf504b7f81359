"""ome-zarr-models (https://ome-zarr-models-py.readthedocs.io/) checks metadata and storage of 0.4 to 0.6.

Each group is given to the class of its kind: left to guess, the package tries every class and reports them all.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import ome_zarr_models.v04  # noqa: F401 imported here, before any fork
import ome_zarr_models.v05  # noqa: F401
import ome_zarr_models.v06  # noqa: F401
import zarr
from ome_zarr_models.exceptions import ValidationWarning

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import walk
from helpdesk_omezarr.stores.validators.saying import Checked, Crash, complaints
from helpdesk_omezarr.stores.versions import versions

VERSION = metadata.version("ome-zarr-models")

_CLASSES = {
    "plate": "HCS",
    "well": "Well",
    "scene": "Scene",
    "bioformats2raw": "BioFormats2Raw",
    "labels": "Labels",
    "label": "ImageLabel",
    "image": "Image",
}


def check(folder: Path, version: str) -> Iterator[Finding | Crash | Checked]:
    """What is wrong with the outermost group that fails, which it checks with its members; counts groups."""
    models = importlib.import_module(f"ome_zarr_models.{versions()[version].script}")
    with warnings.catch_warnings():
        warnings.simplefilter("error", ValidationWarning)
        for node in walk(folder):
            kind = next((kind for kind in node.kinds if kind in _CLASSES), None)
            if kind is None:
                continue
            group = zarr.open_group(folder, path=node.path, mode="r", zarr_format=node.zarr_format)
            yield Checked()
            try:
                getattr(models, _CLASSES[kind]).from_zarr(group)
            except Exception as error:
                for said in complaints("ome-zarr-models", node.name, node.document, node.ome_at, error):
                    if isinstance(error, ValidationWarning) and isinstance(said, Finding):
                        yield replace(said, severity="warning")
                    else:
                        yield said
                return
