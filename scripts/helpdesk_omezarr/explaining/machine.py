"""Reports for programs: a JSON object a line, or annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from helpdesk_omezarr.explaining.examine import Report, code
from helpdesk_omezarr.explaining.pages import Pages

_FINDING = {
    "severity": {"enum": ["error", "warning", "note"]},
    "code": {"type": "string", "description": "validator/rule; the name in a configuration file"},
    "document": {"type": "string", "description": "path of the metadata document in the dataset"},
    "pointer": {"type": "string", "description": "place in it, a JSON pointer (RFC 6901)"},
    "message": {"type": "string"},
    "page": {"type": ["string", "null"], "description": "address of the mistake's page"},
}
_GAP = {"validator": {"type": "string"}, "reason": {"type": "string"}, "message": {"type": "string"}}
_TEXTS = {"type": "array", "items": {"type": "string"}}


def schema() -> dict[str, Any]:
    """The JSON Schema of one line of ``--json``."""
    properties = {
        "store": {"type": "string", "description": "as it was given"},
        "version": {"type": ["string", "null"], "description": "of OME-Zarr; null where it could not be told"},
        "status": {"enum": [0, 1, 2], "description": "0 no error, 1 errors, 2 nothing could be judged"},
        "findings": {"type": "array", "items": _object(_FINDING)},
        "no_judgment": {"type": "array", "items": _object(_GAP)},
        "found_nothing": _TEXTS,
        "notes": _TEXTS,
        "refused": {"type": ["string", "null"], "description": "why nothing could be judged"},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def json_line(report: Report, pages: Pages, base: str, *, strict: bool) -> str:
    return json.dumps(as_data(report, pages, base, strict=strict), ensure_ascii=False)


def as_data(report: Report, pages: Pages, base: str, *, strict: bool = False) -> dict[str, Any]:
    """Plain values, as :func:`schema` describes them."""
    findings = [
        {
            "severity": finding.severity,
            "code": code(finding),
            "document": finding.document,
            "pointer": finding.pointer,
            "message": finding.message,
            "page": f"{base}{pages[page].url}" if page else None,
        }
        for finding, page in zip(report.findings, report.pages, strict=True)
    ]
    gaps = [{"validator": name, "reason": reason, "message": message} for name, reason, message in report.gaps]
    return {
        "store": report.place,
        "version": report.version or None,
        "status": report.status(strict=strict),
        "findings": findings,
        "no_judgment": gaps,
        "found_nothing": report.silent,
        "notes": report.remarks,
        "refused": report.refused or None,
    }


def github_lines(report: Report, pages: Pages, base: str) -> Iterator[str]:
    """Workflow commands: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands."""
    if report.refused:
        yield f"::warning title=explain::{_escaped(report.refused)}"
    for finding, page in zip(report.findings, report.pages, strict=True):
        level = "notice" if finding.severity == "note" else finding.severity
        file = _property("/".join(part for part in (report.place.rstrip("/"), finding.document) if part))
        where = f" {base}{pages[page].url}" if page else ""
        yield f"::{level} file={file},title={_property(code(finding))}::{_escaped(finding.said + where)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
