"""``{check-data}`` and ``{edit-metadata}``: the checker and the editor, each on a page.

What a build publishes for both stands under ``check/``, the documents that the editor opens under ``edit/``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.files import write_if_changed
from helpdesk.sphinx.domain import HelpDesk
from helpdesk_omezarr.check.data import checker_data
from helpdesk_omezarr.check.documents import documents
from helpdesk_omezarr.check.libraries import Unavailable, bundle, libraries
from helpdesk_omezarr.editor_link import editor_address
from helpdesk_omezarr.kinds import MISTAKE

logger = logging.getLogger(__name__)
_HERE = Path(__file__).parent
SCRIPTS = _HERE / "browser"
# A reader gives the address; browsers refuse plain http from a site with https, but for their own computer.
_ANYWHERE = "https: http://localhost:* http://127.0.0.1:*"
# What a page or a worker begins with, and the script that makes links to the editor.
_ENTRIES = ("start.js", "worker.js", "edit.js", "edit.css", "edit-worker.js", "edit-address.js")
# The worker that draws loads the library for pixels after it has lost its ways out: both stay files of their own.
_DRAWING, _QUIET, _PIXELS = "picture.js", "quiet.js", "zarrita.js"
_SCHEMAS = "json-schema.js"  # inside those that judge


def setup(app: Sphinx) -> None:
    app.add_directive("check-data", CheckData)
    app.add_directive("edit-metadata", EditMetadata)
    # After the frame, whose policy it widens.
    app.connect("html-page-context", _policy, priority=850)
    app.connect("build-finished", _publish)


class CheckData(SphinxDirective):
    """The form of the checker, and the place for its answer; ``start.js`` does the rest."""

    form, connect = "form.html", _ANYWHERE

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see(f"kind:{MISTAKE.name}")
        self.env.metadata[self.env.docname]["connect"] = self.connect
        root = "../" * self.env.docname.count("/")
        form = (_HERE / self.form).read_text("utf-8")
        self.env.note_dependency(str(_HERE / self.form))
        editor = editor_address(Path(self.env.srcdir))
        form = form.replace("EDITOR", editor and root + editor).replace("ROOT/", root)
        return [nodes.raw("", form, format="html")]


class EditMetadata(CheckData):
    """The editor of metadata documents, which asks no other server; ``edit.js`` does the rest."""

    form, connect = "edit.html", ""


def _policy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Let the pages with judges start the workers of the site, and the checker ask any server; no other page may."""
    if "policy" in context and pagename in (pages := _pages(app)):
        context["policy"] = partial(context["policy"], connect=pages[pagename], worker="'self'")


def _pages(app: Sphinx) -> dict[str, str]:
    """The pages with judges, and whom else than this site they may ask."""
    return {name: told["connect"] for name, told in app.env.metadata.items() if "connect" in told}


def _publish(app: Sphinx, error: Exception | None) -> None:
    pages = _pages(app)
    if error or app.builder.format != "html" or not pages:
        return
    desk = HelpDesk.of(app.env).desk
    known = checker_data(Path(app.srcdir), desk.catalog.of(MISTAKE))
    files = {name: (SCRIPTS / name).read_bytes() for name in ("check.css", _QUIET)}
    files["data.json"] = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    cache, folders = npm_cache(app), {"check": SCRIPTS}
    try:
        made = libraries(cache)
        files |= bundle([f"check/{name}" for name in _ENTRIES], folders, cache)
        files |= bundle([f"check/{_DRAWING}"], folders, cache, outside=[f"./{_QUIET}", f"./{_PIXELS}"])
    except Unavailable as reason:
        logger.warning("the libraries of the checker are missing: %s", reason, location=next(iter(pages)))
        return
    files |= {path.name: path.read_bytes() for path in made.iterdir() if path.name != _SCHEMAS}
    put_all(Path(app.outdir) / "check", files)
    put_all(Path(app.outdir) / "edit", documents(desk))


def npm_cache(app: Sphinx) -> Path:
    """Where libraries from npm are kept."""
    return Path(app.doctreedir).parent.parent / "npm"


def put_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder`` hold exactly ``files``."""
    for name, content in files.items():
        write_if_changed(folder / name, content)
    for path in folder.rglob("*"):  # of earlier versions
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
