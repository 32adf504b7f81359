"""JSON Schemas of the entries, made from the models: for editors, for the form, for other programs.

They stand in docs/schemas and are published with the site. The first line of each YAML file names its schema.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from helpdesk.model.kind import Kind
from helpdesk.model.kinds import yaml_kinds

FOLDER = PurePosixPath("docs/schemas")
_MODELINE = "# yaml-language-server: $schema="


@functools.cache
def first_line(kind: Kind) -> str:
    return _MODELINE + os.path.relpath(FOLDER / f"{kind.name}.json", kind.folder)


def is_one(line: str) -> bool:
    """Whether ``line`` names a schema at all, be it the wrong one."""
    return line.startswith(_MODELINE.rstrip("="))


class _Plain(GenerateJsonSchema):
    """Without the titles that pydantic makes of names; they say nothing that the name does not."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(kind: Kind) -> dict[str, Any]:
    assert kind.model
    schema = kind.model.model_json_schema(by_alias=True, mode="validation", schema_generator=_Plain)
    _tidy(schema)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Help desk: {kind.name}"}
    return head | {key: value for key, value in schema.items() if key not in head}


def texts() -> dict[PurePosixPath, str]:
    """The text of every schema file, by its path from the root."""
    return {
        FOLDER / f"{kind.name}.json": json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in yaml_kinds()
    }


def _tidy(schema: Any) -> None:
    """Optional is optional by not being required: ``null`` is no value that anyone should type."""
    if isinstance(schema, list):
        for item in schema:
            _tidy(item)
    elif isinstance(schema, dict):
        options = schema.get("anyOf", [])
        if {"type": "null"} in options and len(options) == 2:
            other = next(option for option in options if option != {"type": "null"})
            del schema["anyOf"]
            schema.update({key: value for key, value in other.items() if key not in schema})
        if schema.get("default", "") is None:
            del schema["default"]
        if "patternProperties" in schema:
            schema["additionalProperties"] = False  # a key that fits no pattern is wrong
        for name, value in schema.items():
            if name not in ("default", "enum", "const"):
                _tidy(value)


def write(texts: dict[PurePosixPath, str], root: Path) -> list[PurePosixPath]:
    """Write what differs. Returns the paths that were written."""
    changed = stale(texts, root)
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], encoding="utf-8")
    return changed


def stale(texts: dict[PurePosixPath, str], root: Path) -> list[PurePosixPath]:
    """The files that are missing or say something else than ``texts``."""
    return [
        path
        for path, text in texts.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text
    ]


def mark(root: Path) -> list[Path]:
    """Give every YAML file its first line. Returns the files that were changed."""
    changed = []
    for kind in yaml_kinds():
        for path in kind.paths(root):
            text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
            first, _, rest = text.partition("\n")
            if first.rstrip() != first_line(kind):
                text = f"{first_line(kind)}\n{rest if is_one(first) else text}"
                path.write_text(text, encoding="utf-8", errors="surrogateescape")
                changed.append(path)
    return changed
