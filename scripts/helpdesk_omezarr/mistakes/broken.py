"""What came of breaking stores on purpose. Light: pages read it without the packages that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from helpdesk_omezarr.stores.verdict import Verdict


@dataclass
class Changed:
    """A metadata document before and after: parsed JSON, text where it is none, None where it is not there."""

    path: str
    before: Any
    after: Any


@dataclass
class Trial:
    """One broken store: what was done to it (``steps``, Markdown), and what every validator said."""

    script: str
    version: str
    verdicts: list[Verdict]
    documents: list[Changed]
    steps: list[str]

    @property
    def changed(self) -> bool:
        """False for a valid store that is only opened in a wrong way."""
        return bool(self.documents or self.steps)


@dataclass
class Broken:
    """A mistake that was run. ``output`` is what its script printed, "" without one."""

    id: str
    trials: list[Trial] = field(default_factory=list)
    output: str = ""
