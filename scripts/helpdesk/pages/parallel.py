"""Reading and writing with several processes, so that twice the pages take twice the time.

Sphinx hands out many small portions. For reading, each sends the whole environment back, which grows with every
portion; for writing, one process prepares all pages for the others. Here each process gets one large portion, and
pages of entries (which hold no images or downloads to collect) are prepared where they are written.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks

from helpdesk.pages.domain import HelpDesk


class ParallelBuilder(StandaloneHTMLBuilder):
    def is_entry(self, docname: str) -> bool:
        page = HelpDesk.of(self.env).desk.by_docname.get(docname)
        return page is not None and page.kind.model is not None

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        for docname in docnames:
            self.events.emit("env-purge-doc", self.env, docname)
            self.env.clear_doc(docname)

        def read(portion: list[str]) -> bytes:
            self.env._app = self._app
            for docname in portion:
                self.read_doc(docname, _cache=False)
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        def merge(portion: list[str], environment: bytes) -> None:
            self.env.merge_info_from(portion, pickle.loads(environment), self._app)

        tasks = ParallelTasks(nproc)
        for portion in _portions(docnames, nproc):
            tasks.add_task(read, portion, merge)
        tasks.join()

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        entries = [docname for docname in docnames if self.is_entry(docname)]
        if others := [docname for docname in docnames if not self.is_entry(docname)]:
            super()._write_parallel(others, nproc)

        def write(portion: list[str]) -> None:
            for docname in portion:
                self.phase = BuildPhase.RESOLVING
                doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
                self.phase = BuildPhase.WRITING
                self.write_doc(docname, doctree)

        tasks = ParallelTasks(nproc + 1)  # Sphinx leaves one process for preparing
        for portion in _portions(entries, nproc + 1):
            tasks.add_task(write, portion)
        tasks.join()


def _portions(docnames: Sequence[str], count: int) -> list[list[str]]:
    """``docnames`` dealt out like cards: neighbors in a folder are often equally long."""
    return [portion for i in range(count) if (portion := list(docnames[i::count]))]
