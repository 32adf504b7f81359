"""``{search-box}``: a visible search box in the text of a page; each line of its content is a question to try."""

from __future__ import annotations

import html
from urllib.parse import urlencode

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class SearchBox(SphinxDirective):
    has_content = True

    def run(self) -> list[nodes.Node]:
        search = "../" * self.env.docname.count("/") + "search.html"
        form = (
            f'<form class="bd-search helpdesk" action="{search}" method="get" role="search" data-find>'
            '<label for="q-here">A word, a question, or a whole error message</label>'
            '<input id="q-here" type="search" name="q" autocomplete="off" autocapitalize="off" spellcheck="false">'
            '<button type="submit">Search</button></form><div class="results helpdesk" data-results></div>'
        )
        chips = "".join(
            f'<li><a href="{search}?{html.escape(urlencode({"q": line}))}">{html.escape(line)}</a></li>'
            for line in map(str.strip, self.content)
            if line
        )
        if chips:
            form += f'<ul class="chips" aria-label="For example">{chips}</ul>'
        return [nodes.raw("", form, format="html")]
