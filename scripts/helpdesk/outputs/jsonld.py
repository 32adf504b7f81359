"""What search engines read in a page's head: a term as schema.org/DefinedTerm, a question as FAQPage."""

from __future__ import annotations

import json
from typing import Any

from helpdesk.model.entries import Question, Term
from helpdesk.model.page import Page
from helpdesk.outputs.place import Place

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def script(page: Page | None, docname: str, place: Place) -> str:
    """The element for the head of a page, or nothing. Browsers read it as data and never run it."""
    data = _about(page, docname, place) if place.base else None
    if data is None:
        return ""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_UNSAFE)}</script>\n'


def _about(page: Page | None, docname: str, place: Place) -> dict[str, Any] | None:
    terms = f"{place.base}glossary/index.html"
    if docname == "glossary/index":
        return {"@type": "DefinedTermSet", "@id": terms, "name": place.title, "url": terms}
    if page is None or page.entry is None:
        return None
    address = f"{place.base}{page.url}"
    match page.entry:
        case Term() as term:
            data = {"@type": "DefinedTerm", "@id": address, "name": term.term, "termCode": page.id, "url": address}
            names = {"alternateName": term.names[1:]} if term.names[1:] else {}
            return {**data, **names, "description": page.short.replace("`", ""), "inDefinedTermSet": terms}
        case Question() as question:
            answer = {"@type": "Answer", "text": page.short.replace("`", ""), "url": address}
            asked = {"@type": "Question", "name": question.question, "acceptedAnswer": answer}
            return {"@type": "FAQPage", "@id": address, "mainEntity": [asked]}
    return None
