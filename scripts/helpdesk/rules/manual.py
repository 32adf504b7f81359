"""Every code of every check, with what it demands and an example on either side: docs/_data/rules.yaml."""

from __future__ import annotations

import inspect
from pathlib import Path

from pydantic import Field, ValidationError

from helpdesk.model.fields import Inline, Model
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Unusable
from helpdesk.reading.yaml_document import read_yaml
from helpdesk.rules import all_rules

DATA = Path("docs/_data/rules.yaml")
GROUPS = {
    "S1": "The file",
    "E2": "The fields",
    "M3": "The Markdown in them",
    "R4": "Across files",
    "E1": "Examples and mistakes that are run",
    "L5": "Links",
}


class Told(Model):
    """``demands`` is left out where a rule in the code says it itself."""

    code: str = Field(pattern="^[A-Z][0-9]{3}$")
    demands: Inline | None = None
    bad: str = Field(min_length=1, max_length=1000)
    good: str = Field(min_length=1, max_length=1000)


class _File(Model):
    rules: list[Told]


def read_manual(root: Path) -> list[Told]:
    """The codes in the order of the file, each with its sentence. Raises :class:`Unusable`."""
    source = read_yaml(root / DATA, DATA)
    try:
        told = _File.model_validate(source.value).rules
    except ValidationError as error:
        raise Unusable(complaints(source, _File, error)) from None
    own = {rule.code: inspect.cleandoc(rule.__doc__ or "") for rule in all_rules()}
    wrong = [
        source.problem(("rules", i, "code"), "E208", f"`{one.code}` must be told once: in the code or here")
        for i, one in enumerate(told)
        if (one.demands is None) != (one.code in own)
    ]
    if wrong:
        raise Unusable(wrong)
    return [one if one.demands else one.model_copy(update={"demands": own[one.code]}) for one in told]
