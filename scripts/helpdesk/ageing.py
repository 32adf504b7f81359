"""Entries that nobody compared with their sources for long: a note to act on, never a failure.

The clock is asked here and nowhere in the build, whose pages are the same on any day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from helpdesk.catalog import Catalog
from helpdesk.problems import Problem

CODE = "R450"
LIMIT = datetime.timedelta(days=548)  # a year and a half: about one release of the specification


def aged(catalog: Catalog, today: datetime.date) -> Iterator[Problem]:
    """The entries whose ``reviewed`` lies more than ``LIMIT`` before ``today``, oldest first."""
    dated = [(page.entry.reviewed, page) for page in catalog.pages.values() if page.entry]
    for reviewed, page in sorted(dated, key=lambda pair: (pair[0], pair[1].path)):
        if today - reviewed > LIMIT:
            message = f"last compared with its sources on {reviewed}: read them again, mend it, and set today's date"
            yield page.problem(("reviewed",), CODE, message)
