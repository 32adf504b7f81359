"""What the extension adds to Sphinx, in one list."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.docutils import is_directive_registered, is_role_registered

import helpdesk
from helpdesk.model import kinds
from helpdesk.sphinx import contribute, entry_pages, frame, guest, static_files
from helpdesk.sphinx.build import finish, open_desk, outdated
from helpdesk.sphinx.data_table import DataTable
from helpdesk.sphinx.domain import HelpDesk, StandardDomainWithEntries, resolve_missing
from helpdesk.sphinx.entry_list import EntryList
from helpdesk.sphinx.fingerprint import code_digest
from helpdesk.sphinx.indexes import FaqIndex, GlossaryIndex
from helpdesk.sphinx.roles import ChannelRole, EntryRole, FactRole, TermRole
from helpdesk.sphinx.search_box import SearchBox
from helpdesk.sphinx.toctree import TocTreeWithEntries
from helpdesk.theme import own_look

_DIRECTIVES = {
    "glossary-index": GlossaryIndex,
    "faq-index": FaqIndex,
    "data-table": DataTable,
    "entry-list": EntryList,
    "search-box": SearchBox,
}


def setup(app: Sphinx) -> dict[str, Any]:
    # Not "": the folder of the help desk below a site of others.
    app.add_config_value("helpdesk_root", "", "env", types=frozenset({str}))
    is_guest = bool(app.config.helpdesk_root.strip("/"))
    app.setup_extension("myst_parser")
    if own_look(app):
        if is_guest:
            raise ConfigError(
                "conf.py: html_theme: `helpdesk` is the theme of a whole help desk: choose another, "
                "or remove `helpdesk_root`"
            )
        app.setup_extension("helpdesk.theme")
    app.add_domain(HelpDesk)
    if not is_guest:
        _refuse_clash("role", "term", is_role_registered("term"))
        app.add_domain(StandardDomainWithEntries, override=True)
        app.add_role_to_domain("std", "term", TermRole(), override=True)
        app.add_role("term", TermRole(), override=True)
        app.add_directive("toctree", TocTreeWithEntries, override=True)
        app.connect("builder-inited", _look_at_terms)
    roles: dict[str, Any] = dict.fromkeys(kinds.roles(), EntryRole())
    roles |= {"channel": ChannelRole(), "fact": FactRole()}
    for name, role in roles.items():
        if name != "term":
            _refuse_clash("role", name, is_role_registered(name))
            app.add_role(name, role)
    for name, directive in _DIRECTIVES.items():
        _refuse_clash("directive", name, is_directive_registered(name))
        app.add_directive(name, directive)
    # Pages made by other code than today's are read again.
    app.add_config_value("helpdesk_code", code_digest(), "env", types=frozenset({str}))
    app.connect("config-inited", _look_at_suffixes)
    app.connect("builder-inited", open_desk)
    app.connect("env-get-outdated", outdated)
    app.connect("missing-reference", resolve_missing)
    app.connect("html-collect-pages", entry_pages.collect)
    app.connect("build-finished", finish)
    for part in (contribute, frame, static_files, guest):
        part.setup(app)
    # What the package about a subject adds; a site of others names it where it wants that.
    for point in sorted(entry_points(group="helpdesk.sphinx")) if not is_guest else ():
        app.setup_extension(point.value)
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _refuse_clash(what: str, name: str, is_there: bool) -> None:
    if is_there:
        raise ConfigError(
            f"conf.py: extensions: another extension before helpdesk.sphinx defines the {what} `{name}` too: "
            "remove one of the two"
        )


def _look_at_terms(app: Sphinx) -> None:
    if not isinstance(app.env.domains.standard_domain, StandardDomainWithEntries) or not isinstance(
        app.registry.domain_roles.get("std", {}).get("term"), TermRole
    ):
        raise ConfigError(
            "conf.py: extensions: another extension after helpdesk.sphinx defines `term` too: remove one of the two"
        )


def _look_at_suffixes(app: Sphinx, config: Config) -> None:
    if ".yaml" in config.source_suffix:
        raise ConfigError("conf.py: remove `.yaml` from source_suffix; entries are found by helpdesk.sphinx itself")
