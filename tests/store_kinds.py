"""Writes small stores of the kinds that people have, valid and broken, by hand: each is a few documents."""

from __future__ import annotations

import copy
import json
import math
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

AXES = [{"name": name, "type": "space", "unit": "micrometer"} for name in "yx"]
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n"


def document(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


def group(path: Path, ome: dict[str, Any] | None = None, version: str = "0.5", **attributes: Any) -> None:
    if ome is not None:
        attributes["ome"] = {"version": version, **ome}
    document(path / "zarr.json", {"zarr_format": 3, "node_type": "group", "attributes": attributes})


def array(path: Path, shape: tuple[int, ...] = (8, 8), dtype: str = "uint8", **more: Any) -> None:
    grid = {"name": "regular", "configuration": {"chunk_shape": list(shape)}}
    keys = {"name": "default", "configuration": {"separator": "/"}}
    value = {"zarr_format": 3, "node_type": "array", "shape": list(shape), "data_type": dtype, "chunk_grid": grid}
    value |= {"chunk_key_encoding": keys, "fill_value": 0, "codecs": [{"name": "bytes"}], "attributes": {}}
    document(path / "zarr.json", value | {"dimension_names": ["y", "x"]} | more)
    chunk = path.joinpath("c", *"0" * len(shape))
    chunk.parent.mkdir(parents=True, exist_ok=True)
    chunk.write_bytes(bytes(math.prod(shape)))


def multiscale(levels: int = 2, axes: list[Any] | None = None) -> dict[str, Any]:
    scales = [{"type": "scale", "scale": [float(2**level)] * 2} for level in range(levels)]
    datasets = [{"path": str(level), "coordinateTransformations": [scales[level]]} for level in range(levels)]
    return {"name": "image", "axes": copy.deepcopy(axes or AXES), "datasets": datasets}


def image(path: Path, levels: int = 2, **more: Any) -> None:
    group(path, {"multiscales": [multiscale(levels)], **more})
    for level in range(levels):
        array(path / str(level), (8 >> level, 8 >> level))


def image_v04(path: Path, **more: Any) -> None:
    document(path / ".zgroup", {"zarr_format": 2})
    document(path / ".zattrs", {"multiscales": [{"version": "0.4", **multiscale(1)}], **more})
    value = {"zarr_format": 2, "shape": [8, 8], "chunks": [8, 8], "dtype": "|u1", "order": "C", "compressor": None}
    document(path / "0/.zarray", value | {"filters": None, "fill_value": 0, "dimension_separator": "/"})
    (path / "0/0").mkdir()
    (path / "0/0/0").write_bytes(bytes(64))


def labels(path: Path, levels: int = 2) -> None:
    image(path)
    group(path / "labels", {"labels": ["cells"]})
    image(path / "labels/cells", levels, **{"image-label": {}})


def plate(path: Path, rows: str = "AB", columns: int = 2, fields: int = 1) -> None:
    names = [str(number + 1) for number in range(columns)]
    wells = [
        {"path": f"{row}/{name}", "rowIndex": i, "columnIndex": j}
        for i, row in enumerate(rows)
        for j, name in enumerate(names)
    ]
    lists = {"rows": [{"name": row} for row in rows], "columns": [{"name": name} for name in names]}
    group(path, {"plate": {"version": "0.5", "name": "plate", "wells": wells, **lists}})
    for row in rows:
        group(path / row)
    for well in wells:
        group(path / well["path"], {"well": {"images": [{"path": str(field)} for field in range(fields)]}})
        for field in range(fields):
            image(path / well["path"] / str(field), 1)


def edit(path: Path, change: Callable[[Any], object]) -> None:
    value = json.loads(path.read_text("utf-8"))
    change(value)
    document(path, value)


def consolidate(path: Path, *, without: str = "") -> None:
    """Add inline consolidated metadata as zarr-python does, but for the node ``without``."""
    found = {
        place.parent.relative_to(path).as_posix(): json.loads(place.read_text("utf-8"))
        for place in sorted(path.rglob("zarr.json"))
        if place.parent != path
    }
    found.pop(without, None)
    inline = {"kind": "inline", "must_understand": False, "metadata": found}
    edit(path / "zarr.json", lambda value: value.update(consolidated_metadata=inline))


def consolidate_v04(path: Path, *, stale: bool) -> None:
    documents = {
        place.relative_to(path).as_posix(): json.loads(place.read_text("utf-8"))
        for place in sorted(path.rglob(".z*"))
        if place.is_file()
    }
    if stale:
        documents[".zattrs"] = {}
    document(path / ".zmetadata", {"zarr_consolidated_format": 1, "metadata": documents})


def table(path: Path) -> None:
    """A table of AnnData beside an image of 0.4: strings, and dots between the numbers of a chunk."""
    document(path / "tables/regions/.zgroup", {"zarr_format": 2})
    document(path / "tables/regions/.zattrs", {"encoding-type": "anndata", "encoding-version": "0.1.0"})
    value = {"zarr_format": 2, "shape": [3], "chunks": [3], "dtype": "|O", "order": "C", "compressor": None}
    value |= {"filters": [{"id": "vlen-utf8"}], "fill_value": 0}
    document(path / "tables/regions/names/.zarray", value)


def zipped(folder: Path, target: Path, *, prefix: str = "", extra: str = "") -> None:
    with zipfile.ZipFile(target, "w") as packed:
        for place in sorted(folder.rglob("*")):
            if place.is_file():
                packed.write(place, f"{prefix}{place.relative_to(folder).as_posix()}")
        if extra:
            packed.writestr(extra, "x")
