"""What somebody gave instead of a store, in a sentence that says what to give."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from helpdesk_omezarr.stores.archive import SUFFIXES
from helpdesk_omezarr.stores.copying import Copy
from helpdesk_omezarr.stores.documents import Unreadable, parse
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import DOCUMENTS, KINDS, Node, mapping, node_of
from helpdesk_omezarr.stores.places import Unreachable

_FOLDERS = 500  # looked into to find stores below a folder
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def file_door(path: Path) -> None:
    """Raise :class:`Unreachable` for a file that is no packed store."""
    with path.open("rb") as file:
        begins = file.read(300)
    name = path.name
    if begins.startswith(_TIFF):
        raise Unreachable(f"{name} is a TIFF file, not OME-Zarr: convert it, for example with bioformats2raw")
    if begins.startswith(b"version https://git-lfs"):
        raise Unreachable(f"{name} is a pointer of Git LFS: run `git lfs pull` to get the file itself")
    if path.suffix.lower() in SUFFIXES:
        return
    if begins.startswith(b"PK"):
        raise Unreachable(f"{name} is a ZIP file: give it the ending .zip or .ozx, or unpack it")
    if begins.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")) or begins[257:262] == b"ustar":
        raise Unreachable(f"{name} is a packed file: unpack it (`tar -xf {name}`), and give the folder in it")
    if begins.startswith(b"\x89HDF"):
        raise Unreachable(f"{name} is an HDF5 file, not Zarr")
    raise Unreachable(f"{name} is a file; a store is a folder, or a file named *.zip or *.ozx")


def folder_door(folder: Path, given: Path) -> None:
    """Raise :class:`Unreachable` for a folder that is no Zarr store."""
    name = given.name or folder.name
    try:
        names = set(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return  # said by whoever reads it
    if names & set(DOCUMENTS):
        return
    if "attributes.json" in names:
        raise Unreachable(f"{name} is an N5 container, not Zarr: convert it to OME-Zarr")
    inner = [path.relative_to(folder).as_posix() for path, _ in islice(_stores(folder), 6)]
    if len(inner) == 1:
        raise Unreachable(f"{name} is no Zarr store, but there is one in it: give {inner[0]}")
    if inner:
        shown = ", ".join(inner[:5]) + (" ..." if len(inner) > 5 else "")
        raise Unreachable(f"{name} is a folder around stores, not a store: give one of them ({shown}), or use --each")
    if any(one.isdecimal() and (folder / one).is_dir() for one in names):
        lost = "files whose names begin with a dot were lost in copying: copy it again, with hidden files"
        raise Unreachable(f"{name} is no Zarr store: it has no zarr.json, .zgroup or .zarray. Perhaps {lost}")
    raise Unreachable(f"{name} is no Zarr store: it has no zarr.json, .zgroup or .zarray")


def group_door(copy: Copy, folder: Path | None = None) -> None:
    """Raise :class:`Unreachable` where there is nothing of OME-Zarr to judge; add what else is wrong at the top."""
    top = copy.nodes.get("")
    name = copy.folder.name
    if copy.unreadable or top is None or any(one.severity == "error" for one in copy.findings):
        return
    if top.array is not None:
        raise Unreachable(f"{name} is a single Zarr array: an OME-Zarr image is the group above it")
    kinds = set(top.kinds)
    if kinds == {"labels"}:
        raise Unreachable(f"{name} only lists label images: give the image above it, and they are validated with it")
    if kinds == {"series"}:
        raise Unreachable(f"{name} only lists the images of a collection: give the folder above it")
    if kinds or _meant(top):
        return
    for one in sorted(os.listdir(folder)) if folder and top.zarr_format == 2 else ():  # noqa: PTH208
        if re.fullmatch(r"[._]?zattrs(\.\w+)?", one) and one != ".zattrs":
            said = f"the attributes are in the file {one}, which nothing reads: its name is .zattrs"
            copy.findings.append(Finding("error", one, "", "zattrs-name", said, "house", said, "zattrs-renamed"))
            return
    below = list(islice(_images(folder, top), 50)) if folder else []
    encoding = str(top.attributes.get("encoding-type", ""))
    if "spatialdata_attrs" in top.attributes:
        shown = ", ".join(path for _, path in below[:5]) or "nothing"
        raise Unreachable(f"{name} is SpatialData, not an OME-Zarr image: open one of the images in it ({shown})")
    if encoding:
        raise Unreachable(f"{name} is Zarr with data of {encoding}, but nothing of OME-Zarr is in it")
    if folder and (folder.parent / "zarr.json").exists() | (folder.parent / ".zgroup").exists() and below:
        raise Unreachable(f"{name} is a row of a plate, or a folder in a store: give the plate, or {below[0][1]} in it")
    if not below:
        raise Unreachable(f"{name} is Zarr, but nothing of OME-Zarr is in it")
    said = f"the top group has no OME-Zarr metadata; it begins one level down: open {below[0][1]}"
    copy.findings.append(Finding("error", top.document, "", "top-group", said, "house", said, "image-one-level-down"))


def _meant(node: Node) -> bool:
    """Whether metadata of OME-Zarr are there, but not where the version has them."""
    inside = mapping(node.attributes.get("ome"))
    return bool({*node.attributes, *inside} & {*KINDS, "omero"})


def _images(folder: Path, top: Node) -> Iterator[tuple[Node, str]]:
    for path, node in _stores(folder, inside=True):
        if node.kinds:
            yield node, path.relative_to(folder).as_posix()


def _stores(folder: Path, *, inside: bool = False) -> Iterator[tuple[Path, Node]]:
    """The groups and arrays nearest below ``folder``; with ``inside`` also what is in groups without OME-Zarr."""
    todo, looked = [folder], 0
    while todo and looked < _FOLDERS:
        place = todo.pop(0)
        looked += 1
        node = _node(place) if place != folder else None
        if node:
            yield place, node
            if not inside or node.kinds or node.array is not None:
                continue
        try:
            below = [Path(entry.path) for entry in os.scandir(place) if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        todo += sorted(path for path in below if path.name != "__MACOSX" and not path.name.startswith("."))


def _node(place: Path) -> Node | None:
    documents = {}
    for name in DOCUMENTS:
        try:
            if (place / name).is_file():
                documents[name] = parse(name, (place / name).read_bytes())
        except (Unreadable, OSError, json.JSONDecodeError):
            documents[name] = {}
    return node_of("", documents)
