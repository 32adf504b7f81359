"""tensorstore (https://google.github.io/tensorstore/) reads every array; it shares no code with zarr-python."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import numpy as np
import tensorstore
import zarr

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import Node, image_arrays, walk
from helpdesk_omezarr.stores.validators.saying import Checked, Crash, describe

VERSION = metadata.version("tensorstore")
MAX_READ = 32 * 1024 * 1024  # bytes of one array: a reader's own store may be huge


def check(folder: Path, version: str) -> Iterator[Finding | Crash | Checked]:
    """The arrays of images that nothing reads, or that it reads otherwise than zarr-python. Counts arrays.

    Where only one of the two libraries fails, it says so of itself.
    """
    for node in image_arrays(walk(folder)):
        yield Checked()
        pixels, errors = [], []
        for read in (_with_tensorstore, _with_zarr):
            try:
                pixels.append(_sha256(read(folder, node)))
            except Exception as error:
                errors.append(error)
        for number, line in enumerate(describe(errors[0]) if errors else []):
            said = f"{node.name}: {line}"
            finding = Finding("error", node.document, "", "unreadable", line, "tensorstore", said)
            if len(errors) == 2:
                yield finding
            elif number == 0:
                yield Crash(finding)
        if len(set(pixels)) == 2:
            message = "tensorstore and zarr-python read different pixels"
            yield Finding("error", node.document, "", "pixels", message, "tensorstore", f"{node.name}: {message}")


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
