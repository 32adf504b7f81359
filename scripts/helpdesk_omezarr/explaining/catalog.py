"""All findings that ``helpdesk explain`` makes by itself: their codes, how grave they are, the versions, the mistakes.

``python -m helpdesk_omezarr.explaining.catalog`` writes :data:`PATH`, which a page of the reference shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from helpdesk_omezarr.stores.documents import PAGES
from helpdesk_omezarr.stores.rules import Rule, rules
from helpdesk_omezarr.stores.versions import living

PATH = Path("docs/_data/findings.yaml")
_DOCUMENTS = {
    "cut-off": "a document ends in the middle",
    "comment": "a document has a comment",
    "no-json": "a document is not JSON",
    "no-object": "a document is no JSON object",
    "empty": "a document is empty",
    "lfs-pointer": "a document is a pointer of Git LFS",
    "byte-order-mark": "a document begins with a byte order mark",
    "not-utf-8": "a document is not UTF-8",
    "not-a-number": "a document has NaN or Infinity",
    "too-deep": "a document has too many lists or objects in each other",
    "web-page": "a document is a web page",
    "unreadable": "a document cannot be read from the disk",
}
# Findings of modules, not of the table of rules: code, severity, mistake, what it says.
_OTHERS = (
    ("top-group", "error", "image-one-level-down", "the top group has no OME-Zarr metadata, a group below has"),
    ("other-version", "error", "", "a group states another version than the store"),
    ("zgroup-lost", "error", "zgroup-lost", "a group of Zarr v2 has lost its .zgroup"),
    ("zattrs-name", "error", "zattrs-renamed", "the attributes are in a file with another name"),
    ("zarr-format", "error", "zarr-format-wrong", "a zarr.json does not say that it is Zarr v3"),
    ("consolidated", "error", "consolidated-stale", "consolidated metadata differ from what they repeat"),
    ("series-numbers", "error", "bf2raw-groups-not-counted", "images without a list are not called 0, 1, 2 and so on"),
    ("xml-broken", "error", "bf2raw-xml-broken", "the OME-XML cannot be read"),
    ("xml-images", "error", "bf2raw-image-not-in-xml", "the OME-XML has another number of images"),
    ("xml-order", "error", "bf2raw-series-order", "the OME-XML has other sizes, or another order"),
    ("xml-pixels", "error", "bf2raw-xml-pixels", "the OME-XML says that it holds the pixels"),
    ("label-transform", "error", "label-transform-affine", "between an image and its labels stands a wrong transform"),
    ("not-intrinsic", "error", "image-transform-not-intrinsic", "a transform leaves out the system of the levels"),
    ("unconnected", "error", "system-unconnected", "no transform leads to a coordinate system"),
    ("scene-path", "error", "scene-path-missing", "a transform of a scene names a system that the scene has not"),
    ("scale-axes", "error", "transform-scale-length", "a scale has another number of numbers than axes"),
    ("translation-axes", "error", "transform-translation-length", "a translation has another number of numbers"),
    ("map-axis", "error", "map-axis-length", "a mapAxis has another number of entries than axes"),
    ("affine-shape", "error", "affine-shape", "the matrix of an affine has a wrong shape"),
    ("bijection", "error", "bijection-dimensions", "both ways of a bijection do not fit its axes"),
    ("by-dimension-twice", "error", "by-dimension-output-twice", "byDimension makes an axis twice"),
    ("by-dimension-length", "error", "by-dimension-length", "a part of byDimension does not fit its axes"),
    ("nothing-stored", "note", "", "no chunk is stored: all pixels are the fill value"),
    ("ozx-top", "error", "", "a single file has its store in a folder"),
    ("ozx-compressed", "warning", "", "a single file is compressed once more"),
)


def table() -> dict[str, Any]:
    """The table, as the page of the reference reads it."""
    rows = [_row(rule.code, rule.severity, _versions(rule), rule.page, rule.message) for rule in rules()]
    rows += [_row(code, severity, "all", page, said) for code, severity, page, said in _OTHERS]
    rows += [_row(code, "error", "all", PAGES.get(code, ""), said) for code, said in _DOCUMENTS.items()]
    columns = {
        "code": "Code",
        "severity": "How grave",
        "versions": "Versions",
        "says": "What it says",
        "page": "Mistake",
    }
    text = {"url": "https://ngff.openmicroscopy.org/specifications/0.6/index.html", "supports": "the rules of 0.6"}
    early = {"url": "https://ngff.openmicroscopy.org/0.5/index.html", "supports": "the rules of 0.5"}
    return {"columns": columns, "rows": rows, "sources": [text, early], "checked": "2026-11-29"}


def dumped() -> str:
    return yaml.safe_dump(table(), allow_unicode=True, sort_keys=False, width=110)


def _row(code: str, severity: str, versions: str, page: str, says: str) -> dict[str, str]:
    plain = says.replace("{value}", "…").replace("{other}", "…").replace("{path}", "…")
    link = f"{{mistake}}`{page}`" if page else ""
    return {"code": f"`house/{code}`", "severity": severity, "versions": versions, "says": plain, "page": link}


def _versions(rule: Rule) -> str:
    held = [version for version in living() if rule.holds_in(version)]
    return "all" if len(held) == len(living()) else ", ".join(held)


if __name__ == "__main__":
    PATH.write_text(dumped(), encoding="utf-8")
