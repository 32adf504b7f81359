"""What one validator says about one store."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from helpdesk_omezarr.stores.finding import Finding

Outcome = Literal["valid", "invalid", "failed", "unsupported"]
Stance = Literal["rejects", "warns", "silent", "no judgment"]
# Why a validator gives no judgment.
Reason = Literal["", "not installed", "no answer", "crashed", "nothing to check"]


@dataclass(frozen=True)
class Verdict:
    """``failed`` means no judgment, for a ``reason``: the validator is missing, hung, crashed, or has nothing to check.

    ``unsupported`` is a verdict that an example declares wrong: the store is right, the validator cannot judge it.
    ``version`` is that of the validator's package, ``checked`` counts documents, groups or arrays. ``messages`` is all
    that it said, also of its own crash; ``findings`` is what it found wrong.
    """

    validator: str
    version: str
    outcome: Outcome
    messages: tuple[str, ...] = ()
    checked: int = 0
    findings: tuple[Finding, ...] = ()
    reason: Reason = ""

    @property
    def stance(self) -> Stance:
        """How the validator takes the store. A message that names a warning lets the store pass by itself."""
        if self.outcome == "failed":
            return "no judgment"
        if not self.messages:
            return "silent"
        return "warns" if all(_WARNING.search(message) for message in self.messages) else "rejects"


_WARNING = re.compile(r"\b[A-Z]\w*Warning: ")
