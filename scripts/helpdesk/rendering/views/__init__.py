"""What each kind of entry shows, as a plain dict: a function for each kind, and a template of the same name."""

from __future__ import annotations

from helpdesk.rendering.context import View
from helpdesk.rendering.views import channels, question, retired, term

# A package about a subject adds those of its own kinds (see `add_view`).
VIEWS: dict[str, View] = {"term": term.view, "question": question.view, "channels": channels.view}
RETIRED = retired.view


def add_view(kind: str, view: View) -> None:
    """Let entries of ``kind`` be described by ``view`` and shown with the template ``<kind>.html``."""
    VIEWS[kind] = view
