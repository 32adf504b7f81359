"""``glossary.ttl``: the glossary as SKOS (https://www.w3.org/TR/skos-reference/), in Turtle.

No ``exactMatch`` or ``closeMatch`` to other vocabularies is claimed: nobody has checked one yet, and no entry has a
field for it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from helpdesk.model.desk import Desk
from helpdesk.model.entries import Term
from helpdesk.model.kinds import TERM
from helpdesk.model.page import Page
from helpdesk.outputs.place import Place

_PREFIXES = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_quoted = json.JSONEncoder(ensure_ascii=False).encode  # what JSON escapes, Turtle escapes alike


def turtle(desk: Desk, place: Place) -> str:
    scheme = _iri(f"{place.base}glossary/index.html")
    blocks = [_PREFIXES, _block(scheme, "skos:ConceptScheme", [("dct:title", [_words(place.title, place)])])]
    members = defaultdict(list)
    for page, term in desk.catalog.terms:
        members[term.category].append(_page(page, place))
    for name, title in desk.catalog.categories.get(TERM, {}).items():
        if members[name]:
            facts = [("skos:prefLabel", [_words(title, place)]), ("skos:member", members[name])]
            blocks.append(_block(_iri(f"{place.base}glossary/index.html#category-{name}"), "skos:Collection", facts))
    for page, term in desk.catalog.terms:
        facts = [("skos:inScheme", [scheme]), *_facts(desk, page, term, place)]
        blocks.append(_block(_page(page, place), "skos:Concept", facts))
    return "\n".join(blocks)


def _facts(desk: Desk, page: Page, term: Term, place: Place) -> Iterator[tuple[str, list[str]]]:
    known = set(term.names)
    related = [target for ref in term.related if (target := desk.catalog.resolve(ref, TERM)) and target.kind is TERM]
    yield "skos:prefLabel", [_words(term.term, place)]
    yield "skos:altLabel", [_words(name, place) for name in dict.fromkeys(term.names) if name != term.term]
    yield "skos:hiddenLabel", [_words(name, place) for name in dict.fromkeys(term.search) if name not in known]
    yield "skos:definition", [_words(page.short, place)]
    yield "skos:notation", [f'"{page.id}"']
    yield "skos:changeNote", [_words(f"{change.date}: {change.note}", place) for change in term.changes]
    yield "skos:related", [_page(target, place) for target in related]
    yield "dct:source", list(dict.fromkeys(_iri(source.url) for source in term.sources))
    yield "dct:modified", [f'"{term.reviewed.isoformat()}"^^xsd:date']


def _block(subject: str, kind: str, facts: Iterable[tuple[str, list[str]]]) -> str:
    lines = [f"{subject} a {kind}"]
    lines += [f"    {name} {', '.join(values)}" for name, values in facts if values]
    return " ;\n".join(lines) + " .\n"


def _page(page: Page, place: Place) -> str:
    return _iri(f"{place.base}{page.url}")


def _iri(address: str) -> str:
    return f"<{_NOT_IN_IRI.sub(lambda found: f'%{ord(found.group()):02X}', address)}>"


def _words(text: str, place: Place) -> str:
    return f"{_quoted(text)}@{place.language}"
