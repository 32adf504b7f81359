"""Reading and writing all pages, with several processes so that twice the pages take twice the time.

Sphinx hands out many small portions. For reading, each sends the whole environment back, which grows with every
portion; for writing, one process prepares all pages for the others. Here each process gets one large portion, and
pages of entries (which hold no images or downloads to collect) are prepared where they are written.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from functools import cached_property

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import ParallelTasks

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.entry_pages import EntryPages
from helpdesk.sphinx.found import entries_aside, modified

# Fewer pages are done sooner than a second process has begun and told what it found.
_MANY = 40


class ParallelBuilder(StandaloneHTMLBuilder):
    def _read_serial(self, docnames: list[str]) -> None:
        self._forget(docnames)
        self.read_pages(docnames)

    def _read_parallel(self, docnames: list[str], nproc: int) -> None:
        if len(docnames) < _MANY:
            return self._read_serial(docnames)
        self._forget(docnames)

        def read(portion: list[str]) -> bytes:
            self.env._app = self._app
            self.read_pages(portion)
            return pickle.dumps(self.env, pickle.HIGHEST_PROTOCOL)

        def merge(portion: list[str], environment: bytes) -> None:
            self.env.merge_info_from(portion, pickle.loads(environment), self._app)

        tasks = ParallelTasks(nproc)
        for portion in _portions(docnames, nproc):
            tasks.add_task(read, portion, merge)
        tasks.join()
        return None

    def _forget(self, docnames: Sequence[str]) -> None:
        # Of a page that is new there is nothing to forget, and looking for it among all others takes time. The page
        # without a name lets every domain lay out its tables.
        self.env.clear_doc("")
        for docname in docnames:
            if docname in self.env.all_docs:
                self.events.emit("env-purge-doc", self.env, docname)
                self.env.clear_doc(docname)

    def read_pages(self, docnames: Sequence[str]) -> None:
        for docname in docnames:
            if self._is_quick(docname):
                self._entry_pages.read(docname)
            else:
                self.read_doc(docname, _cache=False)

    def _write_serial(self, docnames: Sequence[str]) -> None:
        super()._write_serial([docname for docname in docnames if not self._is_quick(docname)])
        self._write([docname for docname in docnames if self._is_quick(docname)])

    def _write_parallel(self, docnames: Sequence[str], nproc: int) -> None:
        if len(docnames) < _MANY:
            return self._write_serial(docnames)
        others = [docname for docname in docnames if not self._is_quick(docname)]
        self._write_serial(others[:1])  # Jinja has its templates then, which the others would load once each
        tasks = ParallelTasks(nproc + 1)  # Sphinx leaves one process for preparing
        for portion in _portions([docname for docname in docnames if self._is_quick(docname)], nproc + 1):
            tasks.add_task(self._write, portion)
        try:
            if others[1:]:
                super()._write_parallel(others[1:], nproc)
        except BaseException:
            tasks.terminate()
            raise
        tasks.join()

    def _write(self, docnames: Sequence[str]) -> None:
        for docname in docnames:
            self.phase = BuildPhase.RESOLVING
            doctree = self.resolve(docname)
            self.phase = BuildPhase.WRITING
            self.write_doc(docname, doctree)

    def resolve(self, docname: str) -> nodes.document:
        """The page of an entry as it is written, with its links."""
        return self._entry_pages.resolve(docname)

    def _is_quick(self, docname: str) -> bool:
        return HelpDesk.of(self.env).is_quick(docname)

    def get_outdated_docs(self) -> Iterator[str]:
        found = self.env.found_docs
        with entries_aside(self.env) as entries:
            others = set(super().get_outdated_docs())
        if others >= found - entries.keys():  # for a reason that holds for all pages: a setting, a template
            yield from found
            return
        yield from others
        for docname, source in entries.items():
            if docname not in self.env.all_docs or modified(source) > modified(f"{self.outdir}/{docname}.html"):
                yield docname

    @cached_property
    def _entry_pages(self) -> EntryPages:
        return EntryPages(self)


def _portions(docnames: Sequence[str], count: int) -> list[list[str]]:
    """``docnames`` dealt out like cards: neighbors in a folder are often equally long."""
    return [portion for i in range(count) if (portion := list(docnames[i::count]))]
