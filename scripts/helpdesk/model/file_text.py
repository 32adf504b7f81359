"""How an entry is written as a file: which fields it needs, in which order they stand, and its whole text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpdesk.model import json_schema
from helpdesk.model.entry import Entry
from helpdesk.model.kind import Kind
from helpdesk.reading.yaml_writer import emit

# What all entries have and stands among what is special: before the first of these.
_BEFORE = {"needs": ("body", "why", "intro"), "short": ("picture", "start", "needs", "intro")}


def title_key(kind: Kind) -> str:
    assert kind.model
    info = kind.model.model_fields[kind.model.title_field]
    return info.alias or kind.model.title_field


def required(kind: Kind) -> list[str]:
    """The fields that an entry of ``kind`` must have, as they are called in its file and in its order."""
    assert kind.model
    needed = {info.alias or name for name, info in kind.model.model_fields.items() if info.is_required()}
    return [key for key in field_order(kind) if key in needed]


def field_order(kind: Kind) -> list[str]:
    """The fields as people write them: what is special, the texts among it, then what all entries have."""
    assert kind.model
    keys = {name: info.alias or name for name, info in kind.model.model_fields.items()}
    shared = [keys[name] for name in Entry.model_fields if name not in _BEFORE]
    order = [key for key in keys.values() if key not in {*shared, *_BEFORE}]
    for key, followers in _BEFORE.items():
        order.insert(next(i for i, other in enumerate(order) if other in followers), key)
    return list(dict.fromkeys([title_key(kind), *order, *(key for key in shared if key != "reviewed"), "reviewed"]))


def text_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """The text of the file; the fields in the order of the model, those without a value left out."""
    order = field_order(kind)
    known = {key: values[key] for key in order if values.get(key) not in (None, "", [], {})}
    return f"{json_schema.first_line(kind)}\n{emit(known | {key: values[key] for key in values if key not in order})}"
