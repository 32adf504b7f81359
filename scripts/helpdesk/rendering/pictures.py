"""Where the pictures of entries come from: the package about a subject says how they are drawn."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from helpdesk.model.picture import Picture
from helpdesk.rendering.context import Context

Draw = Callable[[Context, Picture], Markup]
_DRAW: list[Draw] = []


def draw_with(draw: Draw) -> None:
    """Let ``draw`` make the HTML of every picture."""
    _DRAW[:] = [draw]


def draw(context: Context, picture: Picture) -> Markup:
    """The HTML of ``picture``, nothing where no package draws."""
    return _DRAW[0](context, picture) if _DRAW else Markup()
