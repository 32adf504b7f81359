"""Sphinx's HTML builder, with three differences: shells for entries, a policy in every page, no search index.

The index of words that Sphinx makes is not used: the help desk has its own (:mod:`helpdesk.finding`).
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Set
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes

from helpdesk.outputs.jsonld import script
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.parallel import ParallelBuilder
from helpdesk.sphinx.partial import plain_title, plain_toc
from helpdesk.sphinx.policy import with_policy
from helpdesk.sphinx.shell import PAGE_NAME, Shell, entries_of, key
from helpdesk.sphinx.templates import Translated

_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')
_quoted = cache(quote)
_PLAIN_NAME = re.compile(r"[a-z0-9/-]+")


class HelpDeskBuilder(ParallelBuilder):
    name = "html"

    def init_templates(self) -> None:
        super().init_templates()
        self.templates.environment.bytecode_cache = Translated(Path(self.doctreedir).parent / "templates")

    def prepare_writing(self, docnames: Set[str]) -> None:
        # Without an index to load and to fill; `search` itself stays, for the search page and its box.
        self.search, wanted = False, self.search
        super().prepare_writing(docnames)
        self.search = wanted
        self._shells: dict[str, Shell] = {}

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        # The frame has a viewport of its own; docutils' second one would differ between pages with and without shell.
        tags = _VIEWPORT.sub("", metatags)
        domain = HelpDesk.of(self.env)
        page = domain.desk.by_docname.get(docname)
        return super().get_doc_context(docname, body, tags + script(page, docname, domain.place))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"{_quoted(docname)}{self.link_suffix}"  # asked for with each link, and of each name at every build

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        if self.config.helpdesk_quick:
            if (title := plain_title(node)) is not None:
                return {"title": title, "fragment": ""}
            if (toc := plain_toc(node)) is not None:
                return {"title": "", "fragment": toc}
        return super().render_partial(node)

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        *,
        outfilename: Path | None = None,
        event_arg: Any = None,
    ) -> None:
        if outfilename is not None:
            return super().handle_page(pagename, addctx, templatename, outfilename=outfilename, event_arg=event_arg)
        path = Path(self.get_output_path(pagename))
        page = self._filled(pagename, addctx, event_arg) if templatename == "page.html" else None
        if page is None:
            super().handle_page(pagename, addctx, templatename, event_arg=event_arg)
            page = path.read_text(encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(with_policy(page), encoding="utf-8", errors="xmlcharrefreplace")

    def _filled(self, pagename: str, context: dict[str, Any], doctree: nodes.document | None) -> str | None:
        """The page of an entry, made from the shell of its folder; None when it has to be rendered whole."""
        # With `html_copy_source` each page names its own source file; those are rendered whole.
        if not self.config.helpdesk_quick or context["sourcename"] or not self._has_shell(pagename):
            return None
        entries = entries_of(context["toc"])
        if entries is None:
            return None
        folder = posixpath.dirname(pagename)
        name = key(folder, context, bool(entries))
        if name not in self._shells:
            self._shells[name] = Shell(context, bool(entries), lambda marked: self._render(folder, marked, doctree))
        shell = self._shells[name]
        return shell.fill(posixpath.basename(pagename), context, entries) if shell.whole else None

    def _has_shell(self, pagename: str) -> bool:
        # A page of a toctree is marked in the navigation, so its frame is its own.
        is_entry = HelpDesk.of(self.env).is_quick(pagename)
        return is_entry and pagename not in self.relations and bool(_PLAIN_NAME.fullmatch(pagename))

    def _render(self, folder: str, context: dict[str, Any], doctree: nodes.document | None) -> str:
        # Processes that write side by side make the same shells, each for itself.
        path = Path(self.outdir, folder, f".{PAGE_NAME}-{os.getpid()}")
        try:
            super().handle_page(posixpath.join(folder, PAGE_NAME), context, outfilename=path, event_arg=doctree)
            return path.read_text(encoding="utf-8")
        finally:
            path.unlink(missing_ok=True)
