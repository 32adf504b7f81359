"""``{entry-list}``: chosen entries or pages with their sentences, one ref a line: ``faq/which-version-to-write``.

``:minutes:`` adds how long the page takes to read.
"""

from __future__ import annotations

import html

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from helpdesk.model.kinds import QUESTION
from helpdesk.model.page import Page
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.filters import plain_short

logger = logging.getLogger(__name__)
_WORDS_A_MINUTE = 200


class EntryList(SphinxDirective):
    has_content = True
    option_spec = {"minutes": directives.flag}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        rows = []
        for ref in filter(None, map(str.strip, self.content)):
            page = domain.desk.catalog.resolve(ref, QUESTION)
            if page is None:
                logger.warning("no entry `%s`: correct the name", ref, location=self.get_location())
                continue
            domain.see(f"page:{page.ref}")
            rows.append(self._row(page))
        return [nodes.raw("", f'<ul class="entry-list">\n{"".join(rows)}</ul>\n', format="html")]

    def _row(self, page: Page) -> str:
        link = relative_uri(f"{self.env.docname}.html", f"{HelpDesk.of(self.env).docname(page)}.html")
        told = f"<p>{plain_short(page.short)}</p>" if page.short else ""
        if "minutes" in self.options:
            path = self.env.srcdir / page.path
            self.env.note_dependency(str(path))
            minutes = max(1, round(len(path.read_text("utf-8").split()) / _WORDS_A_MINUTE))
            told += f'<span class="minutes">{minutes} min read</span>'
        title = html.escape(page.title)
        return f'<li><a class="reference internal" href="{link}"><span class="doc">{title}</span></a>{told}</li>\n'
