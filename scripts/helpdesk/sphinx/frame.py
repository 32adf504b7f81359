"""What the frame of a page needs beside its text: the places in its header, its path, its description, its policy.

The frame itself is layout.html of the theme ``helpdesk`` (:mod:`helpdesk.theme`). A site with another theme keeps the
frame of that; what is put into the context then does no harm.
"""

from __future__ import annotations

import hashlib
import html
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from helpdesk.model.kind import Kind
from helpdesk.model.kinds import TERM
from helpdesk.model.page import Page
from helpdesk.outputs.jsonld import script
from helpdesk.reading.configuration import address_from_environment
from helpdesk.sphinx import previews
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.neighbors import of_document
from helpdesk.sphinx.policy import policy
from helpdesk.sphinx.repository import edit_url, repository
from helpdesk.theme import FOLDER, STATIC, own_look

_SEARCHED = "Search all words, questions, known mistakes and examples of this help desk."
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.+?)</p>", re.DOTALL)
_LONGEST_CONTENTS = 40  # lines; of a longer list the upper level is shown
_NESTED = re.compile(r"<ul>.*?</ul>", re.DOTALL)
_FILTER = '<form class="filter'  # see filters.py
_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')


def setup(app: Sphinx) -> None:
    # A change of any style sheet or script is a change of every page: their addresses carry this.
    app.add_config_value("helpdesk_look", "", "html", types=frozenset({str}))
    # Sphinx does not read pages again for another `html_baseurl`, but links to our own files may be absolute.
    app.add_config_value("helpdesk_address", "", "env", types=frozenset({str}))
    app.connect("config-inited", _note_address)
    app.connect("config-inited", _note_look)
    app.connect("html-page-context", complete, priority=800)


def static_folders(app: Sphinx) -> list[Path]:
    """Where the files of ``_static`` come from: the theme, then what the desk adds."""
    # Extensions add their own folders with absolute paths.
    return [STATIC, *(Path(app.confdir, one) for one in app.config.html_static_path if not Path(one).is_absolute())]


def static_files(app: Sphinx) -> list[Path]:
    return [path for folder in static_folders(app) for path in sorted(folder.rglob("*")) if path.is_file()]


def templates(app: Sphinx) -> list[Path]:
    """The templates of the frame: the theme's, then what the desk puts in their place."""
    folders = [FOLDER, *(Path(app.confdir, one) for one in app.config.templates_path if not Path(one).is_absolute())]
    return [path for folder in folders for path in sorted(folder.glob("*.html"))]


def sheets(app: Sphinx) -> list[Path]:
    """The style sheets that become one: the theme's in the order of their names, then the desk's.

    A site that uses sphinx-design has its sheet first.
    """
    design = find_spec("sphinx_design") if "sphinx_design" in app.extensions else None
    borrowed = [Path(design.origin).parent / "static" / "sphinx-design.min.css"] if design and design.origin else []
    return [*borrowed, *(path for path in static_files(app) if path.suffix == ".css")]


def _note_address(app: Sphinx, config: Config) -> None:
    """Let the place where the site is built say where it will stand."""
    if own_look(app) and (address := address_from_environment()):
        config.html_baseurl = address
    config.helpdesk_address = config.html_baseurl


def _note_look(app: Sphinx, config: Config) -> None:
    digest = hashlib.blake2b(digest_size=6)
    for path in [*sheets(app), *static_files(app)]:
        digest.update(path.read_bytes())
    config.helpdesk_look = digest.hexdigest()


