"""Reading and resolving the page of an entry as Sphinx does it, without what is the same for all of them.

For each page, Sphinx makes a parser of options to find out the same settings again, and passes all transforms over it
(:mod:`helpdesk.sphinx.needed`). Entries have no text that extensions may change before it is read (``source-read``):
they are written from the values of their YAML file.
"""

from __future__ import annotations

import functools
import time
from typing import Any

from docutils import nodes
from docutils.readers import standalone
from docutils.transforms import Transform
from docutils.utils import DependencyList
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransformer
from sphinx.util.docutils import _READER_TRANSFORMS, LoggingReporter, _get_settings, sphinx_domains

from helpdesk.sphinx.contents import compact, compact_title
from helpdesk.sphinx.needed import needed
from helpdesk.sphinx.parser import EntryParser

# Each takes seventy kilobytes of memory; reading one again takes a tenth of the time of a page.
_KEPT = 2000


class EntryPages:
    """Pages of entries for one builder."""

    def __init__(self, builder: Builder) -> None:
        self._kept: dict[str, nodes.document] = {}
        self._builder, self._env, self._registry = builder, builder.env, builder._registry

    def read(self, docname: str) -> None:
        """What :meth:`Builder.read_doc` does."""
        env = self._env
        env.prepare_settings(docname)
        page = self._empty(str(env.doc2path(docname)))
        with sphinx_domains(env):
            parser = EntryParser()
            parser.parse("", page)
            page.current_source = page.current_line = None
            self._transform(page, (*_READER_TRANSFORMS, *self._registry.get_transforms(), *parser.get_transforms()))
        env.tocs[docname] = compact(docname, env.tocs[docname])
        env.titles[docname] = env.longtitles[docname] = compact_title(env.titles[docname])
        env.all_docs[docname] = time.time_ns() // 1_000
        env.prepare_settings("")
        env.ref_context.clear()
        self._builder.write_doctree(docname, page, _cache=False)
        self._kept.pop(docname, None)
        if len(self._kept) < _KEPT:
            self._kept[docname] = page

    def resolve(self, docname: str) -> nodes.document:
        """What :meth:`BuildEnvironment.get_and_resolve_doctree` does, for a page without a table of contents."""
        env = self._env
        page = self._kept.pop(docname, None)
        if page is None:
            page = env.get_doctree(docname)
        else:  # what writing it for later took away
            page.settings.env, page.reporter = env, LoggingReporter(str(env.doc2path(docname)))
        env.prepare_settings(docname)
        self._transform(page, tuple(self._registry.get_post_transforms()))
        env.prepare_settings("")
        self._builder.events.emit("doctree-resolved", page, docname)
        return page

    def _transform(self, page: nodes.document, transforms: tuple[type[Transform], ...]) -> None:
        page.transformer = transformer = SphinxTransformer(page)
        transformer.set_environment(self._env)
        transformer.add_transforms(needed(transforms, page))
        transformer.apply_transforms()

    def _empty(self, path: str) -> nodes.document:
        settings = self._settings.copy()
        settings._source, settings.record_dependencies = path, DependencyList()
        reporter = LoggingReporter(path, settings.report_level, settings.halt_level, settings.debug)
        page = nodes.document(settings, reporter, source=path)
        page.note_source(path, -1)
        page.transformer = SphinxTransformer(page)
        return page

    @functools.cached_property
    def _settings(self) -> Any:
        defaults = {"traceback": True, **self._env.settings}
        return _get_settings(standalone.Reader, EntryParser(), defaults=defaults, read_config_files=True)
