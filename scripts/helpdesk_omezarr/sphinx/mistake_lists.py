"""Pages about all mistakes: the list, the clauses of the specification, the matrix, the box for an error text."""

from __future__ import annotations

import html
from collections import Counter
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.model.page import Page
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import entry_link, page_link, table
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.clauses import PATH, read_clauses
from helpdesk_omezarr.mistakes.entry import SORTS, Mistake

_SIGNS = {"rejects": "R", "warns": "w", "silent": "silent", "no judgment": "-"}


class MistakeIndex(SphinxDirective):
    """All mistakes by sort; each says in which versions it is one."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("kind:mistake")
        sections: list[nodes.Node] = []
        for sort, title in SORTS.items():
            pairs = [(page, entry) for page, entry in _mistakes(domain) if entry.sort == sort]
            if pairs:
                section = nodes.section("", nodes.title("", title), ids=[f"sort-{sort}"], classes=["category"])
                section += nodes.definition_list("", *(_item(*pair) for pair in pairs), classes=["entries"])
                sections.append(section)
        return sections


class ClauseTable(SphinxDirective):
    """Every rule of the specification that a store can break, and the mistakes that break it."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("kind:mistake")
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / PATH))
        clauses = read_clauses(root)
        if clauses is None or not clauses.rules:
            return []
        rows = []
        for rule in clauses.rules:
            words, _ = self.parse_inline(rule.words)
            what = [nodes.reference("", rule.part, refuri=rule.url), nodes.Text(": "), nodes.strong("", rule.quote)]
            shown: list[nodes.Node] = []
            for name in rule.mistakes:
                page = domain.desk.catalog.target("mistake", name)
                shown += [*([nodes.Text(", ")] if shown else []), page_link(domain, page) if page else nodes.Text(name)]
            if rule.none:
                reason, _ = self.parse_inline(rule.none)
                shown += [*([nodes.Text("; ")] if shown else []), *reason]
            rows.append([[*what, nodes.Text(": "), *words], [nodes.Text(", ".join(rule.versions))], shown])
        covered = sum(bool(rule.mistakes) for rule in clauses.rules)
        told = f"{len(rows)} rules, {covered} of them with a mistake that breaks them. Read on {clauses.checked}."
        return [nodes.paragraph("", told), table(["Rule", "Versions", "Mistake"], rows, "clauses")]


class Matrix(SphinxDirective):
    """``{mistake-matrix} 0.5``: which validator finds what, in the broken stores of one version."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("mistakes", "kind:mistake")
        version = self.arguments[0]
        rows: list[tuple[Page, dict[str, str]]] = []
        counts: dict[str, Counter[str]] = {}
        names: dict[str, str] = {}
        for page, _ in _mistakes(domain):
            broken = domain.desk.results.get(page.ref)
            for trial in broken.trials if broken else []:
                if trial.version != version or not trial.changed:
                    continue
                for verdict in trial.verdicts:
                    names[verdict.validator] = f"{verdict.validator} {verdict.version}".strip()
                    counts.setdefault(verdict.validator, Counter())[verdict.stance] += 1
                rows.append((page, {verdict.validator: verdict.stance for verdict in trial.verdicts}))
        if not rows:
            return []
        cells = [[[page_link(domain, page)], *([_sign(stances.get(name))] for name in names)] for page, stances in rows]
        total: list[list[nodes.Node]] = [[nodes.strong("", f"{len(rows)} broken stores")]]
        for name in names:
            parts = [f"{counts[name][stance]} {sign}" for stance, sign in _SIGNS.items() if counts[name][stance]]
            total.append([nodes.strong("", ", ".join(parts))])
        return [table(["Mistake", *names.values()], [*cells, total], "matrix")]


class PasteBox(SphinxDirective):
    """A form that takes an error text to the search page; a script may make it answer in place."""

    def run(self) -> list[nodes.Node]:
        search = "../" * self.env.docname.count("/") + "search.html"
        label = "Paste the whole message: a traceback, or what a validator printed"
        form = (
            f'<form id="paste" class="paste" action="{html.escape(search)}" method="get" role="search">'
            f'<label for="paste-text">{label}</label>'
            '<textarea id="paste-text" name="q" rows="6" spellcheck="false" autocapitalize="off"></textarea>'
            '<button type="submit">Find the mistake</button></form>'
            '<div id="paste-results" aria-live="polite"></div>'
        )
        return [nodes.raw("", form, format="html")]


def _mistakes(domain: HelpDesk) -> list[tuple[Page, Mistake]]:
    pages = [(page, page.entry) for page in domain.desk.catalog.of(MISTAKE) if isinstance(page.entry, Mistake)]
    return sorted(pages, key=lambda pair: (list(SORTS).index(pair[1].sort), pair[0].title.casefold()))


def _item(page: Page, mistake: Mistake) -> nodes.definition_list_item:
    link = entry_link(page, nodes.inline("", page.title, classes=["doc"]))
    versions = nodes.inline("", f" {', '.join(mistake.versions)}", classes=["versions"])
    text = [nodes.literal("", part) if i % 2 else nodes.Text(part) for i, part in enumerate(page.short.split("`"))]
    classes = ["mistake", f"sort-{mistake.sort}", *(f"version-{v.replace('.', '')}" for v in mistake.versions)]
    definition = nodes.definition("", nodes.paragraph("", "", *text))
    return nodes.definition_list_item("", nodes.term("", "", link, versions), definition, classes=classes)


def _sign(stance: str | None) -> nodes.Node:
    if stance is None:
        return nodes.Text("")
    return nodes.inline("", _SIGNS[stance], classes=["verdict", stance.replace(" ", "-")])
