"""The Markdown of entries and that of pages: their roles and directives, those of the subject among them.

A subject's package adds directives for pages through the entry point group ``helpdesk.directives``; each entry point is
a mapping from names to :class:`~helpdesk.reading.dialects.Directive`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from helpdesk.model.kinds import roles
from helpdesk.reading.dialects import BOXES, PAGES, Dialect


@cache
def entry_dialect() -> Dialect:
    return Dialect(roles(), BOXES)


@cache
def page_dialect() -> Dialect:
    added = [point.load() for point in sorted(entry_points(group="helpdesk.directives"))]
    directives = {name: directive for group in (PAGES, *added) for name, directive in group.items()}
    return Dialect((*roles(), "doc"), directives, page=True)


@cache
def cell_dialect() -> Dialect:
    """For the texts of data tables, which pages show."""
    return Dialect((*roles(), "doc"))
