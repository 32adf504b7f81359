"""What a store consists of, read from its files without any Zarr library."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.archive import unpacked
from helpdesk_omezarr.stores.nodes import Node, spec_version, walk

# What a group is -> the glossary term its entry in the tree leads to.
_TERMS = {
    "plate": "plate",
    "well": "well",
    "scene": "scene",
    "bioformats2raw": "bioformats2raw-layout",
    "series": "bioformats2raw-layout",
    "labels": "labels",
    "label": "image-label",
    "image": "multiscales",
}
_DOCUMENT_TERMS = {"zarr.json": "zarr-json", ".zattrs": "dot-files", ".zgroup": "dot-files", ".zarray": "dot-files"}


@dataclass
class TreeLine:
    """A line of the tree. All chunk files of an array are one entry, whose name counts them.

    ``term`` is a glossary id, ``files`` and ``bytes`` include everything below. The rest is for arrays: ``shape``,
    ``chunks`` and ``shards`` in pixels along the array's dimensions (``shards`` None without sharding; ``chunks`` are
    then the inner chunks), ``dtype`` as NumPy names it.
    """

    name: str
    term: str | None
    files: int = 1
    bytes: int = 0
    children: list[TreeLine] = field(default_factory=list)
    shape: list[int] | None = None
    dtype: str | None = None
    chunks: list[int] | None = None
    shards: list[int] | None = None


@dataclass
class Store:
    """A store on disk: ``version`` of OME-Zarr as its metadata state it, ``kinds`` of its top group.

    ``documents`` are the metadata documents by path: parsed JSON, or the text of OME-XML. ``bytes`` and ``files`` are
    those of the store as a folder; ``packed_bytes`` is the size of the ZIP file for a store that is one.
    """

    name: str
    version: str | None
    zarr_format: int | None
    kinds: list[str]
    tree: TreeLine
    documents: dict[str, Any]
    files: int
    bytes: int
    packed_bytes: int | None = None


def contents_of(store: Path) -> Store:
    """What a folder or ZIP file holds. Raises :class:`~helpdesk_omezarr.stores.nodes.Unreadable`."""
    with unpacked(store) as folder:
        nodes = walk(folder)
        documents: dict[str, Any] = {}
        tree = _folder(folder, folder, {node.path: node for node in nodes}, documents)
        tree.name = store.name
        return Store(
            name=store.name,
            version=spec_version(nodes),
            zarr_format=nodes[0].zarr_format if nodes else None,
            kinds=nodes[0].kinds if nodes else [],
            tree=tree,
            documents=documents,
            files=tree.files,
            bytes=tree.bytes,
            packed_bytes=store.stat().st_size if store.is_file() else None,
        )


def _folder(place: Path, top: Path, nodes: dict[str, Node], documents: dict[str, Any]) -> TreeLine:
    path = place.relative_to(top).as_posix().removeprefix(".")
    node = nodes.get(path)
    entry = TreeLine(place.name, _term(node), files=0)
    inside = sorted(place.iterdir(), key=lambda item: (item.is_dir(), item.name))
    for item in inside:
        if item.is_file() and (item.name in _DOCUMENT_TERMS or item.suffix == ".xml"):
            documents[item.relative_to(top).as_posix()] = _document(item)
            term = _DOCUMENT_TERMS.get(item.name, "ome-xml")
            entry.children.append(TreeLine(item.name, term, bytes=item.stat().st_size))
        elif item.is_dir() and (node is None or node.array is None):
            entry.children.append(_folder(item, top, nodes, documents))
        elif node is None or node.array is None:
            entry.children.append(TreeLine(item.name, None, bytes=item.stat().st_size))
    if node and node.array is not None:
        entry.shape, entry.dtype, entry.chunks, entry.shards = _grid(node)
        entry.children += _chunk_files(place, "shard" if entry.shards else "chunk")
    entry.files = sum(child.files for child in entry.children)
    entry.bytes = sum(child.bytes for child in entry.children)
    return entry


def _term(node: Node | None) -> str | None:
    if node is None:
        return None
    if node.array is not None:
        return "array"
    return _TERMS[node.kinds[0]] if node.kinds else "zarr-group"


def _document(path: Path) -> Any:
    text = path.read_text("utf-8", errors="replace")
    return text if path.suffix == ".xml" else json.loads(text)


def _chunk_files(place: Path, term: str) -> list[TreeLine]:
    sizes = [
        (folder / name).lstat().st_size
        for folder, _, names in place.walk()
        for name in names
        if name not in _DOCUMENT_TERMS
    ]
    name = f"{len(sizes):,} {term} file{'' if len(sizes) == 1 else 's'}"
    return [TreeLine(name, term, len(sizes), sum(sizes))] if sizes else []


def _grid(node: Node) -> tuple[list[int] | None, str | None, list[int] | None, list[int] | None]:
    """Shape, dtype, chunks and shards of an array (https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html)."""
    array = node.array or {}
    if node.zarr_format == 2:
        import numpy as np  # a build where nothing changed looks at no store

        return array.get("shape"), np.dtype(array["dtype"]).name, array.get("chunks"), None
    dtype = array.get("data_type")
    stored = array.get("chunk_grid", {}).get("configuration", {}).get("chunk_shape")
    sharding = next((codec for codec in array.get("codecs", []) if codec.get("name") == "sharding_indexed"), None)
    inner = sharding["configuration"]["chunk_shape"] if sharding else stored
    return array.get("shape"), dtype if isinstance(dtype, str) else str(dtype), inner, stored if sharding else None
