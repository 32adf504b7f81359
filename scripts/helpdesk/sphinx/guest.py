"""What a site with a theme of its own gets from the help desk: one folder of scripts and styles, loaded where needed.

Its own pages, scripts, policy and search stay as they are. ``helpdesk-manifest.json`` beside Sphinx's doctrees lists
every file that was written; only what stands there is ever removed.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.util.docutils import new_document
from sphinx.util.matching import get_matching_files

from helpdesk.files import write_if_changed
from helpdesk.model.names import fold
from helpdesk.outputs.body import words_of
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.theme import FOLDER, NAME, STATIC, own_look

_PLACE = "_helpdesk"
_OURS_ALONE = ("cards", "find", "schemas", _PLACE)
_MANIFEST = "helpdesk-manifest.json"
_READ_MARKDOWN = {"myst_parser", "myst_nb"}


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", _leave_their_markdown)
    app.connect("doctree-read", _note_terms)
    app.connect("html-page-context", _add_scripts, priority=900)
    app.connect("build-finished", _write, priority=950)


def static_place(config: Config) -> str:
    """The folder of our scripts in the site."""
    root = config.helpdesk_root.strip("/")
    return "_static" if config.html_theme == NAME else f"{root}/{_PLACE}".lstrip("/")


def _index(app: Sphinx, domain: HelpDesk) -> None:
    """Let the site's own search find entries by the words of their articles, their names and what people type.

    Sphinx keeps in its index only what it read itself, so that the index is written once more.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.indexer is None:
        return
    for page, article in domain.articles:
        assert page.entry
        text = nodes.paragraph("", " ".join([words_of(article), *page.entry.other_names, *page.entry.search]))
        document = new_document(str(page.path))
        document += nodes.section("", nodes.title("", page.title), text, ids=[page.id])
        builder.index_page(domain.docname(page), document, page.title)
    written = io.StringIO()
    builder.indexer.dump(written, builder.indexer_format)
    write_if_changed(Path(app.outdir, builder.searchindex_filename), written.getvalue())


def _leave_their_markdown(app: Sphinx) -> None:
    """Read no Markdown beyond our folder in a site that reads none by itself."""
    prefix = HelpDesk.of(app.env).prefix
    if not prefix or _READ_MARKDOWN & set(app.config.extensions):
        return
    given = app.config.exclude_patterns
    app.config.exclude_patterns = [
        *given,
        *get_matching_files(app.srcdir, ["**.md", "**/*.md"], [*given, f"{prefix}**", "_build", ".*"]),
    ]


def _note_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Record which words a page of a site of others may have from us."""
    domain = HelpDesk.of(app.env)
    if domain.is_guest:
        for node in doctree.findall(pending_xref):
            if (node.get("refdomain"), node.get("reftype")) == ("std", "term"):
                domain.see(f"name:{fold(node['reftarget'])}")


def _add_scripts(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Load our scripts on our pages and on pages that link to our terms (``html-page-context``)."""
    domain = HelpDesk.of(app.env)
    if own_look(app) or not (_is_ours(app, domain, pagename) or _links_to_terms(domain, context.get("body") or "")):
        return
    place = f"{context.get('content_root', './')}{static_place(app.config)}"
    context["metatags"] = (
        f"{context.get('metatags') or ''}\n"
        f'<link rel="stylesheet" href="{place}/guest.css?v={_digest()}">\n'
        f'<script type="module" src="{place}/guest.js?v={_digest()}"></script>\n'
    )


def _is_ours(app: Sphinx, domain: HelpDesk, pagename: str) -> bool:
    in_folder = pagename.startswith(domain.prefix) and pagename in app.env.all_docs
    return in_folder or domain.entry_page(pagename) is not None


def _links_to_terms(domain: HelpDesk, body: str) -> bool:
    return (
        re.search(rf'href="[^"]*{re.escape(domain.prefix)}glossary/[^"]*"[^>]*><span class="term">', body) is not None
    )


def _files() -> list[Path]:
    scripts = [path for path in STATIC.iterdir() if path.suffix in (".js", ".mjs") and path.name != "site.js"]
    return sorted([*scripts, FOLDER / "guest.css", FOLDER / "guest.js"])


@functools.cache
def _digest() -> str:
    digest = hashlib.blake2b(digest_size=6)
    for path in _files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _write(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html" or own_look(app):
        return
    domain, out = HelpDesk.of(app.env), Path(app.outdir)
    desk = domain.desk
    for path in _files():
        write_if_changed(desk.out / _PLACE / path.name, path.read_bytes())
    _index(app, domain)
    if not domain.is_guest:
        return
    pages = {f"{domain.docname(page)}.html" for page in domain.entry_pages()}
    data = {path.relative_to(out).as_posix() for path in desk.written}
    alone = {
        path.relative_to(out).as_posix()
        for folder in _OURS_ALONE
        for path in (desk.out / folder).rglob("*")
        if path.is_file()
    }
    manifest = Path(app.doctreedir, _MANIFEST)
    before = set(json.loads(manifest.read_text("utf-8"))) if manifest.is_file() else set()
    now = pages | data | alone
    for gone in before - now:
        (out / gone).unlink(missing_ok=True)
    write_if_changed(manifest, json.dumps(sorted(now), indent=0))
