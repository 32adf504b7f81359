"""ome-zarr (ome-zarr-py): its Reader for everything up to 0.5 and plates, its classes for images and labels of 0.6."""

from __future__ import annotations

from typing import Any

import common
import zarr

PACKAGES = ["ome-zarr"]
ABOUT = "pixels and metadata; plates as one stitched picture"
REFUSES = ("has been removed", r"Version 0\.\d .*not (recognized|supported)", r"format.*not supported", "Only version")


def read(store: str, kind: str) -> Any:
    from ome_zarr.classes import OMEZarrMultiscale
    from ome_zarr.io import parse_url
    from ome_zarr.reader import Label, Reader

    root = zarr.open_group(store, mode="r")
    if root.attrs.get("ome", {}).get("version") == "0.6" and kind != "plate":
        found = OMEZarrMultiscale.from_ome_zarr(store)
        if kind == "labels":
            found = found.labels[common.LABELS]
        return found.images[0].data
    location = parse_url(store)
    if location is None:
        raise common.No("`parse_url` finds no OME-Zarr there")
    nodes = list(Reader(location)())
    if kind == "labels":
        nodes = [node for node in nodes if any(isinstance(spec, Label) for spec in node.specs)]
    if not nodes or not nodes[0].data:
        raise common.No(f"its Reader finds no {kind}")
    data = nodes[0].data[0]
    if kind == "plate":  # two rows and three columns of tiles; the first is A/1
        data = data[..., : data.shape[-2] // 2, : data.shape[-1] // 3]
    return data


def write(store: str, version: str, kind: str) -> None:
    if version == "0.6" and kind != "plate":
        _with_classes(store, kind)
        return
    from ome_zarr import writer
    from ome_zarr.format import format_from_version

    fmt = format_from_version(version)
    root = zarr.open_group(store, mode="w", zarr_format=fmt.zarr_format)
    if kind == "image":
        _image(writer, root, common.image(), fmt)
    elif kind == "labels":
        _image(writer, root, common.plane(), fmt)
        writer.write_labels(common.labels(), root, name=common.LABELS, fmt=fmt, **_space(common.labels(), fmt))
    else:
        wells = [f"{row}/{column}" for row, column in common.WELLS]
        writer.write_plate_metadata(root, list("AB"), list("123"), wells, fmt=fmt)
        for path in wells:
            well = root.require_group(path)
            writer.write_well_metadata(well, ["0"], fmt=fmt)
            _image(writer, well.require_group("0"), common.plane(), fmt)


def _image(writer: Any, group: Any, pixels: Any, fmt: Any) -> None:
    five = pixels
    if fmt.version < "0.3":  # always five dimensions
        five = pixels.reshape((1, *pixels.shape[:-2], *(1,) * (4 - pixels.ndim), *pixels.shape[-2:]))
    writer.write_image(five, group, fmt=fmt, **_space(five, fmt))


def _space(pixels: Any, fmt: Any) -> dict[str, Any]:
    names = {2: "yx", 3: "cyx", 5: "tczyx"}[pixels.ndim]
    scale = {name: 0.5 if name in "yx" else 1.0 for name in names}
    return {"axes": names if fmt.version >= "0.3" else None} | ({"scale": scale} if fmt.version >= "0.4" else {})


def _with_classes(store: str, kind: str) -> None:
    from ome_zarr.classes import OMEZarrImage, OMEZarrLabels, OMEZarrMultiscale

    space: dict[str, Any] = {"scale": {"y": 0.5, "x": 0.5}, "axes_units": {"y": "micrometer", "x": "micrometer"}}
    if kind == "image":
        space["scale"]["c"] = 1.0
        one = OMEZarrMultiscale(OMEZarrImage(common.image(), axes="cyx", name="test", **space), scale_factors=[2])
    else:
        label = OMEZarrImage(common.labels(), axes="yx", name=common.LABELS, **space)
        labels = OMEZarrLabels(label, scale_factors=[2])
        picture = OMEZarrImage(common.plane(), axes="yx", name="test", **space)
        one = OMEZarrMultiscale(picture, scale_factors=[2], labels=labels)
    one.to_ome_zarr(store, version="0.6")
