"""Files that a program makes from the entries and the models: are they up to date? The build does without them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk.model import json_schema
from helpdesk.model.catalog import Catalog
from helpdesk.outputs import issue_forms
from helpdesk.reading.problems import Problem


def outdated(catalog: Catalog) -> Iterator[Problem]:
    """A finding (R445) for each schema, issue form and SUPPORT.md that is there and is not what would be made now."""
    made = {"schema": json_schema.texts(), "forms": issue_forms.texts(catalog)}
    for name, texts in made.items():
        for path in json_schema.stale(texts, catalog.root):
            if (catalog.root / path).is_file():
                message = f"made by a program from other files, which changed: run `helpdesk {name} --write`"
                yield Problem(Path(path), 1, "R445", message)
