"""The rules that this subject adds to those of every help desk."""

from __future__ import annotations

from helpdesk.rules.base import Rule
from helpdesk_omezarr.examples.rule import ShownExample, WholeExample
from helpdesk_omezarr.mistakes.rules import (
    ClauseOfEachVersion,
    CoveredClauses,
    FittingClause,
    KnownStart,
    KnownSymptom,
)
from helpdesk_omezarr.pictures.rule import KnownPicture
from helpdesk_omezarr.versions_rule import KnownVersion

RULES: tuple[type[Rule], ...] = (
    KnownPicture,
    KnownVersion,
    WholeExample,
    ShownExample,
    KnownStart,
    KnownSymptom,
    CoveredClauses,
    ClauseOfEachVersion,
    FittingClause,
)
