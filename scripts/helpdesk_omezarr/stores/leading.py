"""Where the metadata of a group lead, and what else belongs to it by its name."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from helpdesk_omezarr.stores.nodes import Node, children


def leads(node: Node, folders: Callable[[str], Sequence[str]], top: Sequence[str]) -> list[str]:
    """The paths below ``node``, a group of a store whose first group has the kinds ``top``.

    ``folders`` gives the names of the folders at a path, none where nobody can tell.
    """
    below = children(node.path, node.ome or _misplaced(node))
    inside = f"{node.path}/" if node.path else ""
    if "bioformats2raw" in node.kinds:
        names = folders(node.path)
        below += [f"{inside}{name}" for name in names if name.isdecimal() or len(name) == 1]
        below += _wells(inside, names, folders)
    elif node.path.isdecimal() and "bioformats2raw" in top:
        below.append(str(int(node.path) + 1))  # until there is none
    if "labels" in node.kinds or posixpath.basename(node.path) == "labels":
        below += [f"{inside}{name}" for name in folders(node.path)]
    return below


def _wells(inside: str, names: Sequence[str], folders: Callable[[str], Sequence[str]]) -> Iterator[str]:
    for row in (f"{inside}{name}" for name in names if len(name) == 1 and name.isalpha()):
        yield from (f"{row}/{name}" for name in folders(row) if name.isalnum())


def _misplaced(node: Node) -> dict[str, Any]:
    """OME-Zarr metadata that stand where another version has them."""
    inner = node.attributes.get("ome")
    return inner if node.zarr_format == 2 and isinstance(inner, dict) else node.attributes
