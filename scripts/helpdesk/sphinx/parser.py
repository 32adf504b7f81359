"""Sphinx reads the help desk's YAML files as source documents, through this parser."""

from __future__ import annotations

from docutils import nodes
from docutils.frontend import get_default_settings
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.environment import BuildEnvironment

from helpdesk.model.entries import Channels, Question, Term
from helpdesk.model.page import Page
from helpdesk.sphinx.around import above, below
from helpdesk.sphinx.channels import write_channels
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.question import write_question
from helpdesk.sphinx.retired import write_forward
from helpdesk.sphinx.sheet import Sheet
from helpdesk.sphinx.term import write_term
from helpdesk_omezarr.mistakes.entry import Mistake
from helpdesk_omezarr.sphinx.mistake import write_mistake


class EntryParser(MystParser):
    """YAML to doctree. The text itself was read with the catalog; its problems are already reported."""

    supported = ("helpdesk",)

    # Sphinx makes an option parser for every page, from this. The options are never read from a command line, so
    # their defaults are worked out once.
    settings_spec = ("", None, ())
    settings_defaults = get_default_settings(MystParser).__dict__ | {"_source": None}

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env: BuildEnvironment = document.settings.env
        # Nothing in an entry may read a file or write HTML, whatever way it found to a directive.
        document.settings.file_insertion_enabled = document.settings.raw_enabled = False
        # Quotes stay as they were typed: many stand in messages that people compare and paste.
        document.settings.smart_quotes = False
        # No sidebar lists the entries: with thousands of them every page would carry them all.
        env.metadata[env.docname]["orphan"] = "true"
        page = HelpDesk.of(env).desk.by_docname.get(env.docname)
        if page is None or page.entry is None:
            return super().parse(f"# {env.docname}", document)
        sheet = Sheet(page, document, env.myst_config)  # type: ignore[attr-defined]
        sheet.describe(page.short)
        if successor := HelpDesk.of(env).desk.catalog.successor(page):
            write_forward(sheet, successor)
            return sheet.finish()
        above(sheet)
        match page.entry:
            case Term() as term:
                _note_names(env, page)
                write_term(sheet, term)
            case Question() as question:
                write_question(sheet, question)
            case Channels() as channels:
                write_channels(sheet, channels)
            case Mistake() as mistake:
                write_mistake(sheet, mistake)
        sheet.finish()
        below(sheet, page.entry)


def _note_names(env: BuildEnvironment, page: Page) -> None:
    """Make every name and regular plural of the term known to Sphinx and, through objects.inv, to other projects."""
    standard = env.domains.standard_domain
    for name in HelpDesk.of(env).desk.catalog.names_of(page):
        standard._note_term(name, "", location=None)
