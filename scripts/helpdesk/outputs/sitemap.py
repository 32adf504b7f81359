"""``sitemap.xml`` and ``robots.txt``, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from helpdesk.model.desk import Desk
from helpdesk.outputs.place import Place


def sitemap(desk: Desk, place: Place, docnames: Iterable[str]) -> str:
    rows = []
    for docname in sorted(docnames):
        page = desk.by_docname.get(docname)
        # The date is data: when someone last read the entry against its sources.
        changed = f"<lastmod>{page.entry.reviewed}</lastmod>" if page and page.entry else ""
        rows.append(f"<url><loc>{escape(f'{place.base}{docname}.html')}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(rows) + "\n</urlset>\n"


def robots(place: Place) -> str:
    return f"User-agent: *\nAllow: /\nSitemap: {place.base}sitemap.xml\n"
