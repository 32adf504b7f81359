"""The kinds of page of a help desk: those that every desk has, and those of its subject.

A subject's package adds kinds through the entry point group ``helpdesk.kinds``; each entry point is a tuple of
:class:`~helpdesk.model.kind.Kind`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePosixPath

from helpdesk.model.channels import Channels
from helpdesk.model.entries import Question, Term
from helpdesk.model.front_matter import ExampleFrontMatter, PageFrontMatter
from helpdesk.model.kind import Kind

TERM = Kind(
    "term",
    "glossary",
    PurePosixPath("glossary"),
    "Glossary",
    Term,
    companions=("index.md",),
    form=("Propose a term", "A word that should be in the glossary"),
)
QUESTION = Kind(
    "question",
    "faq",
    PurePosixPath("faq"),
    "Questions",
    Question,
    companions=("index.md",),
    form=("Ask for an answer", "A question that the help desk should answer"),
)
CHANNELS = Kind("channels", "docs", PurePosixPath("docs"), "Where to ask", Channels, pattern="channels.yaml")
EXAMPLE = Kind(
    "example",
    "examples",
    PurePosixPath("docs/examples"),
    "Examples",
    front=ExampleFrontMatter,
    pattern="*/index.md",
)
GUIDE = Kind("guide", "guide", PurePosixPath("docs/guide"), "Guide", pattern="**/*.md")
# The other Markdown pages of the site: no entries, but checked like them.
OTHER = Kind("page", "pages", PurePosixPath(), "Pages", front=PageFrontMatter, pattern="**/*.md")


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind: first those of YAML files, then those of Markdown pages."""
    added = [kind for point in sorted(entry_points(group="helpdesk.kinds")) for kind in point.load()]
    kinds = (TERM, QUESTION, CHANNELS, *added, EXAMPLE, GUIDE)
    return tuple(sorted(kinds, key=lambda kind: kind.model is None))


def yaml_kinds() -> tuple[Kind, ...]:
    return tuple(kind for kind in all_kinds() if kind.model)


def entry_kinds() -> tuple[Kind, ...]:
    """The kinds of which each file is an entry that people write and find: not the page of channels."""
    return tuple(kind for kind in yaml_kinds() if kind is not CHANNELS)


def named(name: str) -> Kind:
    """The kind called ``name``. Raises :class:`KeyError`."""
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Kind]:
    return {kind.name: kind for kind in all_kinds()}


@cache
def roles() -> tuple[str, ...]:
    """The roles that texts of entries may use, each a link or a number."""
    others = [kind.name for kind in all_kinds() if kind not in (TERM, QUESTION, CHANNELS, GUIDE)]
    return ("term", "question", *others, "channel", "fact", OTHER.name)
