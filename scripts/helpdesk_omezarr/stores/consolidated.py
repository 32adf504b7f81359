"""Consolidated metadata: a copy of all documents in the top group, inline in Zarr v3, ``.zmetadata`` in Zarr v2.

https://zarr.readthedocs.io/en/stable/user-guide/consolidated_metadata/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import mapping
from helpdesk_omezarr.stores.rules import rule


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
    """Without what may be left out: empty attributes, consolidated metadata, and keys without a value."""
    return {
        key: value
        for key, value in document.items()
        if key != "consolidated_metadata" and value not in (None, {}, [], ()) and key != "must_understand"
    }
