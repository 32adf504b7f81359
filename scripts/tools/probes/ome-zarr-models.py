"""ome-zarr-models: models of the metadata, read from and written to groups of zarr-python."""

from __future__ import annotations

import importlib
from typing import Any

import common
import zarr

PACKAGES = ["ome-zarr-models"]
ABOUT = "metadata as models; it declares arrays, and you read and write their pixels with zarr-python"


def read(store: str, kind: str) -> Any:
    import ome_zarr_models

    root = zarr.open_group(store, mode="r")
    try:
        model = ome_zarr_models.open_ome_zarr(root)
    except RuntimeError as error:
        raise common.No(str(error).splitlines()[0].replace(store, "STORE")) from None
    if kind == "labels":
        path = f"labels/{_keys(model.labels).labels[0]}"
        model = ome_zarr_models.open_ome_zarr(root[path])
        root = root[path]
    elif kind == "plate":
        path = _keys(model).plate.wells[0].path
        well = model.get_well_group(0)
        path = f"{path}/{_keys(well).well.images[0].path}" if hasattr(_keys(well), "well") else f"{path}/0"
        root, model = root[path], ome_zarr_models.open_ome_zarr(root[path])
    return root[_keys(model).multiscales[0].datasets[0].path][...]


def _keys(model: Any) -> Any:
    return getattr(model.attributes, "ome", model.attributes)


def write(store: str, version: str, kind: str) -> None:
    if version < "0.4":
        raise common.No("it has models of 0.4 to 0.6")
    if kind != "image":
        what = "a plate" if kind == "plate" else "labels"
        raise common.No(f"it has no function that makes {what} from arrays: you build its models yourself")
    module = importlib.import_module(f"ome_zarr_models.v{version.replace('.', '')}")
    array = common.image()
    spec = importlib.import_module(f"pydantic_zarr.v{2 if version == '0.4' else 3}").ArraySpec
    more: dict[str, Any] = {"dimension_separator": "/"}
    if version >= "0.5":
        bytes_codec = {"name": "bytes", "configuration": {"endian": "little"}}
        more = {"dimension_names": list("cyx"), "codecs": [bytes_codec]}
    model = _new(module, version, spec.from_array(array, **more))
    made = model.to_zarr(zarr.storage.LocalStore(store), path="")
    made["0"][...] = array


def _new(module: Any, version: str, array: Any) -> Any:
    if version == "0.6":
        from ome_zarr_models.v06.coordinate_transforms import Axis, CoordinateSystem

        axes = (Axis(name="c", type="channel", discrete=True),)
        axes += tuple(Axis(name=name, type="space", unit="micrometer") for name in "yx")
        system = CoordinateSystem(name="physical", axes=axes)
        return module.Image.new(
            array_specs=[array], paths=["0"], scales=[[1.0, 0.5, 0.5]], translations=[None],
            name="test", physical_coord_system=system, multiscale_type=None,
        )  # fmt: skip
    axes = [{"name": "c", "type": "channel"}, *({"name": name, "type": "space", "unit": "micrometer"} for name in "yx")]
    axes_module = importlib.import_module(f"{module.__name__}.axes")
    return module.Image.new(
        array_specs=[array], paths=["0"], axes=[axes_module.Axis(**axis) for axis in axes],
        scales=[[1.0, 0.5, 0.5]], translations=[None], name="test", multiscale_type=None,
    )  # fmt: skip
