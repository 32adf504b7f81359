"""What is wrong, where, and what to do: the one shape in which every check reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. ``line`` counts from 1; ``code`` is permanent and documented."""

    path: Path
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.code} {self.message}"

    def as_github(self, level: str = "error") -> str:
        """The finding as a workflow command, which GitHub shows at the line of a pull request."""
        text = self.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return f"::{level} file={self.path.as_posix()},line={self.line},title={self.code}::{text}"


class Unusable(Exception):
    """Something could not be read at all; carries every problem found until then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)


def report(problems: Sequence[Problem], style: str = "text") -> None:
    """Print every problem, then how many there are."""
    for problem in problems:
        print(problem.as_github() if style == "github" else problem)
    if problems:
        files = len({problem.path for problem in problems})
        print(f"{len(problems)} problem(s) in {files} file(s)", file=sys.stderr)
