"""What the extension adds to Sphinx, in one list."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

import helpdesk
from helpdesk import theme
from helpdesk.model import kinds
from helpdesk.sphinx import contribute, entry_pages, frame, static_files
from helpdesk.sphinx.build import finish, open_desk, outdated
from helpdesk.sphinx.data_table import DataTable
from helpdesk.sphinx.domain import HelpDesk, StandardDomainWithEntries, resolve_missing
from helpdesk.sphinx.fingerprint import code_digest
from helpdesk.sphinx.indexes import FaqIndex, GlossaryIndex
from helpdesk.sphinx.roles import ChannelRole, EntryRole, FactRole, TermRole
from helpdesk.sphinx.search_box import SearchBox
from helpdesk.sphinx.toctree import TocTreeWithEntries


def setup(app: Sphinx) -> dict[str, Any]:
    app.setup_extension("myst_parser")
    if app.config.html_theme == theme.NAME:
        app.setup_extension("helpdesk.theme")
    app.add_domain(HelpDesk)
    app.add_domain(StandardDomainWithEntries, override=True)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_role("term", TermRole(), override=True)
    for name in kinds.roles():
        if name not in ("term", "channel", "fact"):
            app.add_role(name, EntryRole())
    app.add_role("channel", ChannelRole())
    app.add_role("fact", FactRole())
    app.add_directive("toctree", TocTreeWithEntries, override=True)
    app.add_directive("glossary-index", GlossaryIndex)
    app.add_directive("faq-index", FaqIndex)
    app.add_directive("data-table", DataTable)
    app.add_directive("search-box", SearchBox)
    # Pages made by other code than today's are read again.
    app.add_config_value("helpdesk_code", code_digest(), "env", types=frozenset({str}))
    app.connect("config-inited", _look_at_suffixes)
    app.connect("builder-inited", open_desk)
    app.connect("env-get-outdated", outdated)
    app.connect("missing-reference", resolve_missing)
    app.connect("html-collect-pages", entry_pages.collect)
    app.connect("build-finished", finish)
    for part in (contribute, frame, static_files):
        part.setup(app)
    # What the package about a subject adds.
    for point in sorted(entry_points(group="helpdesk.sphinx")):
        app.setup_extension(point.value)
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _look_at_suffixes(app: Sphinx, config: Config) -> None:
    if ".yaml" in config.source_suffix:
        raise ConfigError("conf.py: remove `.yaml` from source_suffix; entries are found by helpdesk.sphinx itself")
