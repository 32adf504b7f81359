"""``{describe-image}``: the form on a page, and what a build publishes for it under ``describe/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from jinja2 import Template
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.sphinx.domain import HelpDesk
from helpdesk_omezarr.check.data import judge_data
from helpdesk_omezarr.check.libraries import Unavailable, bundle
from helpdesk_omezarr.check.page import SCRIPTS, npm_cache, put_all
from helpdesk_omezarr.describe.data import page_data, sources

logger = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_FOLDERS = {"describe": _HERE / "browser", "check": SCRIPTS}
_FALLBACK = "The examples of this site have such scripts as well."


def setup(app: Sphinx) -> None:
    app.add_directive("describe-image", DescribeImage)
    app.connect("build-finished", _publish)


class DescribeImage(SphinxDirective):
    """The form, and the places for what comes out of it; ``start.js`` does the rest."""

    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        made_of = sources(root)
        for path in made_of:
            self.env.note_dependency(str(path))
        if not all(path.is_file() for path in made_of):
            return []  # R446 names it
        self.env.metadata[self.env.docname]["describes"] = "images"
        template = Template((_HERE / "form.html").read_text("utf-8"), autoescape=True, trim_blocks=True)
        above = "../" * self.env.docname.count("/")
        form = template.render(**page_data(root), root=above, fallback=_FALLBACK)
        return [nodes.raw("", form, format="html")]


def _publish(app: Sphinx, error: Exception | None) -> None:
    pages = [name for name, told in app.env.metadata.items() if told.get("describes") == "images"]
    if error or app.builder.format != "html" or not pages:
        return
    data = page_data(Path(app.srcdir))
    data["pages"] = _titles(app, data["advice"], pages[0])
    try:
        files = bundle(["describe/start.js"], _FOLDERS, npm_cache(app))
    except Unavailable as reason:
        logger.warning("the scripts of the page cannot be bundled: %s", reason, location=pages[0])
        return
    files["describe.css"] = (_FOLDERS["describe"] / "describe.css").read_bytes()
    files["data.json"] = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    files["judge.json"] = json.dumps(judge_data(), ensure_ascii=False, separators=(",", ":")).encode()
    put_all(Path(app.outdir) / "describe", files)


def _titles(app: Sphinx, advice: list[dict[str, Any]], page: str) -> dict[str, list[str]]:
    """Title and address of each page that explains an advice."""
    known = HelpDesk.of(app.env).desk.by_docname
    for missing in sorted({one["page"] for one in advice} - set(known)):
        logger.warning("advice.yaml leads to %s, which is not there", missing, location=page)
    return {one["page"]: [known[one["page"]].title, known[one["page"]].url] for one in advice if one["page"] in known}
