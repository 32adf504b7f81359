"""Files of the site that are not pages: one style sheet, the search index, the cards, sitemap and robots."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape

from sphinx.application import Sphinx

from helpdesk.finding.index import write_index
from helpdesk.finding.text import Record, records
from helpdesk.kinds import GUIDE
from helpdesk.page import Page, read_page
from helpdesk.pages.domain import HelpDesk
from helpdesk.pages.frame import own_look, sheets, static_files

_TABS = "design-tabs.js"


def setup(app: Sphinx) -> None:
    # After the theme has written its own style sheet for code, which is not used.
    app.connect("build-finished", finish, priority=900)


def finish(app: Sphinx, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    catalog = HelpDesk.of(app.env).desk.catalog
    _index(app, list(records(catalog, _other_pages(app))), out / "find")
    _write_cards(out / "cards", [(page.id, page.title, page.short) for page, _ in catalog.terms])
    if app.config.html_baseurl:
        _write_sitemap(app, out)
    if own_look(app):
        _write(out / "_static" / "helpdesk.css", "\n".join(path.read_text("utf-8") for path in sheets(app)))
        _remove_unused(app, out / "_static")
        for name in ("searchindex.js", "genindex.html"):
            (out / name).unlink(missing_ok=True)


def _index(app: Sphinx, found: list[Record], folder: Path) -> None:
    """Weigh the words again only when some text changed; at ten thousand entries that takes seconds."""
    digest = hashlib.blake2b(repr(found).encode(), digest_size=16).hexdigest() + app.config.helpdesk_code
    work = Path(app.doctreedir).parent
    last = work / "find.digest"
    if folder.is_dir() and last.is_file() and last.read_text() == digest:
        return
    last.unlink(missing_ok=True)
    write_index(found, folder, work / "find.counts")
    last.write_text(digest)


def _other_pages(app: Sphinx) -> Iterable[Page]:
    """Markdown pages that are no entries: the reference tables, the page about the site."""
    known = HelpDesk.of(app.env).desk.by_docname
    for docname in app.env.all_docs:
        path = Path(app.env.doc2path(docname))
        if docname not in known and docname != app.config.root_doc and path.suffix == ".md":
            page = read_page(GUIDE, Path(app.srcdir), path)
            page.short = page.short or _description(Path(app.outdir, f"{docname}.html"))
            yield page


def _description(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    found = text.partition('name="description" content="')[2].partition('"')[0]
    return (
        found.replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )


def _write_cards(folder: Path, terms: Iterable[tuple[str, str, str]]) -> None:
    """A file for each first letter of the ids: a card costs one small request, and the next ones often none."""
    folder.mkdir(exist_ok=True)
    letters: dict[str, dict[str, list[str]]] = {}
    for name, title, short in terms:
        letters.setdefault(name[0], {})[name] = [title, short]
    for letter, cards in letters.items():
        _write(folder / f"{letter}.json", json.dumps(cards, ensure_ascii=False, separators=(",", ":")))
    for old in folder.glob("*.json"):
        if old.stem not in letters:
            old.unlink()


def _write_sitemap(app: Sphinx, out: Path) -> None:
    base = app.config.html_baseurl.rstrip("/")
    rows = []
    known = HelpDesk.of(app.env).desk.by_docname
    for docname in sorted(app.env.all_docs):
        page = known.get(docname)
        # The date is data: when someone last read the entry against its sources.
        changed = f"<lastmod>{page.entry.reviewed}</lastmod>" if page and page.entry else ""
        rows.append(f"<url><loc>{escape(f'{base}/{app.builder.get_target_uri(docname)}')}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    _write(out / "sitemap.xml", head + "\n".join(rows) + "\n</urlset>\n")
    _write(out / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")


def _remove_unused(app: Sphinx, static: Path) -> None:
    """Ship nothing that no page loads: the theme's style sheets, scripts and fonts, Sphinx's search, our parts."""
    folders = [Path(app.confdir, folder) for folder in app.config.html_static_path]
    kept = {PurePosixPath("helpdesk.css"), PurePosixPath(_TABS)}
    for path in static_files(app):
        if path.suffix != ".css":
            kept |= {PurePosixPath(path.relative_to(folder)) for folder in folders if path.is_relative_to(folder)}
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif PurePosixPath(path.relative_to(static)) not in kept:
            path.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
