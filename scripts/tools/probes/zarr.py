"""zarr-python: arrays and attributes. The OME keys are read and written here by hand, as the versions' texts say."""

from __future__ import annotations

from typing import Any

import common
import zarr

PACKAGES = ["zarr"]
ABOUT = "arrays and attributes; you read and write the OME keys yourself"


def read(store: str, kind: str) -> Any:
    root = zarr.open_group(store, mode="r")
    if kind == "labels":
        labels = root["labels"]
        root = labels[_keys(labels)["labels"][0]]
    elif kind == "plate":
        well = root[_keys(root)["plate"]["wells"][0]["path"]]
        root = well[_keys(well)["well"]["images"][0]["path"]]
    return root[_keys(root)["multiscales"][0]["datasets"][0]["path"]][...]


def _keys(group: Any) -> Any:
    return group.attrs.get("ome", group.attrs)


def write(store: str, version: str, kind: str) -> None:
    root = zarr.create_group(store, zarr_format=3 if version >= "0.5" else 2)
    if kind == "plate":
        _plate(root, version)
        return
    _image(root, version, common.plane() if kind == "labels" else common.image())
    if kind == "labels":
        _put(root.create_group("labels"), version, {"labels": [common.LABELS]})
        label = root.create_group(f"labels/{common.LABELS}")
        about = {"source": {"image": "../../"}, "colors": [{"label-value": 1, "rgba": [255, 80, 0, 255]}]}
        about |= {} if version >= "0.5" else {"version": version}
        _image(label, version, common.labels(), {"image-label": about})


def _plate(root: Any, version: str) -> None:
    wells = [{"path": "A/1"}, {"path": "B/3"}]
    if version >= "0.4":  # https://ngff.openmicroscopy.org/0.4/index.html#plate-md
        wells = [{"path": "A/1", "rowIndex": 0, "columnIndex": 0}, {"path": "B/3", "rowIndex": 1, "columnIndex": 2}]
    plate = {"columns": [{"name": name} for name in "123"], "rows": [{"name": name} for name in "AB"], "wells": wells}
    plate |= {"name": "test"} | _version_inside(version)
    _put(root, version, {"plate": plate})
    for row, column in common.WELLS:
        well = root.require_group(row).create_group(column)
        _put(well, version, {"well": {"images": [{"path": "0"}]} | _version_inside(version)})
        _image(well.create_group("0"), version, common.plane())


def _image(group: Any, version: str, pixels: Any, more: dict[str, Any] | None = None) -> None:
    names = "tczyx"[-pixels.ndim :] if pixels.ndim != 3 else "cyx"
    if version < "0.3":  # five dimensions, always: https://ngff.openmicroscopy.org/0.2/index.html
        names, pixels = "tczyx", pixels.reshape((1,) * (4 - pixels.ndim) + pixels.shape[:-2] + (1,) + pixels.shape[-2:])
        pixels = pixels.reshape((1,) * (5 - pixels.ndim) + pixels.shape)
    types = {"t": {"type": "time"}, "c": {"type": "channel"}}
    axes: list[Any] = [{"name": name} | types.get(name, {"type": "space", "unit": "micrometer"}) for name in names]
    multiscale: dict[str, Any] = {"name": "test", "datasets": []}
    for path, factor in (("0", 1), ("1", 2)):
        level = pixels[..., ::factor, ::factor]
        more_of_array: dict[str, Any] = {"dimension_names": list(names)}
        if version < "0.5":
            # https://ngff.openmicroscopy.org/0.2/index.html#image-layout: nested folders since 0.2.
            more_of_array = {"chunk_key_encoding": {"name": "v2", "separator": "." if version == "0.1" else "/"}}
        chunks = (1,) * (level.ndim - 2) + (32, 32)
        group.create_array(path, data=level, chunks=chunks, **more_of_array)
        dataset: dict[str, Any] = {"path": path}
        if version >= "0.4":
            scale: dict[str, Any] = {"type": "scale", "scale": [1.0] * (level.ndim - 2) + [0.5 * factor] * 2}
            scale |= {"input": {"path": path}, "output": {"name": "physical"}} if version >= "0.6" else {}
            dataset["coordinateTransformations"] = [scale]
        multiscale["datasets"].append(dataset)
    if version >= "0.6":
        multiscale["coordinateSystems"] = [{"name": "physical", "axes": axes}]
    elif version >= "0.3":
        multiscale["axes"] = list(names) if version == "0.3" else axes
    multiscale |= {"version": version} if version < "0.5" else {}
    _put(group, version, {"multiscales": [multiscale], **(more or {})})


def _version_inside(version: str) -> dict[str, str]:
    return {"version": version} if version < "0.6" else {}


def _put(group: Any, version: str, keys: dict[str, Any]) -> None:
    group.attrs.update({"ome": {"version": version} | keys} if version >= "0.5" else keys)
