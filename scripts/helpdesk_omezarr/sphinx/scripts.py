"""Bundles the scripts of the theme on a site that has bundles anyway, so that each page asks for fewer files."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from helpdesk.files import write_if_changed
from helpdesk.theme import SCRIPTS, STATIC, own_look
from helpdesk_omezarr.check.libraries import Unavailable, bundle
from helpdesk_omezarr.check.page import npm_cache

# What the directives of pages with such scripts note.
_NOTED = {"connect", "describes"}


def setup(app: Sphinx) -> None:
    # After the theme has taken away what no page loads.
    app.connect("build-finished", _bundle, priority=910)


def _bundle(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html" or not own_look(app):
        return
    if not any(told.keys() & _NOTED for told in app.env.metadata.values()):
        return
    try:
        files = bundle([f"_static/{name}" for name in SCRIPTS], {"_static": STATIC}, npm_cache(app))
    except Unavailable:
        return  # the page with the other scripts says so
    static = Path(app.outdir) / "_static"
    for path in STATIC.glob("*.*js"):
        if path.name not in files:
            (static / path.name).unlink(missing_ok=True)
    for name, content in files.items():
        write_if_changed(static / name, content)
