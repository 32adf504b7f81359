"""Consolidated metadata: a copy of all documents in the top group, inline in Zarr v3, ``.zmetadata`` in Zarr v2.

https://zarr.readthedocs.io/en/stable/user-guide/consolidated_metadata/
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import mapping
from helpdesk_omezarr.stores.rules import rule

_COMPARED = 24  # documents of a store on a server
_ONE_BYTE = ("int8", "uint8", "bool")


@dataclass(frozen=True)
class Consolidated:
    """``copies`` by the place of the document that they repeat; None where a store has no consolidated metadata."""

    document: str
    copies: dict[str, Any] | None

    @classmethod
    def of(cls, top: dict[str, dict[str, Any]]) -> Consolidated:
        """From the parsed documents of the top group."""
        if ".zmetadata" in top:
            return cls(".zmetadata", mapping(top[".zmetadata"].get("metadata")))
        inline = top.get("zarr.json", {}).get("consolidated_metadata")
        if not isinstance(inline, dict):
            return cls("zarr.json", None)
        return cls("zarr.json", {f"{path}/zarr.json": one for path, one in mapping(inline.get("metadata")).items()})

    def spared(self) -> dict[str, dict[str, Any]]:
        """The copies that may stand for their documents where asking takes time: of many, a spread few are compared."""
        known = {place: one for place, one in sorted((self.copies or {}).items()) if isinstance(one, dict)}
        step = math.ceil(len(known) / _COMPARED) or 1
        return {place: one for number, (place, one) in enumerate(known.items()) if number % step}

    def findings(self, documents: dict[str, dict[str, Any]]) -> Iterator[Finding]:
        """One finding, if a document that was read is not what the copy says."""
        if self.copies is None:
            return
        wrong = [
            place
            for place, value in documents.items()
            if place != self.document and not _same(self.copies.get(place), value)
        ]
        if wrong:
            shown = ", ".join(wrong[:5]) + (" ..." if len(wrong) > 5 else "")
            place = "" if self.document == ".zmetadata" else "/consolidated_metadata"
            yield rule("consolidated").finding(self.document, place, value=shown)


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, dict) and _bare(one) == _bare(other)


def _bare(document: dict[str, Any]) -> dict[str, Any]:
    """Without what may be left out: empty attributes, consolidated metadata, keys without a value, and defaults."""
    known = {"dimension_separator": ".", **document} if "chunks" in document else document
    bare = {
        key: value
        for key, value in known.items()
        if key not in ("consolidated_metadata", "must_understand") and value not in (None, {}, [], ())
    }
    one_byte = bare.get("data_type") in _ONE_BYTE
    for key in ("codecs", "storage_transformers"):
        if isinstance(bare.get(key), list):
            bare[key] = [_named(value, one_byte=one_byte) for value in bare[key]]
    if "chunk_key_encoding" in bare:
        named = _named(bare["chunk_key_encoding"])
        separator = "/" if named["name"] == "default" else "."
        bare["chunk_key_encoding"] = {**named, "configuration": {"separator": separator} | named["configuration"]}
    return bare


def _named(value: Any, *, one_byte: bool = False) -> dict[str, Any]:
    """A name with its configuration; Zarr v3 lets a name stand alone, and numbers of one byte have no order of bytes.

    https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html#extension-definition
    """
    if not isinstance(value, dict):
        return {"name": value, "configuration": {}}
    settings = {key: one for key, one in mapping(value.get("configuration")).items() if one is not None}
    if one_byte and value.get("name") == "bytes":
        settings.pop("endian", None)
    if isinstance(settings.get("codecs"), list):  # of shards
        settings["codecs"] = [_named(one, one_byte=one_byte) for one in settings["codecs"]]
    return {"name": value.get("name"), "configuration": settings}
