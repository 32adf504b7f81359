"""Runs the rules of ``rules.json`` on the views of a store (:mod:`helpdesk_omezarr.stores.views`).

A rule is a mapping:

* ``code``: its name, which keeps its meaning; ``severity``: error, warning or note; ``page``: the id of the mistake.
* ``in``: "group" or "level"; ``since``, ``until``: first and last version of OME-Zarr, where it does not hold for all.
* ``at``: a selector, or a list of them, such as ``ome.plate.wells.*.path``. It begins with a key of the view; ``*`` is
  each member of a list. What is missing is not tested: ``has`` tests what should hold it.
* ``where``: selectors with the value that they must have, for the rule to hold; one that begins with ``.`` begins at
  the parent of the tested value. A list of values stands for one of them, null for nothing there.
* ``test`` and ``value``: the condition, a name in :mod:`helpdesk_omezarr.stores.conditions`, and what it compares
  with. A value that begins with ``$`` is a selector in the same view.
* ``follows``: its breach may follow from another one in the same document, or in one above, and is not told then.
* ``message``: a sentence; ``many``: the sentence for several places at once, with {count} and {list}. In both,
  {value} is what was found and {other} what it was compared with.

The conditions are few and need no library, so that a page in a browser can read the same file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.conditions import TESTS, Context
from helpdesk_omezarr.stores.finding import Finding, Severity, pointer, readable
from helpdesk_omezarr.stores.nodes import Node
from helpdesk_omezarr.stores.versions import versions
from helpdesk_omezarr.stores.views import View, views

PATH = Path(__file__).with_name("rules.json")
_MISSING = object()
_DOCUMENTS = {"ome", "attributes", "array"}  # views of what stands in a document as it is


@dataclass(frozen=True)
class Rule:
    code: str
    severity: Severity
    place: str
    at: tuple[str, ...]
    test: str
    value: Any
    message: str
    many: str
    page: str
    since: str
    until: str
    where: tuple[tuple[str, Any], ...]
    follows: bool = False

    def holds_in(self, version: str) -> bool:
        order = list(versions())
        first = order.index(self.since) if self.since else 0
        last = order.index(self.until) if self.until else len(order)
        return first <= order.index(version) <= last


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file."""
    return tuple(
        Rule(
            code=row["code"],
            severity=row["severity"],
            place=row["in"],
            at=tuple(row["at"] if isinstance(row["at"], list) else [row["at"]]),
            test=row["test"],
            value=row.get("value"),
            message=row["message"],
            many=row.get("many", ""),
            page=row.get("page", ""),
            since=row.get("since", ""),
            until=row.get("until", ""),
            where=tuple(row.get("where", {}).items()),
            follows=row.get("follows", False),
        )
        for row in json.loads(PATH.read_text("utf-8"))["rules"]
    )


def broken_rules(nodes: list[Node], version: str) -> Iterator[Finding]:
    """A finding for each place where ``nodes``, a store of ``version``, break a rule."""
    there = {node.path: "array" if node.array is not None else "group" for node in nodes}
    active = [rule for rule in rules() if rule.holds_in(version)]
    for view in views(nodes):
        for rule in active:
            if rule.place == view.kind:
                yield from _findings(rule, view, there)


def _findings(rule: Rule, view: View, there: dict[str, str]) -> Iterator[Finding]:
    for selector in rule.at:
        for keys, value, parent in select(view.value, selector):
            if not all(_is(view.value, parent, key, wanted) for key, wanted in rule.where):
                continue
            other = rule.value
            if isinstance(other, str) and other.startswith("$"):
                other = [found for _, found, _ in select(view.value, other[1:]) if found is not _MISSING]
                other = other if "*" in rule.value else next(iter(other), None)
            if value is _MISSING or TESTS[rule.test](value, other, Context(view.node.path, there)):
                continue
            start = view.starts.get(str(keys[0]), "")
            place = start + pointer(keys[1:])
            message = rule.message.format(value=_short(value), other=_short(other), path=view.node.name)
            shown = readable(place.removeprefix(view.starts.get("ome", ""))) if keys[0] in _DOCUMENTS else ""
            where = f"{view.document} {shown}".strip()
            said = f"{where}: {message}"
            yield Finding(
                rule.severity, view.document, place, rule.code, message, "house", said, rule.page, _short(value)
            )


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


def _is(view: Any, parent: Any, selector: str, wanted: Any) -> bool:
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
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= 120 else f"{told[:116]} ..."
