"""The pages of entries: each entry's view goes through its template, and Sphinx puts the theme's frame around it.

A page whose view, templates and frame are those of the last build is not written again. What was written is listed in
one file, so that the pages of entries that are gone are removed, and nobody else's.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import sphinx
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util import logging

from helpdesk.files import write_if_changed
from helpdesk.model.page import Page
from helpdesk.outputs.jsonld import script
from helpdesk.rendering.article import article, digest, digest_of_templates, view
from helpdesk.rendering.context import Context
from helpdesk.sphinx import frame
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.theme import own_look

logger = logging.getLogger(__name__)
_MANIFEST = "entries.json"
_SECTION = re.compile(r'<section id="([^"]+)">\s*(?:<span[^>]*></span>)?<h2>(.+?)(?:<a class="headerlink".*?)?</h2>')


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each page that changed (``html-collect-pages``)."""
    domain = HelpDesk.of(app.env)
    place, around = domain.place, _digest_of_frame(app)
    manifest = Path(app.doctreedir, _MANIFEST)
    known, now = _read(manifest), {}
    domain.articles = []
    for page in domain.entry_pages():
        context = Context(domain.desk, page, place.title, place.base)
        shown, template = view(context)
        domain.desk.bodies[page.ref] = _body(shown)
        for problem in context.problems:
            location = f"{domain.prefix}{problem.path}:{problem.line}"
            logger.warning("%s", f"{problem.code} {problem.message}".strip(), location=location)
        head, name = _head(page, shown, script(page, page.docname, place)), domain.docname(page)
        now[name] = digest(shown, template, head, around)
        # The theme of others shows on every page what it likes of all pages.
        same = own_look(app) and known.get(name) == now[name] and Path(app.outdir, f"{name}.html").is_file()
        parents = _parents(shown) if own_look(app) else []
        body = Markup() if same else article({**shown, "crumbs": []} if parents else shown, template)
        if not own_look(app):
            body = Markup('<div class="helpdesk">{}</div>').format(body)
        if not same:
            yield name, _context(page, body, head, shown, parents), "page.html"
        domain.articles.append((page, body))
    # Whose site this is knows what to do with pages of documents that are gone.
    pages = now | (dict.fromkeys(app.env.all_docs, "") if own_look(app) else {})
    for gone in known.keys() - pages:
        Path(app.outdir, f"{gone}.html").unlink(missing_ok=True)
    write_if_changed(manifest, json.dumps(pages, indent=0))


def _head(page: Page, shown: dict[str, Any], data: str) -> str:
    """The elements of the page's head that depend on the entry."""
    words = html.escape(page.short.replace("`", ""))
    head = f'<meta content="{words}" name="description">\n<meta content="{words}" property="og:description">\n'
    if target := shown.get("target"):
        address = html.escape(target["href"])
        head += f'<meta content="0; url={address}" http-equiv="refresh">\n<meta content="noindex" name="robots">\n'
    return head + data


def _parents(shown: dict[str, Any]) -> list[dict[str, str]]:
    """The path above the page. Our frame has a place for it; in another theme the article begins with it."""
    return [{"link": one["href"], "title": html.escape(one["title"])} for one in shown.get("crumbs", ())]


def _body(shown: dict[str, Any]) -> str:
    """The running text of an entry: its body, or its sections that are text."""
    sections = [part for part in shown.values() if isinstance(part, dict) and "text" in part and "title" in part]
    return str(shown.get("body") or "".join(f"<h2>{html.escape(one['title'])}</h2>\n{one['text']}" for one in sections))


def _context(
    page: Page, body: Markup, head: str, shown: dict[str, Any], parents: list[dict[str, str]]
) -> dict[str, Any]:
    return {
        "title": html.escape(page.title),
        "body": body,
        "metatags": head,
        "contents": _contents(body),
        "siblings": shown.get("siblings"),
        "page_source_suffix": ".yaml",
        "sourcename": "",
        "meta": {},
        "toc": "",
        "display_toc": False,
        "parents": parents,
        "prev": None,
        "next": None,
    }


def _contents(body: str) -> Markup | None:
    """The sections of the article, where there are several."""
    found = [(anchor, Markup(title).striptags()) for anchor, title in _SECTION.findall(body)]
    rows = Markup("\n").join(
        Markup('<li><a class="reference internal" href="#{}">{}</a></li>').format(anchor, title)
        for anchor, title in found
    )
    return Markup("<ul>\n{}\n</ul>").format(rows) if len(found) > 1 else None


def _digest_of_frame(app: Sphinx) -> str:
    """Changes with whatever a page of an entry has around its article."""
    settings = {one.name: one.value for one in app.config.filter({"env", "html"}) if one.name != "templates_path"}
    templates = [path.read_text("utf-8") for path in frame.templates(app)]
    versions = sphinx.__version__, metadata.version("pydata-sphinx-theme")
    return digest(settings, versions, templates, digest_of_templates(), frame.places(app, ""), frame.change_forms(app))


def _read(manifest: Path) -> dict[str, str]:
    """The digests of the last build; a damaged file is none."""
    try:
        found = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
