"""The Sphinx extension ``helpdesk.sphinx.terms``: words of an installed help desk in the documentation of any project.

``{term}`chunk` `` leads to the page of the word on the published site, unless the project's own glossary has the word,
and has its card there. ``{used-terms}`` lists the words that the documentation uses, each with what it means. All of it
comes from the installed package: building asks no network, and readers load the cards from the project's own site.
"""

from __future__ import annotations

import json
from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util.docutils import SphinxDirective

import helpdesk
from helpdesk.files import write_if_changed
from helpdesk.model.definition import Definition, definition, terms
from helpdesk.model.installed import installed_desks
from helpdesk.theme import STATIC

_PLACE = "_helpdesk-terms"
_SCRIPTS = ("cards.js", "card-boxes.js", "card-place.js", "card-texts.js", "embed.js")


class UsedTerms(SphinxDirective):
    """All words of the help desk that the documentation uses, A to Z."""

    def run(self) -> list[nodes.Node]:
        used = nodes.container(classes=["helpdesk-used-terms"])
        used["helpdesk_used_terms"] = True
        return [used]


def setup(app: Sphinx) -> dict[str, Any]:
    if not installed_desks():
        raise ConfigError("conf.py: extensions: no installed package brings a help desk for helpdesk.sphinx.terms")
    app.add_domain(Words)
    app.add_directive("used-terms", UsedTerms)
    app.connect("doctree-read", _note)
    app.connect("env-updated", _pages_with_lists)
    app.connect("missing-reference", _resolve, priority=600)  # after intersphinx: what it knows is meant
    app.connect("doctree-resolved", _fill)
    app.connect("html-page-context", _add_script)
    app.connect("build-finished", _write)
    return {"version": helpdesk.__version__, "parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}


def find(word: str) -> Definition | None:
    """What the installed help desks say of ``word``; the first that knows it."""
    for folder in installed_desks():
        catalog, base = terms(folder)
        if base and (page := catalog.term(word)):
            return definition(page, base)
    return None


class Words(Domain):
    """Which words each document uses, and which documents list them."""

    name = "helpdesk-terms"
    label = "Words of installed help desks"
    # docname -> the words that it refers to; docname -> True where it has a list
    initial_data: ClassVar[dict[str, Any]] = {"words": {}, "lists": {}}

    @classmethod
    def of(cls, env: BuildEnvironment) -> Words:
        return cast(Words, env.domains[cls.name])

    def clear_doc(self, docname: str) -> None:
        for noted in self.data.values():
            if isinstance(noted, dict):
                noted.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name in self.initial_data:
            self.data[name] |= {one: otherdata[name][one] for one in docnames & otherdata[name].keys()}

    def used(self) -> list[Definition]:
        """The words of the help desk that the documentation uses and does not define itself."""
        own = {name.casefold() for kind, name in self.env.domains.standard_domain.objects if kind == "term"}
        words = {word for noted in self.data["words"].values() for word in noted if word.casefold() not in own}
        found = {known.url: known for word in words if (known := find(word))}
        return sorted(found.values(), key=lambda known: known.term.casefold())


def _note(app: Sphinx, doctree: nodes.document) -> None:
    words = {
        node["reftarget"]
        for node in doctree.findall(pending_xref)
        if (node.get("refdomain"), node.get("reftype")) == ("std", "term")
    }
    domain, docname = Words.of(app.env), app.env.current_document.docname
    if words:
        domain.data["words"][docname] = words
    if any(node.get("helpdesk_used_terms") for node in doctree.findall(nodes.container)):
        domain.data["lists"][docname] = True


def _pages_with_lists(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    return list(Words.of(env).data["lists"])


def _resolve(app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element) -> nodes.reference | None:
    if (node.get("refdomain"), node.get("reftype")) != ("std", "term"):
        return None
    known = find(node["reftarget"])
    if known is None:
        return None
    return nodes.reference("", "", contnode, refuri=known.url, internal=False, classes=["helpdesk-term"])


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(nodes.container)):
        if place.get("helpdesk_used_terms"):
            items = [_item(known) for known in Words.of(app.env).used()]
            place += nodes.definition_list("", *items) if items else nodes.paragraph("", "None.")


def _item(known: Definition) -> nodes.definition_list_item:
    link = nodes.reference("", known.term, refuri=known.url, internal=False)
    parts = known.short.split("`")
    short = [nodes.literal("", part) if i % 2 else nodes.Text(part) for i, part in enumerate(parts) if part]
    return nodes.definition_list_item(
        "", nodes.term("", "", link), nodes.definition("", nodes.paragraph("", "", *short))
    )


def _add_script(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Load the cards on the pages that link to our words."""
    if 'class="helpdesk-term' not in (context.get("body") or ""):
        return
    for number, base in enumerate(_bases()):
        place = f"{context.get('content_root', './')}{_PLACE}/{number}/scripts/embed.js?site={base}"
        context["metatags"] = f'{context.get("metatags") or ""}\n<script type="module" src="{place}"></script>\n'


def _bases() -> list[str]:
    return [base for folder in installed_desks() if (base := terms(folder)[1])]


def _write(app: Sphinx, error: Exception | None) -> None:
    """Write the scripts, and the cards of the words that are used."""
    if error is not None or app.builder.format != "html":
        return
    known = Words.of(app.env).used()
    for number, base in enumerate(_bases()):
        out = Path(app.outdir, _PLACE, str(number))
        letters: dict[str, dict[str, list[str]]] = {}
        for one in known:
            if one.url.startswith(base):
                letters.setdefault(one.id[0], {})[one.id] = [one.term, one.short]
        for letter, cards in letters.items():
            write_if_changed(
                out / "cards" / f"{letter}.json", json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
            )
        for name in _SCRIPTS if letters else ():
            write_if_changed(out / "scripts" / name, (STATIC / name).read_bytes())
