"""Checks that need more than one file, in one list. Each code is permanent and documented.

A subject's package adds rules through the entry point group ``helpdesk.rules``; each entry point is a tuple of
:class:`~helpdesk.rules.base.Rule`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem
from helpdesk.rules import (
    categories,
    channels,
    data_files,
    files,
    front_matter,
    frozen_addresses,
    lists,
    needs,
    own_words,
    permanence,
    pictures,
    plain_language,
    references,
)
from helpdesk.rules.base import Rule

RULES: tuple[type[Rule], ...] = (
    categories.Categories,
    references.KnownTerm,
    references.KnownTarget,
    lists.KnownList,
    references.OneOwner,
    references.KnownRelated,
    categories.KnownCategory,
    references.KnownExample,
    references.Confusable,
    channels.KnownChannel,
    channels.OneChannelId,
    channels.NoDates,
    front_matter.Described,
    files.Overlooked,
    files.OneTitle,
    own_words.OwnWords,
    data_files.RightData,
    frozen_addresses.FrozenAddress,
    needs.Installable,
    permanence.Lasting,
    permanence.StraightOn,
    permanence.SchemaLine,
    pictures.StillPicture,
    plain_language.PlainWords,
    plain_language.NoCircle,
)


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """The rules of every desk, then those of its subject."""
    return (*RULES, *(rule for point in sorted(entry_points(group="helpdesk.rules")) for rule in point.load()))


def check(catalog: Catalog) -> list[Problem]:
    """Every problem of every page, sorted by file and line."""
    found = {problem for page in catalog.texts for problem in page.problems}
    for rule in all_rules():
        found.update(rule().check(catalog))
    return sorted(found)
