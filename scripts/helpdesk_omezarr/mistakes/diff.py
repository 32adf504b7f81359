"""How one metadata document becomes another, line by line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from helpdesk.rendering.code import CodeBlock
from helpdesk_omezarr.compact_json import compact


@dataclass(frozen=True)
class Diff:
    """From ``before`` to ``after``: parsed JSON, text where it is none, or None. Compared when it becomes HTML."""

    before: Any
    after: Any

    def __html__(self) -> str:
        lines = [*difflib.unified_diff(_lines(self.before), _lines(self.after), lineterm="")]
        lines = lines[3:]  # without the names and the first place
        text = "\n".join("  \N{HORIZONTAL ELLIPSIS}" if line.startswith("@@ ") else line for line in lines)
        return CodeBlock(text, "diff", "cure").__html__()


def _lines(document: Any) -> list[str]:
    if document is None:
        return []
    return document.splitlines() if isinstance(document, str) else compact(document).splitlines()
