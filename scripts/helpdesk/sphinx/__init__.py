"""The Sphinx extension ``helpdesk.sphinx``: entries become pages, and Markdown pages can speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    # Imported here: a build that finds no change does without Sphinx.
    from helpdesk.sphinx.extension import setup

    return setup(app)
