"""The JSON Schemas in docs/schemas, which editors use: they take what is right and refuse what a bad file shows."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import FILES, ROOT

ENTRIES = {
    "term": "glossary/*.yaml",
    "question": "faq/*.yaml",
    "mistake": "docs/mistakes/*.yaml",
    "channels": "docs/channels.yaml",
}
# What a key is called, whether it is there, its type, its length, its choices and its form; more a schema does not say.
TOLD = ("E201", "E202", "E203", "E204", "E205", "E206")
BAD = [
    path
    for path in sorted((FILES / "bad").glob("E2*.yaml"))
    if path.name.startswith(TOLD) and ".data." not in path.name
]  # tables have no schema


class Loader(yaml.CSafeLoader):
    """Dates stay text, as in the YAML that editors read."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8-sig"), Loader)


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((ROOT / f"docs/schemas/{name}.json").read_text("utf-8")))


@pytest.mark.parametrize("kind", ENTRIES)
def test_every_right_file_is_taken(kind: str) -> None:
    kept = schema(kind)
    paths = [*ROOT.glob(ENTRIES[kind]), *(FILES / "site").glob(ENTRIES[kind]), *(FILES / "good").glob(f"*.{kind}.yaml")]
    assert paths
    wrong = [f"{path}: {error.message}" for path in paths for error in kept.iter_errors(load(path))]
    assert wrong == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_wrong_field_is_refused(path: Path) -> None:
    assert not schema(path.name.split(".")[3]).is_valid(load(path))


def test_each_kept_schema_has_a_title_for_its_key_and_words_of_help() -> None:
    """Editors show them while one types."""
    for kind, key in (("term", "term"), ("question", "question"), ("mistake", "title"), ("channels", "title")):
        kept = schema(kind).schema
        assert {key, "short", "sources", "reviewed"} <= set(kept["required"])
        assert kept["properties"]["short"]["description"]


def data() -> dict[str, Any]:
    """The smallest data that hold one of each part."""
    verdict = {"name": "schemas", "version": "1", "verdict": "valid", "messages": []}
    run = {"version": "0.5", "with": "zarr", "script": "a.py", "store": "a", "download": "a.zip", "picture": None}
    run |= {"files": 1, "bytes": 2, "validators": [verdict]}
    example = {"name": "a", "url": "a.html", "structure": None, "absent": {}, "runs": [run]}
    example |= {"facts": {"n": {"value": 1, "unit": None, "label": None}}}
    entry = {"kind": "term", "id": "a", "ref": "glossary/a", "title": "A", "short": "B", "url": "a.html"}
    entry |= {"category": None, "audience": None, "aliases": {"plural": ["as"]}, "versions": {"0.5": "x"}}
    entry |= {"sources": [{"url": "https://example.org", "supports": "x"}], "related": ["glossary/b"], "used_in": []}
    entry |= {"search": [], "reviewed": None, "changes": [{"date": "2026-01-02", "note": "x"}]}
    return {"schema_version": 1, "entries": [entry], "examples": [example]}


def test_the_schema_of_the_data_refuses_what_is_missing_or_of_another_type() -> None:
    kept = schema("helpdesk")
    assert [error.message for error in kept.iter_errors(data())] == []
    assert not kept.is_valid(data() | {"schema_version": 2})
    parts = {
        "the data": lambda value: value,
        "an entry": lambda value: value["entries"][0],
        "a source": lambda value: value["entries"][0]["sources"][0],
        "a change": lambda value: value["entries"][0]["changes"][0],
        "an example": lambda value: value["examples"][0],
        "a run": lambda value: value["examples"][0]["runs"][0],
        "a validator": lambda value: value["examples"][0]["runs"][0]["validators"][0],
        "a fact": lambda value: value["examples"][0]["facts"]["n"],
    }
    for name, part in parts.items():
        for key in part(data()):
            missing, other = data(), copy.deepcopy(data())
            del part(missing)[key]
            assert not kept.is_valid(missing), f"{name} without `{key}`"
            if (name, key) != ("a fact", "value"):  # which may be anything
                part(other)[key] = 1.5
                assert not kept.is_valid(other), f"`{key}` of {name} as a number"
