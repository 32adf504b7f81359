"""The Sphinx extension ``helpdesk.sphinx``: YAML files are pages, and every page can speak of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

import helpdesk
from helpdesk.kept import code_digest
from helpdesk.model.kinds import EXAMPLE
from helpdesk.sphinx import contribute, frame
from helpdesk.sphinx.build import finish, open_desk, outdated
from helpdesk.sphinx.builder import HelpDeskBuilder
from helpdesk.sphinx.data_table import DataTable
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.indexes import FaqIndex, GlossaryIndex
from helpdesk.sphinx.parser import EntryParser
from helpdesk.sphinx.roles import ChannelRole, EntryRole, FactRole, TermRole
from helpdesk.sphinx.search_box import SearchBox
from helpdesk_omezarr.sphinx import files, picture
from helpdesk_omezarr.sphinx.mistake_lists import ClauseTable, Matrix, MistakeIndex, PasteBox


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("myst_parser")
    app.add_domain(HelpDesk)
    app.add_source_parser(EntryParser)
    app.add_source_suffix(".yaml", "helpdesk")
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_role("term", TermRole(), override=True)
    for name in ("question", "mistake", "example"):
        app.add_role(name, EntryRole())
    app.add_role("channel", ChannelRole())
    app.add_role("fact", FactRole())
    app.add_directive("glossary-index", GlossaryIndex)
    app.add_directive("faq-index", FaqIndex)
    app.add_directive("data-table", DataTable)
    app.add_directive("mistake-index", MistakeIndex)
    app.add_directive("mistake-matrix", Matrix)
    app.add_directive("clause-table", ClauseTable)
    app.add_directive("paste-box", PasteBox)
    app.add_directive("search-box", SearchBox)
    # Pages made by other code than today's are read again.
    app.add_config_value("helpdesk_code", code_digest(), "env", types=frozenset({str}))
    # Without it Sphinx and the theme make the pages of entries by themselves: the same pages, in three times the time.
    app.add_config_value("helpdesk_quick", True, "env", types=frozenset({bool}))
    app.add_builder(HelpDeskBuilder, override=True)
    app.connect("config-inited", _add_example)
    # Last, when no extension will write further pages.
    app.connect("builder-inited", open_desk, priority=900)
    app.connect("env-get-outdated", outdated)
    app.connect("build-finished", finish)
    contribute.setup(app)
    frame.setup(app)
    files.setup(app)
    picture.setup(app)
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_example(app: Sphinx, config: Config) -> None:
    if (Path(app.srcdir) / EXAMPLE.folder).is_dir():
        from helpdesk_omezarr.sphinx.coverage import Coverage
        from helpdesk_omezarr.sphinx.example import ExampleDirective
        from helpdesk_omezarr.sphinx.session import SessionDirective

        app.add_directive("example", ExampleDirective)
        app.add_directive("coverage", Coverage)
        app.add_directive("session", SessionDirective)
