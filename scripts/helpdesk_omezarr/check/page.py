"""``{check-data}``: the checker on a page, and what a build publishes for it under ``check/``."""

from __future__ import annotations

import json
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
from helpdesk_omezarr.check.libraries import Unavailable, libraries
from helpdesk_omezarr.kinds import MISTAKE

logger = logging.getLogger(__name__)
_HERE = Path(__file__).parent
# A reader gives the address; browsers refuse plain http from a site with https, but for their own computer.
_ANYWHERE = "https: http://localhost:* http://127.0.0.1:*"


def setup(app: Sphinx) -> None:
    app.add_directive("check-data", CheckData)
    # After the frame, whose policy it widens.
    app.connect("html-page-context", _policy, priority=850)
    app.connect("build-finished", _publish)


class CheckData(SphinxDirective):
    """The form of the checker, and the place for its answer; ``start.js`` does the rest."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see(f"kind:{MISTAKE.name}")
        self.env.metadata[self.env.docname]["connect"] = "anywhere"
        root = "../" * self.env.docname.count("/")
        form = (_HERE / "form.html").read_text("utf-8")
        self.env.note_dependency(str(_HERE / "form.html"))
        return [nodes.raw("", form.replace("ROOT/", root), format="html")]


def _policy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Let the pages of the checker ask any server, and start the workers of the site; no other page may."""
    if "policy" in context and pagename in _pages(app):
        context["policy"] = partial(context["policy"], connect=_ANYWHERE, worker="'self'")


def _pages(app: Sphinx) -> list[str]:
    return [name for name, told in app.env.metadata.items() if told.get("connect") == "anywhere"]


def _publish(app: Sphinx, error: Exception | None) -> None:
    pages = _pages(app)
    if error or app.builder.format != "html" or not pages:
        return
    out = Path(app.outdir) / "check"
    known = checker_data(Path(app.srcdir), HelpDesk.of(app.env).desk.catalog.of(MISTAKE))
    files = {path.name: path.read_bytes() for path in (_HERE / "browser").iterdir()}
    files["data.json"] = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        made = libraries(Path(app.doctreedir).parent.parent / "npm")
    except Unavailable as reason:
        logger.warning("the libraries of the checker are missing: %s", reason, location=pages[0])
        return
    files |= {path.name: path.read_bytes() for path in made.iterdir()}
    for name, content in files.items():
        write_if_changed(out / name, content)
    for path in out.iterdir():  # of earlier versions
        if path.name not in files:
            path.unlink()
