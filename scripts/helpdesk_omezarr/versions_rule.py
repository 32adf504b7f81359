"""The check of the versions for which a text says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import read_yaml
from helpdesk.rules.base import Rule

PATH = Path("docs/_data/versions.yaml")
_ZARR = ("Zarr v2", "Zarr v3")


class KnownVersion(Rule):
    """`versions` names versions that there are, each once: Zarr v2 and v3, OME-Zarr as in docs/_data/versions.yaml."""

    code = "R413"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        known = _versions(catalog.root)
        for page in catalog.pages.values():
            versions: Any = getattr(page.entry, "versions", None)
            if not known or not isinstance(versions, dict):
                continue
            told: dict[str, str] = {}
            for span in versions:
                names = re.split(r" to | and ", span.removesuffix(" and later").removesuffix(" and earlier"))
                unknown = [name for name in names if not (name in known or name in _ZARR or name.startswith("Draft "))]
                loc = ("versions", span)
                if unknown:
                    message = f"no version `{unknown[0]}`; there are: {', '.join([*known, *_ZARR])}"
                    yield page.problem(loc, self.code, message)
                elif len(names) == 2 and not _forward(names, known):
                    message = f"`{span}` is no span: name the earlier version first, and both of the same"
                    yield page.problem(loc, self.code, message)
                elif both := next((name for name in _covered(span, names, known) if name in told), None):
                    message = f"`{told[both]}` says something of {both} already: let the two lines not overlap"
                    yield page.problem(loc, self.code, message)
                else:
                    told |= dict.fromkeys(_covered(span, names, known), str(span))


def _forward(names: list[str], known: list[str]) -> bool:
    """Whether two versions are of one row, the earlier first."""
    rows = [row for row in (known, [*_ZARR]) if {*names} <= {*row}]
    return any(row.index(names[0]) < row.index(names[1]) for row in rows)


def _covered(span: str, names: list[str], known: list[str]) -> list[str]:
    """The versions of which a line with the key ``span`` says something."""
    for order in (known, [*_ZARR]):
        if names[0] in order:
            first = 0 if span.endswith(" and earlier") else order.index(names[0])
            last = len(order) - 1 if span.endswith(" and later") else order.index(names[-1])
            return order[first : last + 1]
    return []


def _versions(root: Path) -> list[str]:
    """The released versions of OME-Zarr, oldest first; none where a help desk has no list of them."""
    try:
        rows = read_yaml(root / PATH, PATH).value.get("rows", [])
    except (OSError, Unusable):  # the page that shows the list says what is wrong with it
        return []
    return [str(row["version"]) for row in rows if isinstance(row, dict) and "version" in row]
