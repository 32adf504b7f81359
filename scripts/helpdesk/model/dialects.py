"""The Markdown of entries and that of pages: their roles and directives, those of the subject among them.

A subject's package adds directives for pages through the entry point group ``helpdesk.directives``; each entry point is
a mapping from names to :class:`~helpdesk.reading.dialects.Directive`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from helpdesk.model.kinds import entry_kinds, roles, yaml_kinds
from helpdesk.reading.dialects import BOXES, PAGES, Dialect, Directive


@cache
def entry_dialect() -> Dialect:
    return Dialect(roles(), BOXES)


@cache
def page_dialect() -> Dialect:
    forms = {
        "propose-form": Directive(tuple(kind.name for kind in entry_kinds())),
        "change-form": Directive(tuple(kind.name for kind in yaml_kinds())),
    }
    added = [point.load() for point in sorted(entry_points(group="helpdesk.directives"))]
    directives = {name: directive for group in (PAGES, forms, *added) for name, directive in group.items()}
    return Dialect((*roles(), "doc"), directives, page=True)


@cache
def cell_dialect() -> Dialect:
    """For the texts of data tables, which pages show."""
    return Dialect((*roles(), "doc"))
