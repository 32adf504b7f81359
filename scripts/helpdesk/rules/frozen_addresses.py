"""The check that links lead to a text that stays as it is, not to a draft or a branch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, ValidationError, field_validator

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import Inline, Model, Word
from helpdesk.model.validation_messages import complaints
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.reading.regular_files import read_text
from helpdesk.reading.yaml_document import read_yaml
from helpdesk.rules.base import Rule

PATH = Path("docs/_data/moving-addresses.yaml")


class Moving(Model):
    """``pattern`` is a regular expression for the part of an address that moves; ``instead`` says what to link."""

    pattern: Word
    instead: Inline

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from None
        return pattern


class Meant(Model):
    """A file, without its ending, that is about a text that moves; ``reason`` says why it links it."""

    file: Word
    reason: Inline


class MovingAddresses(Model):
    addresses: list[Moving] = Field(min_length=1)
    meant: list[Meant] = Field([], max_length=40)


class FrozenAddress(Rule):
    """Links lead to texts that stay; docs/_data/moving-addresses.yaml lists those that change, and who means them."""

    code = "R416"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        if not (catalog.root / PATH).is_file():
            return
        try:
            source = read_yaml(catalog.root / PATH, PATH)
            told = MovingAddresses.model_validate(source.value)
        except Unusable as unusable:
            yield from unusable.problems
            return
        except ValidationError as error:
            yield from complaints(source, MovingAddresses, error)
            return
        meant = {one.file for one in told.meant}
        linking: set[str] = set()
        for path, number, found, instead in _found(catalog.root, told.addresses):
            name = path.with_suffix("").as_posix()
            linking.add(name)
            if name not in meant:
                message = f"the text at `{found}` changes: link {instead}; if it is meant, say so in {PATH.name}"
                yield Problem(path, number, self.code, message)
        for i, one in enumerate(told.meant):
            if one.file not in linking:
                yield source.problem(("meant", i), self.code, f"`{one.file}` has no such link: remove it here")


def _found(root: Path, addresses: list[Moving]) -> Iterator[tuple[Path, int, str, str]]:
    """File, line, address and what to link instead, for every moving address in a text of the site."""
    patterns = [(re.compile(one.pattern), one.instead) for one in addresses]
    folders = [root / name for name in ("glossary", "faq", "docs")]
    files = [file for folder in folders for end in ("yaml", "md") for file in folder.rglob(f"*.{end}")]
    for file in sorted([*root.glob("*.md"), *files]):
        path = file.relative_to(root)
        for number, line in enumerate(read_text(file, root).split("\n") if path != PATH else (), 1):
            yield from ((path, number, hit[0], instead) for one, instead in patterns if (hit := one.search(line)))
