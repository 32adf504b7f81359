"""A copy of a store's metadata, which validators may do with as they like: the store itself is never written to.

The metadata lead from group to group, so what is no part of OME-Zarr (tables, other arrays) is left alone. Documents
are copied without consolidated metadata, which are compared with what they repeat; chunks of a folder are linked.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.consolidated import Consolidated
from helpdesk_omezarr.stores.documents import Unreadable, parse
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.leading import leads
from helpdesk_omezarr.stores.nodes import DOCUMENTS, KINDS, Node, node_of
from helpdesk_omezarr.stores.places import Folder, Place, Unreachable
from helpdesk_omezarr.stores.rules import rule
from helpdesk_omezarr.stores.sampling import skipped_wells, without_wells

MAX_NODES = 20_000
_DEPTH = 12  # a level of a label image in a plate is at six
_PATH = re.compile(r"[^/\\\x00-\x1f]+(/[^/\\\x00-\x1f]+)*")


@dataclass
class Copy:
    """``folder`` has the name of the store. ``sample`` is the same, or with some wells of a large plate only.

    ``nodes`` are its groups and arrays; ``findings`` what the copying itself found; ``unreadable`` documents that are
    no metadata; ``wells`` how many of how many wells were looked into.
    """

    folder: Path
    sample: Path
    chunks: bool
    nodes: dict[str, Node] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unreadable: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    wells: tuple[int, int] = (0, 0)


class Copying:
    """Copies what is at ``place`` into ``scratch`` until the monotonic clock shows ``end``."""

    def __init__(self, place: Place, scratch: Path, end: float, *, everything: bool = False) -> None:
        self.place, self.end, self.everything = place, end, everything
        folder = scratch / "copy" / place.name
        self.copy = Copy(folder, folder, chunks=isinstance(place, Folder))
        self.scratch = scratch
        self.forms: list[tuple[str, ...]] = [("zarr.json",), (".zgroup", ".zarray", ".zattrs")]
        self.skipped: set[str] = set()
        self.outside: list[str] = []
        self.without_chunks: list[str] = []
        self.raw: dict[str, dict[str, Any]] = {}
        self.top: dict[str, dict[str, Any]] = {}
        self.spared: dict[str, dict[str, Any]] = {}
        self.taken = 0

    def done(self) -> Copy:
        """The copy. Raises :class:`Unreachable`."""
        self.copy.folder.mkdir(parents=True)
        todo, seen = [""], set[str]()
        while todo:
            wave = [path for path in dict.fromkeys(todo) if path not in seen]
            seen |= set(wave)
            if len(seen) > MAX_NODES:
                raise Unreachable(f"there are more than {MAX_NODES:,} groups and arrays: name one image, well or label")
            if time.monotonic() > self.end:
                raise Unreachable(f"reading {self.place.name} took too long: name one image in it, or use --seconds")
            todo = []
            for path, documents in self._read(wave).items():
                node = self._take(path, documents)
                if node is not None:
                    self.copy.nodes[path] = node
                    todo += [child for child in self._below(node) if self._is_inside(child)]
            if wave == [""] and (node := self.copy.nodes.get("")):
                self.forms = [self.forms[0]] if node.zarr_format == 3 else [self.forms[1]]
                if not isinstance(self.place, Folder):
                    self.spared = Consolidated.of(self.top).spared()
        self.copy.findings += Consolidated.of(self.top).findings(self.raw)
        for path in self.without_chunks:
            document = self.copy.nodes[path].document if path in self.copy.nodes else path
            self.copy.findings.append(rule("nothing-stored").finding(document, path=path or "the array", value=path))
        if self.skipped:
            self.copy.sample = self.scratch / "sample" / self.place.name
            without_wells(self.copy.folder, self.copy.sample, self.copy.nodes.values(), self.skipped)
        if self.taken:
            told = f"{self.taken} of {len(self.copy.nodes)} groups and arrays were taken from the consolidated metadata"
            self.copy.remarks.append(f"{told}, which were compared with the others")
        if self.outside:
            shown = ", ".join(dict.fromkeys(self.outside[:3]))
            self.copy.remarks.append(f"the metadata lead out of the dataset, where nothing was read: {shown}")
        return self.copy

    def _read(self, wave: list[str]) -> dict[str, dict[str, bytes]]:
        """The documents of each path that has some."""
        found: dict[str, dict[str, bytes]] = {}
        for names in self.forms:
            wanted = [path for path in wave if path not in found]
            places = {f"{path}/{name}".lstrip("/"): (path, name) for path in wanted for name in names}
            spared = {places[place][0] for place in places.keys() & self.spared.keys()}
            for place, (path, name) in [*places.items()]:
                if path in spared:
                    del places[place]
                    if place in self.spared:
                        found.setdefault(path, {})[name] = json.dumps(self.spared[place]).encode()
            self.taken += len(spared)
            if wave == [""] and names != ("zarr.json",) and not found:
                places[".zmetadata"] = ("", ".zmetadata")
            for place, data in self.place.read([*places]).items():
                path, name = places[place]
                found.setdefault(path, {})[name] = data
        return found

    def _take(self, path: str, documents: dict[str, bytes]) -> Node | None:
        """The node that ``documents`` make, written into the copy; what is wrong with them is kept."""
        parsed: dict[str, dict[str, Any]] = {}
        for name, data in documents.items():
            try:
                parsed[name] = parse(f"{path}/{name}".lstrip("/"), data)
            except Unreadable as error:
                self.copy.unreadable.append(error.finding("house"))
        if path == "":
            self.top = dict(parsed)
        if parsed.keys() <= {".zattrs", ".zmetadata"} and parsed.get(".zattrs"):
            if not parsed[".zattrs"].keys() & KINDS.keys():
                return None
            place = f"{path}/.zgroup".lstrip("/")
            self.copy.findings.append(rule("zgroup-lost").finding(place, path=path or "the top group"))
            parsed[".zgroup"] = {"zarr_format": 2}
        if path in self.skipped:  # that it is there is enough
            parsed = {name: _without_attributes(name, value) for name, value in parsed.items()}
        self._look_at_format(path, parsed)
        node = node_of(path, parsed)
        if node is None:
            return None
        target = self.copy.folder / path
        target.mkdir(parents=True, exist_ok=True)
        for name, value in parsed.items():
            if path not in self.skipped:
                self.raw[f"{path}/{name}".lstrip("/")] = value
            kept = {key: one for key, one in value.items() if key != "consolidated_metadata"}
            as_it_is = kept == value and name in documents and path not in self.skipped
            if name != ".zmetadata":
                (target / name).write_bytes(documents[name] if as_it_is else json.dumps(kept).encode())
        if isinstance(self.place, Folder) and (node.array is not None or path == "OME"):
            self._link(path, target)
        return node

    def _look_at_format(self, path: str, parsed: dict[str, dict[str, Any]]) -> None:
        if "zarr.json" not in parsed:
            return
        document = f"{path}/zarr.json".lstrip("/")
        stated, kind = parsed["zarr.json"].get("zarr_format", 3), parsed["zarr.json"].get("node_type", "nothing")
        if kind not in ("group", "array"):
            self.copy.findings.append(rule("node-type").finding(document, "/node_type", value=str(kind)))
        if stated != 3:
            self.copy.findings.append(rule("zarr-format").finding(document, "/zarr_format", value=str(stated)))

    def _link(self, path: str, target: Path) -> None:
        """Link the chunks of the array at ``path``, or the files of the group OME."""
        assert isinstance(self.place, Folder)
        names = [name for name in self.place.names(path) if name not in DOCUMENTS]
        for name in names:
            (target / name).symlink_to((self.place.path / path / name).absolute())
        if not names and path != "OME":
            self.without_chunks.append(path)

    def _below(self, node: Node) -> list[str]:
        """The paths to which a node leads, by its metadata and, where a folder can be listed, by what is there."""
        if node.array is not None or node.path in self.skipped:
            return []
        if "plate" in node.kinds and not self.everything:
            self.skipped, self.copy.wells = skipped_wells(node)
        return leads(node, self.place.folders, self.copy.nodes.get("", node).kinds)

    def _is_inside(self, path: str) -> bool:
        """Whether a path from the metadata stays inside the store: it becomes the name of a file here."""
        parts = path.split("/")
        if {".", ".."} & set(parts):
            self.outside.append(path)
            return False
        return bool(_PATH.fullmatch(path)) and len(parts) <= _DEPTH


def _without_attributes(name: str, document: dict[str, Any]) -> dict[str, Any]:
    return {} if name == ".zattrs" else {key: value for key, value in document.items() if key != "attributes"}
