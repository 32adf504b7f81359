"""The choice of a version on prose pages: see :mod:`helpdesk_omezarr.version_choice`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.environment import BuildEnvironment

from helpdesk_omezarr.version_choice import choice, part_of

_SHOWN = "helpdesk_version_choice"


def version_choice(env: BuildEnvironment, versions: Sequence[str]) -> list[nodes.Node]:
    """The radio buttons, the first time that a page asks for them."""
    if env.temp_data.get(_SHOWN):
        return []
    env.temp_data[_SHOWN] = True
    return [nodes.raw("", choice(versions), format="html")]


def of_version(
    version: str, versions: Sequence[str], shown: Iterable[nodes.Node], heading: int = 0
) -> list[nodes.Node]:
    """``shown`` for one version; all that there is where there is one. ``heading`` is its level on paper."""
    if len(versions) < 2:
        return list(shown)
    start, end = (nodes.raw("", text, format="html") for text in (part_of(version, versions, heading), "</div>"))
    return [start, *shown, end]
