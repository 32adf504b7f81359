"""The pages for contributors: the form, the rules, what is wanted; and the files that they load."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.model import json_schema
from helpdesk.model.kinds import TERM
from helpdesk.outputs.form_rules import form_rules
from helpdesk.reading import regular_files
from helpdesk.reading.problems import Unusable
from helpdesk.reading.yaml_format import key_spans
from helpdesk.rules import manual
from helpdesk.rules.missing_terms import unused, wanted
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link, table, term_link
from helpdesk.sphinx.propose import ChangeForm, ProposeForm, asked_of

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    app.add_directive("propose-form", ProposeForm)
    app.add_directive("change-form", ChangeForm)
    app.add_directive("rules-list", RulesList)
    app.add_directive("unused-terms", UnusedTerms)
    app.add_directive("wanted-terms", WantedTerms)
    app.connect("build-finished", finish)


def finish(app: Sphinx, error: Exception | None) -> None:
    """Publish the schemas, and the names that the form compares with."""
    if error is not None or app.builder.format != "html":
        return
    out = HelpDesk.of(app.env).desk.out
    json_schema.write({path.relative_to("docs"): text for path, text in json_schema.texts().items()}, out)
    desk = HelpDesk.of(app.env).desk
    # ASCII, as a pattern for hidden characters would hide here.
    desk.write("propose.json", json.dumps(form_rules(desk.catalog), separators=(",", ":")))
    _write_sources(HelpDesk.of(app.env))


def _write_sources(domain: HelpDesk) -> None:
    """For each entry that a form changes: its file, the lines of its keys, and what the fields of the form show."""
    desk, kinds = domain.desk, {kind for found in domain.data["changes"].values() for kind in found}
    for page in domain.entry_pages():
        if page.kind.name in kinds and page.entry and not page.entry.replaced_by:
            text = regular_files.read_text(desk.catalog.root / page.path, desk.catalog.root)
            spans = {key: (first, end) for key, (_, first, end) in key_spans(page.source, text.split("\n")).items()}
            fields = asked_of(page.kind, page.source.value, text)
            told = {"file": str(page.path), "title": page.title, "kind": page.kind.name, "text": text}
            desk.write(f"propose/{page.docname}.json", json.dumps({**told, "keys": spans, "fields": fields}))
    for path in (desk.out / "propose").rglob("*.json"):
        if path not in desk.written:  # the entry is gone
            path.unlink()


class RulesList(SphinxDirective):
    """Every code, with an anchor that a message can be looked up by."""

    def run(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / manual.DATA))
        try:
            told = manual.read_manual(root)
        except Unusable as unusable:
            for problem in unusable.problems:
                logger.warning("%s %s", problem.code, problem.message, location=f"{problem.path}:{problem.line}")
            return []
        sections = []
        for prefix, title in manual.GROUPS.items():
            section = nodes.section("", nodes.title("", title), ids=[f"group-{prefix.lower()}"])
            for one in told:
                if one.code.startswith(prefix):
                    section += self._entry(one)
            sections.append(section)
        return list(sections)

    def _entry(self, one: manual.Told) -> nodes.Node:
        words, messages = self.parse_inline(one.demands or "")
        title = nodes.title("", "", nodes.literal("", one.code), nodes.Text(" "), *words)
        section = nodes.section("", title, ids=[one.code.lower()], classes=["rule"])
        sides = nodes.container("", classes=["sides"])
        for label, text, kind in (("Refused", one.bad, "bad"), ("Right", one.good, "good")):
            block = nodes.literal_block("", text.rstrip(), language="text")
            sides += nodes.container("", nodes.paragraph("", label), block, classes=[f"side-{kind}"])
        section += [sides, *messages]
        return section


class UnusedTerms(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("unused")
        items = [
            nodes.list_item("", nodes.paragraph("", "", term_link(domain, page, page.title)))
            for page in unused(domain.desk.catalog, domain.desk.used_in)
        ]
        return [nodes.bullet_list("", *items)] if items else [nodes.paragraph("", "None: every term is used.")]


class WantedTerms(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("wanted")
        rows = [self._row(domain, one.word, one.pages) for one in wanted(domain.desk.catalog)]
        head = ["Word", "Pages", "For example"]
        return [table(head, rows)] if rows else [nodes.paragraph("", "None.")]

    def _row(self, domain: HelpDesk, word: str, docnames: tuple[str, ...]) -> list[list[nodes.Node]]:
        links: list[nodes.Node] = []
        for docname in docnames[:3]:
            page = domain.desk.by_docname[docname]
            links += [nodes.Text(", ")] if links else []
            links.append(term_link(domain, page, page.title) if page.kind is TERM else page_link(domain, page))
        return [[nodes.Text(word)], [nodes.Text(str(len(docnames)))], links]
