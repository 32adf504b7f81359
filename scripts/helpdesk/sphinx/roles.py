"""The roles of the help desk: ``{term}``, ``{question}``, ``{mistake}``, ``{example}``, ``{channel}``, ``{fact}``."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.reading.markdown import split_role
from helpdesk.sphinx.domain import HelpDesk

logger = logging.getLogger(__name__)


class TermRole(SphinxRole):
    """A link to a term by its name, an alias, a plural or its id, in any case."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        words, name = split_role(self.text)
        domain = HelpDesk.of(self.env)
        page = domain.desk.catalog.term(name)
        domain.see(f"name:{fold(name)}")
        if page is None:
            return unknown(self, "term", name, words or name), []
        return [term_link(domain, page, words or name)], []


class EntryRole(SphinxRole):
    """A link to a question, mistake or example by its id; the text is its title unless words are given."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        words, target = split_role(self.text)
        domain = HelpDesk.of(self.env)
        page = domain.desk.catalog.target(self.name, target)
        if page is None:
            return unknown(self, self.name, target, words or target), []
        return [page_link(domain, page, words)], []


class ChannelRole(SphinxRole):
    """A link to a channel on the page of channels."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        words, target = split_role(self.text)
        domain = HelpDesk.of(self.env)
        domain.see("channels")
        page = domain.desk.catalog.target("channel", target)
        if page is None:
            return unknown(self, "channel", target, words or target), []
        words = words or domain.desk.catalog.channels[target].name
        return [std_link("ref", f"channel-{target}", words)], []


class FactRole(SphinxRole):
    """A number that an example measured during the build: ``{fact}`sharding:files_with_shards` ``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        example, _, name = self.text.strip().partition(":")
        domain = HelpDesk.of(self.env)
        domain.see(f"fact:{example}:{name}")
        fact = domain.desk.facts.get(f"{example}:{name}")
        if fact is None:
            known = ", ".join(one for one in domain.desk.facts if one.startswith(f"{example}:"))
            known = known or "none in that example"
            if domain.desk.incomplete:
                return [nodes.literal(text=self.text)], []
            logger.warning("no fact `%s`; there are: %s", self.text, known, location=self.get_location())
            return [nodes.literal(text=self.text)], []
        shown = nodes.inline(classes=["fact"])
        shown += nodes.Text(f"{fact.value}\N{NO-BREAK SPACE}{fact.unit}" if fact.unit else str(fact.value))
        shown["fact"] = f"{example}:{name}"
        return [shown], []


def std_link(reftype: str, target: str, words: str, classes: str = "") -> addnodes.pending_xref:
    """A reference that Sphinx's standard domain resolves when the page is written."""
    text = nodes.inline("", words, classes=[*classes.split()])
    return addnodes.pending_xref(
        "", text, refdomain="std", reftype=reftype, reftarget=target, refexplicit=True, refwarn=True
    )


def term_link(domain: HelpDesk, page: Page, words: str) -> nodes.Node:
    if page.docname == domain.env.docname:
        return nodes.inline("", words)
    domain.see(f"page:{page.ref}")
    return std_link("term", page.title or page.id, words, "term")


def page_link(domain: HelpDesk, page: Page, words: str | None = None) -> nodes.Node:
    domain.see(f"page:{page.ref}")
    return std_link("doc", f"/{page.docname}", words or page.title or page.id, page.kind.name)


def unknown(role: SphinxRole, kind: str, target: str, words: str) -> list[nodes.Node]:
    domain = HelpDesk.of(role.env)
    # `helpdesk check` has already reported the pages it knows.
    if role.env.docname not in domain.desk.by_docname:
        logger.warning("no %s `%s`: correct the name", kind, target, location=role.get_location())
    return [nodes.inline("", words)]
