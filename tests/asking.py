"""Short questions about an OME-Zarr 0.4 or later image on disk, for checks of what pasted code wrote."""

from __future__ import annotations

from typing import Any

import zarr


def version(store: str) -> str:
    attributes = zarr.open_group(store, mode="r").attrs
    return attributes["ome"]["version"] if "ome" in attributes else attributes["multiscales"][0]["version"]


def shapes(store: str) -> list[tuple[int, ...]]:
    """The shapes of the levels, in the order of the metadata."""
    group = zarr.open_group(store, mode="r")
    return [group[dataset["path"]].shape for dataset in _multiscale(group)["datasets"]]


def units(store: str) -> list[str | None]:
    return [axis.get("unit") for axis in _multiscale(zarr.open_group(store, mode="r"))["axes"]]


def _multiscale(group: zarr.Group) -> dict[str, Any]:
    return group.attrs.get("ome", group.attrs)["multiscales"][0]
