"""Pages about all mistakes: the list, the clauses of the specification, the matrix, the box for an error text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from helpdesk.model.page import Page
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.filters import filter_form, plain_short
from helpdesk.sphinx.nodes import page_link, table
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.clauses import PATH, read_clauses
from helpdesk_omezarr.mistakes.entry import SORTS, Mistake
from helpdesk_omezarr.mistakes.structures import STRUCTURES
from helpdesk_omezarr.stores.versions import LIVING_VERSIONS
from helpdesk_omezarr.validator_names import short_name

_SIGNS = {"rejects": "rejects", "warns": "warns", "silent": "silent", "no judgment": "\N{EN DASH}"}


class MistakeIndex(SphinxDirective):
    """All mistakes by what they are in; each says in which versions it is one."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("kind:mistake")
        pairs = _mistakes(domain)
        found: list[nodes.Node] = [_filter({entry.group: STRUCTURES[entry.group] for _, entry in pairs})]
        first = True
        for group, title in STRUCTURES.items():
            rows = [_row(self.env.docname, page, entry) for page, entry in pairs if entry.group == group]
            if rows:
                ids = (
                    [f"sort-{group}"]
                    if group in SORTS
                    else [f"structure-{group}", *(["sort-metadata"] if first else [])]
                )
                first = False
                section = nodes.section("", nodes.title("", title), ids=ids, classes=["category"])
                section += nodes.raw("", f'<dl class="simple entries helpdesk">\n{"".join(rows)}</dl>\n', format="html")
                found.append(section)
        return found


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
                    names[verdict.validator] = short_name(verdict.validator)
                    counts.setdefault(verdict.validator, Counter())[verdict.stance] += 1
                rows.append((page, {verdict.validator: verdict.stance for verdict in trial.verdicts}))
        if not rows:
            return []
        cells = [[[page_link(domain, page)], *([_sign(stances.get(name))] for name in names)] for page, stances in rows]
        counted = f"{len(rows)} broken dataset{'' if len(rows) == 1 else 's'}"
        total: list[list[nodes.Node]] = [[nodes.strong("", counted)]]
        for name in names:
            cell: list[nodes.Node] = []
            for stance in _SIGNS:
                if count := counts[name][stance]:
                    cell += [nodes.Text(f"{', ' if cell else ''}{count} "), _sign(stance)]
            total.append(cell)
        return [table(["Mistake", *names.values()], [*cells, total], "matrix")]


class PasteBox(SphinxDirective):
    """A form that takes an error text to the search page; a script may make it answer in place."""

    def run(self) -> list[nodes.Node]:
        search = "../" * self.env.docname.count("/") + "search.html"
        label = "Paste the whole message: a traceback, or what a validator printed"
        form = (
            f'<form id="paste" class="paste" action="{html.escape(search)}" method="get" role="search">'
            f'<label for="paste-text">{label}</label>'
            '<textarea id="paste-text" name="q" rows="4" spellcheck="false" autocapitalize="off"></textarea>'
            '<button type="submit">Find the mistake</button></form>'
            '<div id="paste-results" aria-live="polite"></div>'
        )
        return [nodes.raw("", form, format="html")]


def _mistakes(domain: HelpDesk) -> list[tuple[Page, Mistake]]:
    """In the order of structures, then of titles without their article."""
    pages = [(page, page.entry) for page in domain.desk.catalog.of(MISTAKE) if isinstance(page.entry, Mistake)]
    return sorted(pages, key=lambda pair: (list(STRUCTURES).index(pair[1].group), _bare(pair[0].title)))


def _bare(title: str) -> str:
    return re.sub(r"^(the|an?) ", "", title.casefold())


def _row(docname: str, page: Page, mistake: Mistake) -> str:
    classes = ["mistake", f"structure-{mistake.group}", *(f"version-{version}" for version in mistake.versions)]
    link = relative_uri(f"{docname}.html", page.url)
    # Most are mistakes in every version.
    only = "" if set(mistake.versions) >= set(LIVING_VERSIONS) else ", ".join(mistake.versions)
    return (
        f'<dt class="{" ".join(classes)}"><a class="reference internal" href="{link}">'
        f'<span class="doc">{html.escape(page.title)}</span></a> <span class="versions">{only}</span></dt>'
        f"<dd><p>{plain_short(page.short)}</p>\n</dd>\n"
    )


def _filter(groups: Mapping[str, str]) -> nodes.raw:
    return filter_form(
        ("structure", "What it is in", {key: title for key, title in STRUCTURES.items() if key in groups}),
        ("version", "OME-Zarr", {version: version for version in LIVING_VERSIONS}),
    )


def _sign(stance: str | None) -> nodes.Node:
    if stance is None:
        return nodes.Text("")
    return nodes.inline("", _SIGNS[stance], classes=["verdict", stance.replace(" ", "-")])
