"""The rules of ``rules.json``: what the specification asks for and no schema states, and what each breach is called.

A rule is a mapping:

* ``code``: its name, which keeps its meaning; ``severity``: error, warning or note; ``page``: the id of the mistake.
* ``in``: the kind of view that it looks at (:mod:`helpdesk_omezarr.stores.views`); ``since``, ``until``: first and last
  version of OME-Zarr, where it does not hold for all.
* ``at``: a selector, or a list of them, such as ``ome.plate.wells.*.path``. It begins with a key of the view; ``*`` is
  each member of a list. What is missing is not tested, but by ``given``: ``has`` tests what should hold it.
* ``where``: selectors with the value that they must have, for the rule to hold; one that begins with ``.`` begins at
  the parent of the tested value. A list of values stands for one of them, null for nothing there.
* ``test`` and ``value``: the condition, a name in :mod:`helpdesk_omezarr.stores.conditions`, and what it compares
  with. A value that begins with ``$`` is a selector in the same view.
* ``follows``: its breach may follow from another one in the same document, or in one above, and is not told then.
* ``message``: a sentence; ``many``: the sentence for several places at once, with {count} and {list}. In both,
  {value} is what was found, {other} what it was compared with, and {key} the last word of the selector.

A rule without a test ("in" is reading or document) is told by what reads a store; ``says`` is what it looks for. The
conditions are few and need no library: a page in a browser reads the same file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores.finding import Finding, Severity
from helpdesk_omezarr.stores.versions import versions

PATH = Path(__file__).with_name("rules.json")


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
    says: str
    since: str
    until: str
    where: tuple[tuple[str, Any], ...]
    follows: bool = False

    def holds_in(self, version: str) -> bool:
        order = list(versions())
        first = order.index(self.since) if self.since else 0
        last = order.index(self.until) if self.until else len(order)
        return first <= order.index(version) <= last

    def finding(self, document: str, pointer: str = "", shown: str = "", **words: str) -> Finding:
        """Its breach at ``pointer`` in ``document``; ``words`` fill the sentence. ``shown`` is the place for people."""
        message = self.message.format(document=document, **words)
        where = f"{document} {shown}".strip()
        # A sentence that names its place needs none in front.
        said = message if "{path}" in self.message or "{document}" in self.message else f"{where}: {message}"
        about = words.get("value", "")
        return Finding(self.severity, document, pointer, self.code, message, "house", said, self.page, about)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file."""
    return tuple(
        Rule(
            code=row["code"],
            severity=row["severity"],
            place=row["in"],
            at=tuple(_as_list(row.get("at", []))),
            test=row.get("test", ""),
            value=row.get("value"),
            message=row["message"],
            many=row.get("many", ""),
            page=row.get("page", ""),
            says=row.get("says", ""),
            since=row.get("since", ""),
            until=row.get("until", ""),
            where=tuple(row.get("where", {}).items()),
            follows=row.get("follows", False),
        )
        for row in json.loads(PATH.read_text("utf-8"))["rules"]
    )


@cache
def rule(code: str) -> Rule:
    """The rule with this code."""
    return next(one for one in rules() if one.code == code)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
