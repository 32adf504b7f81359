"""tensorstore (https://google.github.io/tensorstore/) reads every array; it shares no code with zarr-python."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

import numpy as np
import tensorstore
import zarr

from helpdesk_omezarr.stores.nodes import Node, walk
from helpdesk_omezarr.stores.validators import describe

VERSION = metadata.version("tensorstore")
MAX_READ = 32 * 1024 * 1024  # bytes of one array: a reader's own store may be huge


def check(folder: Path, version: str) -> tuple[list[str], int]:
    """Messages for arrays it cannot read, or reads other pixels from than zarr-python. Counts arrays."""
    messages, checked = [], 0
    for node in walk(folder):
        if node.array is None:
            continue
        checked += 1
        try:
            if _sha256(_with_tensorstore(folder, node)) != _sha256(_with_zarr(folder, node)):
                messages.append(f"{node.name}: tensorstore and zarr-python read different pixels")
        except Exception as error:
            messages += [f"{node.name}: {message}" for message in describe(error)]
    return messages, checked


def _with_tensorstore(folder: Path, node: Node) -> np.ndarray:
    driver = "zarr" if node.zarr_format == 2 else "zarr3"
    kvstore = {"driver": "file", "path": f"{folder / node.path}/"}
    array = tensorstore.open({"driver": driver, "kvstore": kvstore}, open=True, read=True).result()
    return array[_corner(array.shape, array.dtype.numpy_dtype.itemsize)].read().result()


def _with_zarr(folder: Path, node: Node) -> np.ndarray:
    array = zarr.open_array(folder, path=node.path, mode="r", zarr_format=node.zarr_format)
    return np.asarray(array[_corner(array.shape, array.dtype.itemsize)])


def _corner(shape: tuple[int, ...], itemsize: int) -> tuple[slice, ...]:
    """The whole array, or its first corner of at most MAX_READ bytes: the longest axis is halved until it fits."""
    size = list(shape)
    while size and np.prod(size, dtype=object) * itemsize > MAX_READ:
        longest = size.index(max(size))
        size[longest] = (size[longest] + 1) // 2
    return tuple(slice(0, n) for n in size)


def _sha256(pixels: np.ndarray) -> tuple[str, tuple[int, ...], str]:
    return str(pixels.dtype.newbyteorder("=")), pixels.shape, hashlib.sha256(np.ascontiguousarray(pixels)).hexdigest()
