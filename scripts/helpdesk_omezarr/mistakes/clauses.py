"""The rules of the specification that a store can break, each with the mistakes that break it.

``docs/_data/clauses.yaml`` lists every MUST of 0.4, 0.5 and 0.6. A rule that no mistake shows says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError

from helpdesk.model.fields import Date, Id, Inline, Model, WebUrl, Word
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.yaml_document import Document, read_yaml
from helpdesk_omezarr.mistakes.entry import KeyWord, Version

PATH = Path("docs/_data/clauses.yaml")


class Requirement(Model):
    """One rule in own words; ``mistakes`` break it, or ``none`` says why no store shows it."""

    versions: list[Version] = Field(min_length=1)
    part: Word
    quote: KeyWord
    words: Inline
    url: WebUrl
    mistakes: list[Id] = Field([], max_length=12)
    none: Inline | None = None


class Requirements(Model):
    checked: Date
    clauses: list[Requirement] = Field(min_length=1)


@dataclass
class Clauses:
    """The file, read; ``rules`` is empty where it could not be, and ``problems`` says why."""

    source: Document
    rules: list[Requirement] = field(default_factory=list)
    checked: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_clauses(root: Path) -> Clauses | None:
    """The clauses of the help desk in ``root``; None when it has none."""
    if not (root / PATH).is_file():
        return None
    try:
        source = read_yaml(root / PATH, PATH)
    except Unusable as unusable:
        return Clauses(Document(PATH, {}), problems=unusable.problems)
    try:
        rules = Requirements.model_validate(source.value)
    except ValidationError as error:
        return Clauses(source, problems=complaints(source, Requirements, error))
    return Clauses(source, rules.clauses, rules.checked.isoformat())
