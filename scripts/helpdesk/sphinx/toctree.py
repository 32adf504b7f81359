"""``{toctree}`` that may also name the page of an entry, such as that of the channels.

Such a page has no source that Sphinx reads, so it is no part of Sphinx's own tree of documents. It is in the main
navigation of the help desk's frame, and, where the list is shown, a line below it.
"""

from __future__ import annotations

import re

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.directives.other import TocTree
from sphinx.util import docname_join

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link

_TITLED = re.compile(r"^(?P<title>.+?)\s*(?<!\x00)<(?P<target>[^<]*)>$", re.DOTALL)


class TocTreeWithEntries(TocTree):
    content: StringList

    def run(self) -> list[nodes.Node]:
        domain, docname = HelpDesk.of(self.env), self.env.current_document.docname
        places = domain.data["places"].setdefault(docname, [])
        kept, entries = StringList(), []
        for number, line in enumerate(self.content):
            match = _TITLED.match(line)
            title, target = (match["title"], match["target"]) if match else (None, line)
            target = docname_join(docname, target)
            page = domain.entry_page(target)
            if page is None:
                kept.append(self.content[number : number + 1])
            else:
                domain.see(f"page:{page.ref}")
                entries.append((page, title))
            places.append((title, target, bool(self.options.get("caption"))))
        self.content = kept
        shown = super().run()
        if entries and "hidden" not in self.options:
            items = [nodes.list_item("", nodes.paragraph("", "", page_link(domain, *one))) for one in entries]
            shown.append(nodes.bullet_list("", *items))
        return list(shown)
