"""The directives that this subject adds to those of every Markdown page."""

from __future__ import annotations

from helpdesk.model.fields import ID
from helpdesk.model.picture import PICTURE
from helpdesk.reading.dialects import Directive

_PART = "(code|picture|tree|metadata|verdicts|files)"

DIRECTIVES = {
    "example": Directive(rf"({ID})?", {"show": rf"{_PART}( {_PART})*", "version": r"[0-9]+\.[0-9]+"}),
    "picture": Directive(PICTURE),
    "computed-tools": Directive("reads|writes"),
    "image-of": Directive(rf"{ID}:v[0-9a-z-]+"),
    "session": Directive(rf"{ID}:v[0-9a-z-]+", {"replace": ".+", "status": "[0-9]{1,3}"}, "lines"),
    "mistake-matrix": Directive(r"[0-9]+\.[0-9]+"),
    **{
        name: Directive()
        for name in (
            *("coverage", "mistake-index", "clause-table", "paste-box"),
            *("check-data", "describe-image", "edit-metadata"),
        )
    },
}
