"""Compares what validators and scripts said about broken stores with what the mistakes expect."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc
from helpdesk_omezarr.mistakes.broken import Broken
from helpdesk_omezarr.mistakes.entry import SILENT, Mistake


@dataclass
class Difference:
    """What the build saw at ``loc`` of a mistake's YAML; ``expected`` and ``said`` as lines to compare."""

    page: Page
    loc: Loc
    code: str
    expected: list[str]
    said: list[str]
    value: Any  # what ``loc`` is to hold

    @property
    def diff(self) -> str:
        lines = difflib.unified_diff(self.expected, self.said, "expected", "said", n=1, lineterm="")
        return "\n".join(lines)

    def problem(self) -> Problem:
        what = "a validator says something else" if self.code == "E142" else "the script prints something else"
        cure = "look, then run `helpdesk examples --accept`"
        return self.page.problem(self.loc, self.code, f"{what} than expected: {cure}\n{self.diff}")


def compare(page: Page, broken: Broken) -> Iterator[Difference]:
    """The differences, for each expectation that is not met."""
    mistake = page.entry
    assert isinstance(mistake, Mistake)
    expected = {trial.script: (number, trial.expect) for number, trial in enumerate(mistake.trials)}
    for trial in broken.trials:
        number, wanted = expected[trial.script]
        said = {verdict.validator: list(verdict.messages) for verdict in trial.verdicts}
        if wanted != said:
            loc: Loc = ("expect",) if number == 0 else ("also", number - 1, "expect")
            value = {name: messages or SILENT for name, messages in said.items()}
            yield Difference(page, loc, "E142", _lines(wanted), _lines(said), value)
    wanted_output, said_output = (mistake.output or "").rstrip(), broken.output.rstrip()
    if wanted_output != said_output:
        yield Difference(page, ("output",), "E143", wanted_output.splitlines(), said_output.splitlines(), said_output)


def _lines(expect: Mapping[str, list[str]]) -> list[str]:
    return [f"{name}: {message}" for name in sorted(expect) for message in expect[name] or [SILENT]]
