"""Small changes that break a store: JSON Patch on metadata, and delete, rename, rewrite or write of a node.

Everything stays inside the store's folder; a step that no longer fits the store is refused, never skipped.
"""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsonpatch
import jsonpointer

from helpdesk_omezarr.mistakes.step import Patch, Step
from helpdesk_omezarr.stores.sandbox import Died, Sandbox

_MOST = 1_000_000  # characters of a metadata document
_OME = "/attributes/ome"  # where the OME-Zarr metadata stands in a zarr.json; a .zattrs has nothing else


class Misfit(Exception):
    """Step ``number`` does not fit the store; the message says why."""

    def __init__(self, number: int, message: str) -> None:
        self.number = number
        super().__init__(message)


def change(store: Path, steps: Iterable[Step], sandbox: Sandbox) -> None:
    """Apply ``steps`` to the folder ``store``. Raises :class:`Misfit`."""
    for number, step in enumerate(steps):
        try:
            _apply(store, step, sandbox)
        except (OSError, ValueError, Died, jsonpatch.JsonPatchException, jsonpointer.JsonPointerException) as error:
            raise Misfit(number, _reason(error, store)) from None


def _apply(store: Path, step: Step, sandbox: Sandbox) -> None:
    match step.verb:
        case "document":
            _patch(_there(store, step.document), step.patch, "")
        case "ome":
            document, prefix = _ome(store, step.ome or "")
            _patch(document, step.patch, prefix)
        case "delete":
            path = _there(store, step.delete)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case "rename":
            target = _free(store, step.to)
            target.parent.mkdir(parents=True, exist_ok=True)
            _there(store, step.rename).rename(target)
        case "rewrite":
            array = _there(store, step.rewrite)
            sandbox.call(rewrite, str(array), step.dtype, step.shape)
        case "write":
            path = _inside(store, step.write)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text or "", encoding="utf-8")


def rewrite(path: str, dtype: str | None, shape: list[int] | None) -> None:
    """Write the array at ``path`` again with the same attributes, as ``dtype`` and in ``shape``.

    Runs in a process of its own.
    """
    import numpy as np
    import zarr

    array = zarr.open_array(path, mode="r")
    pixels = np.asarray(array[...])
    if shape:
        pixels = np.resize(pixels, shape)  # repeats pixels where there are too few
    pixels = pixels.astype(dtype or pixels.dtype)
    names = array.metadata.dimension_names if array.metadata.zarr_format == 3 else None
    separator = array.metadata.dimension_separator if array.metadata.zarr_format == 2 else None
    attributes = dict(array.attrs)
    new = zarr.create_array(
        path,
        data=pixels,
        chunks=array.chunks if len(array.chunks) == pixels.ndim else pixels.shape,
        zarr_format=array.metadata.zarr_format,
        dimension_names=names if names and len(names) == pixels.ndim else None,
        chunk_key_encoding={"name": "v2", "separator": separator} if separator else None,
        overwrite=True,
    )
    new.attrs.update(attributes)


def documents(store: Path) -> dict[str, Any]:
    """Every metadata document of ``store`` by path: parsed, or as text where it is not JSON."""
    names = {"zarr.json", ".zattrs", ".zgroup", ".zarray"}
    found = {}
    for path in sorted(path for path in store.rglob("*") if path.name in names and path.is_file()):
        text = path.read_text("utf-8", errors="replace")
        try:
            found[path.relative_to(store).as_posix()] = json.loads(text)
        except ValueError:
            found[path.relative_to(store).as_posix()] = text
    return found


def in_words(step: Step) -> str | None:
    """What a step does to files, as Markdown; None for a change inside a document, which a diff shows better."""
    match step.verb:
        case "delete":
            return f"`{step.delete}` is deleted."
        case "rename":
            return f"`{step.rename}` is renamed to `{step.to}`."
        case "rewrite":
            shape = f" in the shape {' \N{MULTIPLICATION SIGN} '.join(map(str, step.shape))}" if step.shape else ""
            return f"The array `{step.rewrite}` is written again{shape}{f' as `{step.dtype}`' if step.dtype else ''}."
        case "write":
            return f"`{step.write}` is written."
    return None


def _patch(path: Path, patch: list[Patch] | None, prefix: str) -> None:
    value = json.loads(path.read_text("utf-8"))
    written = [one.model_dump(by_alias=True, exclude_unset=True) for one in patch or []]
    moved = [{key: prefix + item if key in ("path", "from") else item for key, item in one.items()} for one in written]
    before = copy.deepcopy(value)
    for operation in moved:
        value = jsonpatch.apply_patch(value, [operation])
        # Each copy can double it: forty of them would fill any memory.
        if len(json.dumps(value)) > _MOST:
            raise ValueError(
                f"{operation['op']} {operation['path']} makes {path.name} longer than {_MOST:,} characters"
            )
    if value == before:
        raise ValueError(f"the patch changes nothing in {path.name}")
    path.write_text(json.dumps(value, indent=2), encoding="utf-8")


def _ome(store: Path, group: str) -> tuple[Path, str]:
    """The document with the OME-Zarr metadata of ``group``, and where they stand in it."""
    for name, prefix in (("zarr.json", _OME), (".zattrs", "")):
        path = store / group / name
        if path.is_file():
            return path, prefix
    raise ValueError(f"there is no group {group or 'at the top'}")


def _inside(store: Path, path: str | None) -> Path:
    place = (store / (path or "")).resolve()
    if not place.is_relative_to(store.resolve()) or place == store.resolve():
        raise ValueError(f"{path} is not inside the store")
    return store / (path or "")


def _there(store: Path, path: str | None) -> Path:
    place = _inside(store, path)
    if not place.exists():
        raise ValueError(f"there is no {path}")
    return place


def _free(store: Path, path: str | None) -> Path:
    place = _inside(store, path)
    if place.exists():
        raise ValueError(f"{path} is already there")
    return place


def _reason(error: Exception, store: Path) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text.replace(f"{store}/", "").replace(str(store), "the store")
