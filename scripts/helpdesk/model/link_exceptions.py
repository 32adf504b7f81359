"""``docs/_data/link-exceptions.yaml``: outside links that a program cannot check, each with an end date.

An exception without a reason, an owner or an end is not one; one that has expired fails the check.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from helpdesk.model.fields import Date, Inline, Model, Word
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import Document, read_yaml

LEDGER = Path("docs/_data/link-exceptions.yaml")


_LITERAL = re.compile(r"(?:[A-Za-z0-9/_~=&%#:,-]|\\[.?+()])*")
_MOST = 2  # parts that may be anything


class Excuse(Model):
    """``pattern`` is the address, with `.*` for any part and a backslash before each `.` that is one."""

    pattern: str = Field(min_length=12, max_length=300)
    reason: Inline
    owner: Word
    expires: Date

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        parts = pattern.split(".*")
        # Anything more could take for ever on an address that somebody made for it.
        if len(parts) > _MOST + 1 or not all(_LITERAL.fullmatch(part) for part in parts):
            raise ValueError(r"write an address such as https://example\.org/.*: `\.` for a dot, `.*` at most twice")
        return pattern


class _File(Model):
    exceptions: list[Excuse] = Field([], max_length=200)


@dataclass
class Ledger:
    """``used`` counts the links that each exception excused."""

    source: Document
    exceptions: list[Excuse] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path) -> Ledger:
        """Raises :class:`Unusable` when the file is wrong; a missing file excuses nothing."""
        if not (root / LEDGER).exists():
            return cls(Document(LEDGER, {}))
        source = read_yaml(root / LEDGER, LEDGER)
        try:
            return cls(source, _File.model_validate(source.value).exceptions)
        except ValidationError as error:
            raise Unusable(complaints(source, _File, error)) from None

    def excuse(self, url: str) -> Excuse | None:
        return next((entry for entry in self.exceptions if re.fullmatch(entry.pattern, url)), None)

    def expired(self, today: datetime.date) -> list[Problem]:
        return [
            self.source.problem(
                ("exceptions", i, "expires"),
                "L503",
                f"the exception for `{entry.pattern}` ended on {entry.expires}: "
                f"{entry.owner} checks by hand, then gives it a new date or removes it",
            )
            for i, entry in enumerate(self.exceptions)
            if entry.expires < today
        ]
