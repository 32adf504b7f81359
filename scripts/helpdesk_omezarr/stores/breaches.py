"""Runs the rules (:mod:`helpdesk_omezarr.stores.rules`) on the views of a store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.conditions import TESTS, Context
from helpdesk_omezarr.stores.finding import Finding, pointer, readable
from helpdesk_omezarr.stores.nodes import Node
from helpdesk_omezarr.stores.ome_xml import collection_views
from helpdesk_omezarr.stores.rules import Rule, rules
from helpdesk_omezarr.stores.transforms import transform_views
from helpdesk_omezarr.stores.views import View, views

_MISSING = object()
_DOCUMENTS = {"ome", "attributes", "array"}  # views of what stands in a document as it is
_PLACES = {"transform", "systems"}  # views of one place in a document


def broken_rules(folder: Path, nodes: list[Node], version: str) -> Iterator[Finding]:
    """A finding for each place where ``nodes``, the store of ``version`` in ``folder``, break a rule."""
    there = {node.path: "array" if node.array is not None else "group" for node in nodes}
    active: dict[str, list[Rule]] = {}
    for rule in rules():
        if rule.test and rule.holds_in(version):
            active.setdefault(rule.place, []).append(rule)
    for view in (*views(nodes, version), *transform_views(nodes), *collection_views(folder, nodes)):
        for rule in active.get(view.kind, ()):
            yield from _findings(rule, view, there)


def _findings(rule: Rule, view: View, there: dict[str, str]) -> Iterator[Finding]:
    for selector in rule.at:
        for keys, value, parent in select(view.value, selector):
            if not all(matches(view.value, key, wanted, parent) for key, wanted in rule.where):
                continue
            other = rule.value
            if isinstance(other, str) and other.startswith("$"):
                other = [found for _, found, _ in select(view.value, other[1:]) if found is not _MISSING]
                other = other if "*" in rule.value else next(iter(other), None)
            if rule.test == "given":
                if value is not _MISSING:
                    continue
            elif value is _MISSING or TESTS[rule.test](value, other, Context(view.node.path, there)):
                continue
            place = view.starts.get(str(keys[0]), "") + pointer(keys[1:])
            told = keys[0] in _DOCUMENTS or view.kind in _PLACES
            shown = readable(place.removeprefix(view.node.ome_at)) if told else ""
            words = {"value": _short(value), "other": _short(other), "path": view.node.name, "key": str(keys[-1])}
            yield rule.finding(view.document, place, shown, **words)


type Found = tuple[tuple[str | int, ...], Any, Any]


def select(value: Any, selector: str) -> Iterator[Found]:
    """(keys, value, parent) for each place that ``selector`` names; the value may be missing at the last key."""
    found: list[Found] = [((), value, None)]
    words = selector.split(".")
    for number, word in enumerate(words):
        following: list[Found] = []
        for keys, here, _ in found:
            if word == "*":
                members = here if isinstance(here, list) else []
                following += [((*keys, index), member, here) for index, member in enumerate(members)]
            elif isinstance(here, list) and word.isdecimal():
                following += [((*keys, int(word)), here[int(word)], here)] if int(word) < len(here) else []
            elif isinstance(here, dict) and (word in here or number == len(words) - 1):
                following.append(((*keys, word), here.get(word, _MISSING), here))
        found = following
    yield from found


def matches(view: Mapping[str, Any], selector: str, wanted: Any, parent: Any = None) -> bool:
    """Whether what ``selector`` names has one of the values ``wanted``; null stands for nothing there."""
    root = parent if selector.startswith(".") else view
    found = next((value for _, value, _ in select(root, selector.removeprefix("."))), _MISSING)
    told = None if found is _MISSING else found
    if isinstance(wanted, list):
        return told in wanted or (isinstance(told, list) and any(one in told for one in wanted))
    return told == wanted or (isinstance(told, list) and wanted in told)


def _short(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is _MISSING:
        return ""
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= 120 else f"{told[:116]} ..."
