"""The kinds of page that this subject adds to a help desk."""

from __future__ import annotations

from pathlib import PurePosixPath

from helpdesk.model.kind import Kind
from helpdesk_omezarr.mistakes.entry import Mistake

MISTAKE = Kind(
    "mistake",
    "mistakes",
    PurePosixPath("docs/mistakes"),
    "Mistakes",
    Mistake,
    companions=(".py", ".md"),
    form=("Report a mistake that others will make", "Something that breaks an OME-Zarr image, and how to mend it"),
    hints={
        "versions": "For which versions of OME-Zarr is it a mistake?",
        "sort": "Where does it show?",
        "why": "Which rule or assumption does it break?",
        "cause": "How does it come about?",
        "mend": "How does one repair it?",
    },
)

KINDS = (MISTAKE,)
