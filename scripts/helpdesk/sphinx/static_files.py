"""One style sheet for all pages, one search page, and nothing beside them that no page loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from helpdesk.files import write_if_changed
from helpdesk.sphinx import previews
from helpdesk.sphinx.frame import places, sheets, static_files, static_folders
from helpdesk.theme import own_look


def setup(app: Sphinx) -> None:
    previews.setup(app)
    app.connect("builder-inited", _search_ourselves)
    app.connect("html-collect-pages", _own_pages)
    # After the theme has written its own style sheet for code, which is not used.
    app.connect("build-finished", finish, priority=900)


def _search_ourselves(app: Sphinx) -> None:
    """Leave out Sphinx's index of words where the frame is ours: it searches in :mod:`helpdesk.finding`'s."""
    if own_look(app) and isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _own_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if own_look(app):
        yield "search", {}, "search.html"
        yield "404", {}, "404.html"


def finish(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    if own_look(app):
        write_if_changed(out / "_static" / "helpdesk.css", "\n".join(path.read_text("utf-8") for path in sheets(app)))
        _remove_unused(app, out / "_static")
        previews.write(app, places(app, ""))
        for name in ("searchindex.js", "genindex.html"):
            (out / name).unlink(missing_ok=True)


def _remove_unused(app: Sphinx, static: Path) -> None:
    """Ship nothing that no page loads: the theme's style sheets, scripts and fonts, Sphinx's search, our parts."""
    folders = static_folders(app)
    kept = {PurePosixPath("helpdesk.css")}
    for path in static_files(app):
        if path.suffix != ".css":
            kept |= {PurePosixPath(path.relative_to(folder)) for folder in folders if path.is_relative_to(folder)}
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif PurePosixPath(path.relative_to(static)) not in kept:
            path.unlink()
