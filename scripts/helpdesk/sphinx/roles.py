"""The roles of the help desk on prose pages: ``{term}``, ``{question}``, ``{example}``, ``{channel}``, ``{fact}``."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from helpdesk.model.kinds import CHANNELS
from helpdesk.model.names import fold
from helpdesk.reading.markdown import split_role
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import entry_link, page_link, term_link

logger = logging.getLogger(__name__)
Made = tuple[list[nodes.Node], list[nodes.system_message]]


class TermRole(SphinxRole):
    """A link to a term by its name, an alias, a plural or its id, in any case."""

    def run(self) -> Made:
        words, name = split_role(self.text)
        domain = HelpDesk.of(self.env)
        page = domain.desk.catalog.term(name)
        domain.see(f"name:{fold(name)}")
        if page is None:
            return unknown(self, "term", name, words or name), []
        return [term_link(domain, page, words or name)], []


class EntryRole(SphinxRole):
    """A link to a question, mistake or example by its id; the text is its title unless words are given."""

    def run(self) -> Made:
        words, target = split_role(self.text)
        domain = HelpDesk.of(self.env)
        page = domain.desk.catalog.target(self.name, target)
        if page is None:
            return unknown(self, self.name, target, words or target), []
        return [page_link(domain, page, words)], []


class ChannelRole(SphinxRole):
    """A link to a channel on the page of channels."""

    def run(self) -> Made:
        words, target = split_role(self.text)
        domain = HelpDesk.of(self.env)
        domain.see("channels")
        catalog = domain.desk.catalog
        if target not in catalog.channels:
            return unknown(self, "channel", target, words or target), []
        shown = nodes.inline("", words or catalog.channels[target].name, classes=["std", "std-ref"])
        return [entry_link(catalog.of(CHANNELS)[0], shown, f"channel-{target}")], []


class FactRole(SphinxRole):
    """A number that an example measured during the build: ``{fact}`sharding:files_with_shards` ``."""

    def run(self) -> Made:
        example, _, name = self.text.strip().partition(":")
        domain = HelpDesk.of(self.env)
        domain.see(f"fact:{example}:{name}")
        fact = domain.desk.facts.get(f"{example}:{name}")
        if fact is None:
            if not domain.desk.incomplete:
                known = ", ".join(one for one in domain.desk.facts if one.startswith(f"{example}:"))
                message = "no fact `%s`; there are: %s"
                logger.warning(message, self.text, known or "none in that example", location=self._place())
            return [nodes.literal(text=self.text)], []
        shown = nodes.inline(classes=["fact"])
        shown += nodes.Text(f"{fact.value}\N{NO-BREAK SPACE}{fact.unit}" if fact.unit else str(fact.value))
        return [shown], []

    def _place(self) -> str | tuple[str, int]:
        """Where this stands; MyST knows only where its paragraph begins."""
        docname = self.env.current_document.docname
        page = HelpDesk.of(self.env).text(docname)
        for link in page.links if page else ():
            if (link.role, link.target) == ("fact", self.text.strip()):
                return docname, link.line
        return self.get_location()


def unknown(role: SphinxRole, kind: str, target: str, words: str) -> list[nodes.Node]:
    """Only the words, and a warning that the target does not exist."""
    domain = HelpDesk.of(role.env)
    # `helpdesk check` has already reported the pages it knows.
    if domain.text(role.env.current_document.docname) is None:
        logger.warning("no %s `%s`: correct the name", kind, target, location=role.get_location())
    return [nodes.inline("", words)]
