"""The directives that this subject adds to those of every Markdown page."""

from __future__ import annotations

from helpdesk.model.fields import ID
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.picture import PICTURE
from helpdesk.reading.dialects import Directive
from helpdesk_omezarr.stores.versions import LIVING_VERSIONS

_PART = "(code|picture|tree|metadata|verdicts|files)"
_SCRIPT = rf"{ID}:v[0-9][0-9a-z-]*"
# As it stands: neither a remark nor what MyST reads as one text in quotes.
_REPLACE = r"(?!.*\s#)[\w./-]+( +(\"[^\"]*\"|'[^']*'|[^\s'\"\\]+)){2}"
_EXAMPLES, _TOOLS = (str(EXAMPLE.folder),), "docs/_data/tools-computed.yaml"

DIRECTIVES = {
    "example": Directive(rf"({ID})?", {"show": rf"{_PART}( {_PART})*", "version": r"[0-9]+\.[0-9]+"}),
    "picture": Directive(PICTURE),
    "computed-tools": Directive(("reads", "writes"), shows=(_TOOLS,)),
    "image-of": Directive(_SCRIPT),
    "session": Directive(_SCRIPT, {"replace": _REPLACE, "status": "[0-9]{1,3}"}, "lines"),
    "mistake-matrix": Directive(LIVING_VERSIONS),
    "coverage": Directive(shows=_EXAMPLES),
    "clause-table": Directive(shows=("docs/_data/clauses.yaml",)),
    "describe-image": Directive(shows=(_TOOLS, "docs/_data/install.yaml")),
    **{name: Directive() for name in ("mistake-index", "paste-box", "check-data", "edit-metadata")},
}
