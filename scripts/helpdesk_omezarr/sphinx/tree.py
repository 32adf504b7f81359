"""The tree of a store, each node linked to the term that says what it is."""

from __future__ import annotations

from docutils import nodes

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import term_link
from helpdesk_omezarr.stores.contents import TreeLine

# Files whose name already says what they are.
_DOCUMENTS = {"dot-files", "zarr-json", "ome-xml"}


def tree_list(domain: HelpDesk, entry: TreeLine) -> nodes.bullet_list:
    return nodes.bullet_list("", _item(domain, entry), classes=["tree"])


def _item(domain: HelpDesk, entry: TreeLine) -> nodes.list_item:
    page = domain.desk.catalog.pages.get(f"glossary/{entry.term}") if entry.term else None
    if page is None:
        line = nodes.paragraph("", "", nodes.literal("", entry.name))
    elif entry.term in _DOCUMENTS:
        line = nodes.paragraph("", "", term_link(domain, page, entry.name))
    else:
        name = nodes.literal("", entry.name)
        line = nodes.paragraph("", "", name, nodes.Text(" "), term_link(domain, page, page.title))
    if entry.shape is not None:
        line += nodes.Text(f" {_grid(entry)}")
    item = nodes.list_item("", line)
    if entry.children:
        item += nodes.bullet_list("", *(_item(domain, child) for child in entry.children))
    return item


def _grid(entry: TreeLine) -> str:
    """Shape, data type and chunks in words, in the order of the array's dimensions."""
    parts = [f"{_times(entry.shape)} {entry.dtype}", f"chunks {_times(entry.chunks)}"]
    if entry.shards:
        parts.append(f"shards {_times(entry.shards)}")
    return ", ".join(parts)


def _times(sizes: list[int] | None) -> str:
    return " \N{MULTIPLICATION SIGN} ".join(map(str, sizes or []))
