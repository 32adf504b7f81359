"""The metadata documents of a store, with every key that is a term linked to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from html import escape
from typing import Any

from docutils import nodes

from helpdesk.model.names import fold
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import term_link
from helpdesk_omezarr.compact_json import compact
from helpdesk_omezarr.editor_link import edit_and_check

# A string with what follows it: `"name":` is a key, everything else a value.
_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*")(?=:)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>-?\d[\d.eE+-]*|true|false|null)'
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_CHANGES = 3
_CLASSES = {"key": "nt", "string": "s2", "word": "mi"}  # what Pygments calls them


def metadata_blocks(
    domain: HelpDesk, documents: Mapping[str, Any], marked: Container[str], editor: Callable[[str], str]
) -> list[nodes.Node]:
    """All documents of a store: the first one open, the others folded, empty ones left out.

    A document is parsed JSON, or the text of another kind of file. Keys that lead to one of the terms ``marked`` are
    what the page is about, and stand out. ``editor`` gives the address that opens a document in the editor, "" without
    one.
    """
    shown = {path: document for path, document in documents.items() if document}
    found: list[nodes.Node] = [_raw('<div class="documents">')]
    for number, (path, document) in enumerate(shown.items()):
        told = _told(path, document, dict([*shown.items()][:number]))
        note = f" <span>{escape(told)}</span>" if told else ""
        opened = "" if number else " open"
        found += [
            _raw(f'<details class="document"{opened}><summary><code>{escape(path)}</code>{note}</summary>'),
            _block(domain, document, marked),
            _raw(edit_and_check(editor(path), path)),
            _raw("</details>"),
        ]
    return [*found, _raw("</div>")]


def _told(path: str, document: Any, before: Mapping[str, Any]) -> str:
    """What one would see in a document that is nearly the same as an earlier one."""
    if not isinstance(document, dict):
        return ""
    for other, known in before.items():
        same_kind = other.rpartition("/")[2] == path.rpartition("/")[2]
        if not same_kind or not isinstance(known, dict) or known.keys() != document.keys():
            continue
        changed = [key for key in document if document[key] != known[key]]
        if not changed:
            return f"as {other}"
        if len(changed) <= _MOST_CHANGES and changed != ["attributes"]:
            return f"as {other}, but for {', '.join(changed)}"
    kind = document.get("node_type") or ("array" if "shape" in document else "")
    return f"of an {kind}" if kind == "array" else f"of a {kind}" if kind else ""


def _block(domain: HelpDesk, document: Any, marked: Container[str]) -> nodes.Node:
    if isinstance(document, str):
        return nodes.literal_block("", document.rstrip(), language="xml")
    # Sphinx highlights a block whose source is its text; this one is already marked up.
    block = nodes.literal_block("marked up", "", classes=["metadata"])
    block += _linked(domain, compact(document), marked)
    return nodes.container("", block, classes=["highlight"])


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def _linked(domain: HelpDesk, text: str, marked: Container[str]) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    end = 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "", match.group()
        parts.append(nodes.Text(text[end : match.start()]))
        plain = nodes.inline("", token, classes=[_CLASSES[kind]])
        parts.append(_key(domain, token, marked) if kind == "key" else plain)
        end = match.end()
    return [*parts, nodes.Text(text[end:])]


def _key(domain: HelpDesk, token: str, marked: Container[str]) -> nodes.Node:
    for name in (token[1:-1], _CAMEL.sub(" ", token[1:-1])):
        domain.see(f"name:{fold(name)}")
        if page := domain.desk.catalog.term(name):
            about = ["of-this-page"] if page.id in marked else []
            return nodes.inline("", "", term_link(domain, page, token), classes=[_CLASSES["key"], *about])
    return nodes.inline("", token, classes=[_CLASSES["key"]])
