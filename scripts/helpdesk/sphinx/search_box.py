"""``{search-box}``: a visible search box in the text of a page."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class SearchBox(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        search = "../" * self.env.docname.count("/") + "search.html"
        return [
            nodes.raw(
                "",
                f'<form class="bd-search helpdesk" action="{search}" method="get" role="search" data-find>'
                '<label for="q-here">A word, a question, or a whole error message</label>'
                '<input id="q-here" type="search" name="q" autocomplete="off" autocapitalize="off" spellcheck="false">'
                '<button type="submit">Search</button></form><div class="results helpdesk" data-results></div>',
                format="html",
            )
        ]
