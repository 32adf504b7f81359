"""Which roles, boxes and directives a Markdown text may use. What is not listed here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ANY = r".*"


@dataclass(frozen=True)
class Directive:
    """What may stand in a fence ``{name}``.

    ``argument`` is a pattern for the whole text, or the words of which it is one; values of ``options`` are patterns.
    ``body``: Markdown, to which the argument belongs (``prose``); lines that are read by the directive (``lines``),
    none of them needed where ``may_be_empty``; or nothing. ``shows`` are files and folders of the help desk.
    """

    argument: str | tuple[str, ...] = ""
    options: Mapping[str, str] = field(default_factory=dict)
    body: Literal["prose", "lines", ""] = ""
    may_be_empty: bool = False
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dialect:
    """``page``: the text is a Markdown page with a title, which MyST reads, and not a field of an entry."""

    roles: tuple[str, ...] = ()
    directives: Mapping[str, Directive] = field(default_factory=dict)
    page: bool = False
    in_box: bool = False


BOXES = {name: Directive(ANY, body="prose") for name in ("note", "tip", "warning")}
_DOCUMENT = r"/?[a-z0-9-]+(/[a-z0-9-]+)*"
_TITLED = rf"[^<>]*<({_DOCUMENT}|https://[^\s<>]+)>|{_DOCUMENT}(/\*)?|\*(/index)?|self"

# What pages may use beside the boxes; a subject's package adds its own (`helpdesk.directives`).
PAGES: dict[str, Directive] = {
    **BOXES,
    "toctree": Directive(
        options={"hidden": "", "glob": "", "maxdepth": "[1-9]", "titlesonly": "", "caption": r"[\w ,.?-]+"},
        body="lines",
    ),
    "container": Directive(r"[a-z-]+( [a-z-]+)*", body="prose"),
    "entry-list": Directive(options={"minutes": ""}, body="lines"),
    "search-box": Directive(body="lines", may_be_empty=True),
    "data-table": Directive(r"_data/[a-z0-9-]+\.yaml"),
    "rules-list": Directive(shows=("docs/_data/rules.yaml",)),
    **{name: Directive() for name in ("glossary-index", "faq-index", "wanted-terms", "unused-terms")},
}
LINES = {"toctree": _TITLED, "entry-list": r"[a-z]+/[a-z0-9-]+"}  # what a line of a body that is no Markdown may be
