"""The HTML theme ``helpdesk``: ``html_theme = "helpdesk"`` in ``conf.py`` gives a desk this look and its own search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

import helpdesk

NAME = "helpdesk"
FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
# The scripts that pages name, ours or those of others; they import the rest.
SCRIPTS = ("site.js", "lists.js", "embed.js", "propose-form.mjs", "change-form.mjs")


def own_look(app: Sphinx) -> bool:
    """Whether this site has the look of a help desk."""
    return app.config.html_theme == NAME


def setup(app: Sphinx) -> dict[str, Any]:
    if "helpdesk.sphinx" not in app.config.extensions:
        raise ConfigError('conf.py: `html_theme = "helpdesk"` needs `extensions = ["helpdesk.sphinx"]`')
    app.add_html_theme(NAME, str(FOLDER))
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
