"""Checks that need more than one file, in one list. Each code is permanent and documented."""

from __future__ import annotations

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem
from helpdesk.rules import channels, files, front_matter, permanence, plain_language, references
from helpdesk.rules.base import Rule
from helpdesk_omezarr import versions_rule
from helpdesk_omezarr.mistakes import rules as mistakes
from helpdesk_omezarr.pictures import rule as pictures

RULES: tuple[type[Rule], ...] = (
    references.Categories,
    references.KnownTerm,
    references.KnownTarget,
    references.OneOwner,
    references.KnownRelated,
    references.KnownCategory,
    references.KnownExample,
    references.Confusable,
    channels.KnownChannel,
    channels.OneChannelId,
    front_matter.Described,
    front_matter.Listed,
    files.Overlooked,
    files.OneTitle,
    permanence.Lasting,
    permanence.StraightOn,
    permanence.SchemaLine,
    plain_language.PlainWords,
    plain_language.NoCircle,
    pictures.KnownPicture,
    versions_rule.KnownVersion,
    mistakes.KnownStart,
    mistakes.KnownSymptom,
    mistakes.CoveredClauses,
)


def check(catalog: Catalog) -> list[Problem]:
    """Every problem of every page, sorted by file and line."""
    found = {problem for page in catalog.pages.values() for problem in page.problems}
    for rule in RULES:
        found.update(rule().check(catalog))
    return sorted(found)