def complete(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add what the frame needs to the context of a page (``html-page-context``)."""
    if HelpDesk.of(app.env).is_guest:
        return
    entry = HelpDesk.of(app.env).entry_page(pagename)
    context["look"] = app.config.helpdesk_look
    context["policy"] = policy
    context["places"] = places(app, pagename)
    context["crumbs"] = context.get("parents") or []
    context["is_filtered"] = bool(doctree) and _FILTER in context.get("body", "")
    context["edit_url"] = edit_url(pagename, context) if entry or pagename in app.env.all_docs else None
    context["change_url"] = _change_url(app, entry, context) or context["edit_url"]
    if not entry:
        context["contents"] = _contents(app, pagename, context)
        context["metatags"] = _metatags(app, pagename, context)
    if own_look(app):
        context["title"] = context.get("title") or ("Search" if pagename == "search" else "This page is not here")
        context["head_title"] = app.config.project if pagename == app.config.root_doc else _head_title(context)
        context["site_version"] = app.config.version
        context.update(repository(pagename, context))
        context["preview"] = previews.preview(app, context["places"])
        if pagename in app.env.all_docs:
            context.update(of_document(app, pagename))
    if pagename == "404":
        context["base"] = urlsplit(app.config.html_baseurl).path or "/"


def places(app: Sphinx, pagename: str) -> list[dict[str, Any]]:
    """The top of the table of contents; the place of this page is marked. What a list with a caption names is more."""
    env, domain = app.env, HelpDesk.of(app.env)
    found = []
    for title, doc, more in domain.data["places"].get(app.config.root_doc, ()):
        entry = domain.entry_page(doc)
        if entry is None and doc not in env.all_docs:
            continue
        folder = doc.removesuffix("index") if doc.endswith("/index") else f"{doc}/"
        current = "page" if pagename == doc else "true" if pagename.startswith(folder) else None
        shown = title or (entry.title if entry else env.titles[doc].astext())
        found.append({"doc": doc, "title": shown, "current": current, "more": more})
    return found


def change_forms(app: Sphinx) -> dict[str, str]:
    """For the name of a kind, the page that has a form to change its entries."""
    found = HelpDesk.of(app.env).data["changes"]
    return {kind: docname for docname, kinds in sorted(found.items()) for kind in kinds}


def _change_url(app: Sphinx, entry: Page | None, context: dict[str, Any]) -> str | None:
    """The form filled with what stands in the file of ``entry``, where this site has one."""
    form = change_forms(app).get(entry.kind.name) if entry and not (entry.entry and entry.entry.replaced_by) else None
    return f"{context['pathto'](form)}?change={entry.docname}" if form and entry else None


def _lists(*kinds: Kind) -> set[str]:
    return {f"{kind.folder}/index" for kind in kinds}


def _head_title(context: dict[str, Any]) -> str:
    """The title with the place of the page: several pages are called Axes."""
    place = next((str(place["title"]) for place in context["places"] if place["current"] == "true"), "")
    return f"{context['title']} \N{MIDDLE DOT} {html.escape(place)}" if place else str(context["title"])


def _contents(app: Sphinx, pagename: str, context: dict[str, Any]) -> Markup | None:
    """The sections of a longer text. The glossary has its letters, the home page is short."""
    if pagename not in app.env.all_docs or pagename in {app.config.root_doc, *_lists(TERM)}:
        return None
    toc = str(context.get("toc", ""))
    # Sphinx's list begins with the page itself.
    inner = toc.partition("<ul>")[2].partition("<ul>")[2].rpartition("</ul>")[0].rpartition("</ul>")[0]
    if inner.count("<li>") > _LONGEST_CONTENTS:
        inner = _NESTED.sub("", inner)
    return Markup(f"<ul>{inner}</ul>") if inner.count("<li>") > 1 else None


def _metatags(app: Sphinx, pagename: str, context: dict[str, Any]) -> str:
    domain = HelpDesk.of(app.env)
    # The frame has a viewport of its own.
    tags = _VIEWPORT.sub("", context.get("metatags") or "") + script(None, pagename, domain.place)
    if 'name="description"' in tags:
        return tags
    if pagename not in app.env.all_docs:
        return f'{tags}<meta name="description" content="{_SEARCHED}">' if pagename in ("search", "404") else tags
    words = str(app.env.metadata[pagename].get("short") or "") or _first_words(context.get("body", ""))
    text = html.escape(" ".join(words.replace("`", "").split()), quote=True)
    return f'{tags}<meta name="description" content="{text}">\n<meta property="og:description" content="{text}">'


def _first_words(body: str) -> str:
    found = _PARAGRAPH.search(body)
    text = Markup(found[1]).striptags() if found else ""
    return text if len(text) < 200 else text[:200].rsplit(" ", 1)[0] + " \N{HORIZONTAL ELLIPSIS}"
