"""What a rule is: a check that needs more than one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem


class Rule:
    """A rule's docstring is what it demands; its ``code`` is permanent."""

    code: ClassVar[str]

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        raise NotImplementedError
