"""yaozarrs: models of the metadata, which open arrays with zarr-python, and writers of 0.5."""

from __future__ import annotations

from typing import Any

import common

PACKAGES = ["yaozarrs[io]", "zarr"]
ABOUT = "metadata as models; pixels through zarr-python or tensorstore"
REFUSES = ("[Uu]nsupported", "not (yet )?(supported|implemented)")


def read(store: str, kind: str) -> Any:
    import yaozarrs

    group = yaozarrs.open_group(store)
    if kind == "labels":
        labels = group["labels"]
        group = labels[_keys(labels).labels[0]]
    elif kind == "plate":
        well = group[_keys(group).plate.wells[0].path]
        group = well[_keys(well).well.images[0].path]
    return group[_keys(group).multiscales[0].datasets[0].path].to_zarr_python()[...]


def _keys(group: Any) -> Any:
    found = group.ome_metadata()
    if found is None:
        raise common.No("it finds no OME-Zarr metadata that it knows")
    return found


def write(store: str, version: str, kind: str) -> None:
    if version != "0.5":
        raise common.No("its writers are for 0.5")
    from yaozarrs import v05
    from yaozarrs.write.v05 import write_image, write_plate

    def multiscales(names: str) -> list[Any]:
        axes = [
            v05.ChannelAxis(name=name) if name == "c" else v05.SpaceAxis(name=name, unit="micrometer") for name in names
        ]
        scale = v05.ScaleTransformation(scale=[0.5 if name in "yx" else 1.0 for name in names])
        return [v05.Multiscale(axes=axes, datasets=[v05.Dataset(path="0", coordinateTransformations=[scale])])]

    if kind == "image":
        write_image(store, v05.Image(multiscales=multiscales("cyx")), [common.image()], writer="zarr")
    elif kind == "labels":
        label = v05.LabelImage(multiscales=multiscales("yx"), image_label=v05.ImageLabel())
        image = v05.Image(multiscales=multiscales("yx"))
        write_image(store, image, [common.plane()], labels={common.LABELS: (label, [common.labels()])}, writer="zarr")
    else:
        image = v05.Image(multiscales=multiscales("yx"))
        write_plate(store, {(*well, "0"): (image, [common.plane()]) for well in common.WELLS}, writer="zarr")
