"""A metadata document with every key that is a term linked to it."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes

from helpdesk.model.names import fold
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import term_link
from helpdesk_omezarr.compact_json import compact

# A string with what follows it: `"name":` is a key, everything else a value.
_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=:)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>-?\d[\d.eE+-]*|true|false|null)'
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CLASSES = {"key": "nt", "string": "s2", "word": "mi"}  # what Pygments calls them


def metadata_block(domain: HelpDesk, path: str, document: Any) -> nodes.container:
    """``document`` is parsed JSON, or the text of another kind of file."""
    if isinstance(document, str):
        block = nodes.literal_block("", document.rstrip(), language="xml")
    else:
        # Sphinx highlights a block whose source is its text; this one is already marked up.
        block = nodes.literal_block("marked up", "", classes=["metadata"])
        block += _linked(domain, compact(document))
    caption = nodes.paragraph("", "", nodes.literal("", path), classes=["document-name"])
    return nodes.container("", caption, block, classes=["document", "highlight"])


def _linked(domain: HelpDesk, text: str) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "", match.group()
        parts.append(nodes.Text(text[end : match.start()]))
        parts.append(_key(domain, token) if kind == "key" else nodes.inline("", token, classes=[_CLASSES[kind]]))
        end = match.end()
    return [*parts, nodes.Text(text[end:])]


def _key(domain: HelpDesk, token: str) -> nodes.Node:
    for name in (token[1:-1], _CAMEL.sub(" ", token[1:-1])):
        domain.see(f"name:{fold(name)}")
        if page := domain.desk.catalog.term(name):
            return nodes.inline("", "", term_link(domain, page, token), classes=[_CLASSES["key"]])
    return nodes.inline("", token, classes=[_CLASSES["key"]])
