"""Numbers that scripts measure and leave in ``facts.json``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from helpdesk.reading.problems import Problem, Unusable

FILE = "facts.json"


@dataclass
class Fact:
    """A number (or word) measured by ``script``: ``value`` in ``unit``; ``label`` says what it is."""

    value: int | float | str
    unit: str = ""
    label: str = ""
    script: Path = Path()


# Names may begin with a number (1x256x256), so only what a role must not meet is refused.
FACTS = TypeAdapter(dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")], Fact])


def take_facts(folder: Path, script: Path) -> dict[str, Fact]:
    """The facts that ``script`` left in ``folder``, by name; their file is removed. Raises ``Unusable``."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        facts = FACTS.validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        form = '{"name": {"value": 12, "unit": "files", "label": "..."}}'
        message = f"{FILE} {place}: {first['msg']}; it must look like {form}"
        raise Unusable([Problem(script, 1, "E111", message)]) from None
    path.unlink()
    for fact in facts.values():
        fact.script = script
    return facts
