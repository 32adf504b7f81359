"""The official JSON schemas, under the draft they are written in.

They come with ngff-zarr, unchanged from https://github.com/ome/ngff-spec. Validators that read them as draft 07
ignore ``minContains`` and so accept, for instance, a single space axis.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import walk
from helpdesk_omezarr.stores.validators.saying import Checked, schema_finding
from helpdesk_omezarr.stores.versions import versions

VERSION = metadata.version("ngff-zarr")

# What a group is -> its schema. A list of labels has none.
_SCHEMAS = {
    "plate": "plate",
    "well": "well",
    "scene": "scene",
    "bioformats2raw": "bf2raw",
    "series": "ome",
    "label": "label",
    "image": "image",
}


def check(folder: Path, version: str) -> Iterator[Finding | Checked]:
    """A finding per document and schema: the error that explains it best. Counts documents times schemas."""
    for node in walk(folder):
        for kind in node.kinds:
            if kind not in _SCHEMAS:
                continue
            error = best_match(_validator(version, _SCHEMAS[kind]).iter_errors(node.attributes))
            yield Checked()
            if error:
                said = f"{node.document} {error.json_path}: {error.message}"
                yield schema_finding("schemas", node.document, node.attributes_at, error, said)


@cache
def _validator(version: str, name: str) -> Draft202012Validator:
    schemas, registry = _schemas(version)
    if f"{name}.schema" not in schemas:
        raise LookupError(f"OME-Zarr {version} has no schema for a {name}")
    return Draft202012Validator(schemas[f"{name}.schema"], registry=registry)


@cache
def _schemas(version: str) -> tuple[dict[str, dict], Registry]:
    # Found without importing ngff_zarr, which takes a second.
    package = importlib.util.find_spec("ngff_zarr")
    if package is None or not package.origin:
        raise ModuleNotFoundError("the schemas come with ngff-zarr, which is not installed")
    folder = Path(package.origin).parent / "spec" / versions()[version].schemas / "schemas"
    schemas = {file.name: json.loads(file.read_text("utf-8")) for file in folder.glob("*.schema")}
    entries = [(schema["$id"], Resource.from_contents(schema, DRAFT202012)) for schema in schemas.values()]
    return schemas, Registry().with_resources(entries)
