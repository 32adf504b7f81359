"""Dates that have not come yet, and those of long ago. The only checks that look at the clock: the build has none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.link_exceptions import Ledger
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import Loc

_LONG = datetime.timedelta(days=548)  # a year and a half: about one release of the specification
_YEAR = datetime.timedelta(days=366)
_ZONES = datetime.timedelta(days=1)  # it may be tomorrow already where the file was written


def ahead(catalog: Catalog, today: datetime.date) -> Iterator[Problem]:
    """A finding (E210) for each `reviewed` and each date of a change after ``today``."""
    yield from _exceptions(catalog, today)
    for page in catalog.pages.values():
        if not page.entry:
            continue
        for loc, value in _dates(page.source.value, ()):
            if datetime.date.fromisoformat(value) > today + _ZONES:
                message = f"{value} has not come yet: write the day on which it was done"
                yield page.problem(loc, "E210", message)


def _exceptions(catalog: Catalog, today: datetime.date) -> Iterator[Problem]:
    try:
        ledger = Ledger.read(catalog.root)
    except Unusable:
        return  # a rule says why
    for i, one in enumerate(ledger.exceptions):
        if one.expires > today + _YEAR:
            message = f"{one.expires} is more than a year away: somebody looks at the address before that"
            yield ledger.source.problem(("exceptions", i, "expires"), "E210", message)


def aged(catalog: Catalog, today: datetime.date) -> Iterator[Problem]:
    """A note (R450), no failure, for each entry that nobody compared with its sources for long, oldest first."""
    dated = [(page.entry.reviewed, page) for page in catalog.pages.values() if page.entry]
    for reviewed, page in sorted(dated, key=lambda pair: (pair[0], pair[1].path)):
        if today - reviewed > _LONG:
            message = f"last compared with its sources on {reviewed}: read them again, mend it, and set today's date"
            yield page.problem(("reviewed",), "R450", message)


def _dates(value: dict[str, Any] | list[Any], loc: Loc) -> Iterator[tuple[Loc, str]]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        inside = (*loc, key)
        if isinstance(item, dict | list):
            yield from _dates(item, inside)
        elif key == "reviewed" or (key == "date" and len(inside) == 3 and loc[0] == "changes"):
            yield inside, item
