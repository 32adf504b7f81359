"""Some wells of a large plate for all of them: what is wrong with one is mostly wrong with the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from helpdesk_omezarr.stores.nodes import Node, list_at, mapping, mappings

MANY, SAMPLE = 24, 12


def skipped_wells(plate: Node) -> tuple[set[str], tuple[int, int]]:
    """The paths of the wells that are not looked into, and how many of how many are; of few wells all are."""
    listed = mappings(list_at(mapping(plate.ome.get("plate")), "wells"))
    wells = [well["path"] for well in listed if isinstance(well.get("path"), str)]
    if len(wells) <= MANY:
        return set(), (0, 0)
    step = len(wells) / SAMPLE
    chosen = {wells[int(number * step)] for number in range(SAMPLE)}
    return {f"{plate.path}/{well}".lstrip("/") for well in wells if well not in chosen}, (len(chosen), len(wells))


def without_wells(folder: Path, target: Path, nodes: Iterable[Node], skipped: set[str]) -> None:
    """Copy the store in ``folder`` to ``target`` without the wells ``skipped``, also in the list of the plate."""
    left_out = {str(folder / path) for path in skipped}
    shutil.copytree(
        folder,
        target,
        symlinks=True,
        ignore=lambda place, names: {name for name in names if f"{place}/{name}" in left_out},
    )
    for node in nodes:
        if "plate" in node.kinds:
            value = json.loads((target / node.document).read_bytes())
            plate = (value["attributes"]["ome"] if node.zarr_format == 3 else value)["plate"]
            inside = f"{node.path}/" if node.path else ""
            plate["wells"] = [one for one in mappings(plate["wells"]) if f"{inside}{one.get('path')}" not in skipped]
            (target / node.document).write_text(json.dumps(value), encoding="utf-8")
