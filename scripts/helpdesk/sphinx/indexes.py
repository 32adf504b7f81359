"""``{glossary-index}`` and ``{faq-index}``: all terms A to Z, all questions by category."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from helpdesk.model.entries import Question, Term
from helpdesk.model.kinds import QUESTION, TERM, Kind
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.filters import filter_form, plain_short

_NO_LETTER = "0-9"
_NAMES = 3  # other names of a term in a list


class GlossaryIndex(SphinxDirective):
    """Letters are made from the terms there are, so none leads nowhere."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("kind:term")
        letters: dict[str, list[tuple[Page, Term]]] = {}
        for page, term in sorted(domain.desk.catalog.terms, key=lambda pair: _sort_key(pair[0].title)):
            letters.setdefault(_letter(page.title), []).append((page, term))
        jump = nodes.paragraph(classes=["letters"])
        found: list[nodes.Node] = [_filter(domain, TERM), jump]
        for letter, pairs in letters.items():
            anchor = f"letter-{letter.lower()}"
            jump += [nodes.reference("", letter, refid=anchor, internal=True), nodes.Text(" ")]
            section = nodes.section("", nodes.title("", letter), ids=[anchor], classes=["letter"])
            section += _list(domain, pairs)
            found.append(section)
        return found


class FaqIndex(SphinxDirective):
    """Questions with an ``order`` stand first in their category, the others follow by title."""

    def run(self) -> list[nodes.Node]:
        domain = HelpDesk.of(self.env)
        domain.see("kind:question")
        sections: list[nodes.Node] = [_filter(domain, QUESTION)]
        for category, title in domain.desk.catalog.categories[QUESTION].items():
            pairs = [pair for pair in domain.desk.catalog.questions if pair[1].category == category]
            if not pairs:
                continue
            pairs.sort(key=lambda pair: (pair[1].order or math.inf, _sort_key(pair[0].title)))
            section = nodes.section("", nodes.title("", title), ids=[f"category-{category}"], classes=["category"])
            section += _list(domain, pairs)
            sections.append(section)
        return sections


def _list(domain: HelpDesk, pairs: Iterable[tuple[Page, Term | Question]]) -> nodes.raw:
    # As HTML: ten nodes for each of ten thousand entries take minutes to walk through again and again.
    docname = domain.env.docname.removeprefix(domain.prefix)
    rows = "".join(_row(docname, page, entry) for page, entry in pairs)
    return nodes.raw("", f'<dl class="simple entries helpdesk">\n{rows}</dl>\n', format="html")


def _row(docname: str, page: Page, entry: Term | Question) -> str:
    kind = TERM if isinstance(entry, Term) else QUESTION
    more = _other_names(entry.names) if isinstance(entry, Term) else ""
    link = relative_uri(f"{docname}.html", page.url)
    return (
        f'<dt class="{kind.name} category-{entry.category} audience-{entry.audience}">'
        f'<a class="reference internal" href="{link}"><span class="doc">{plain_short(page.title)}</span></a>{more}</dt>'
        f"<dd><p>{plain_short(page.short)}</p>\n</dd>\n"
    )


def _other_names(names: Sequence[str]) -> str:
    """A few names that say more than the first one; the others are there for the filter."""
    title, *others = names
    shown: dict[str, str] = {}
    for name in others:
        if (key := fold(name).removesuffix("s")) not in fold(title):
            shown.setdefault(key, name)
    few = list(shown.values())[:_NAMES]
    rest = [name for name in others if name not in few]
    return (f'<span class="names"> {html.escape(", ".join(few))}</span>' if few else "") + (
        f"<span hidden> {html.escape(', '.join(rest))}</span>" if rest else ""
    )


def _filter(domain: HelpDesk, kind: Kind) -> nodes.raw:
    return filter_form(
        ("category", "About", domain.desk.catalog.categories.get(kind, {})),
        ("audience", "Written for", {"user": "users", "developer": "developers"}),
    )


def _sort_key(title: str) -> tuple[bool, str]:
    bare = title.casefold().lstrip(".#_`'\"")
    return (bare[:1].isalpha(), bare)


def _letter(title: str) -> str:
    first = _sort_key(title)[1][:1].upper()
    return first if first.isalpha() else _NO_LETTER
