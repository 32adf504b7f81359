"""Titles and contents of plain words as HTML, without a document, forty transforms and a translator for each.

Sphinx does all that for the title and for the list of sections of every page. Anything but plain words is left to it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

# As docutils' HTML writer encodes text.
_ENCODE = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", ">": "&gt;", "@": "&#64;"})


def plain_title(node: nodes.Node | None) -> str | None:
    """The HTML of a title of plain words, else None."""
    if isinstance(node, nodes.title) and all(isinstance(child, nodes.Text) for child in node.children):
        return node.astext().translate(_ENCODE)
    return None


def plain_toc(node: nodes.Node | None) -> str | None:
    """The HTML of a list of sections whose titles are plain words, else None."""
    if not isinstance(node, nodes.bullet_list):
        return None
    items = [_item(item) for item in node.children]
    return None if None in items else f"<ul>\n{''.join(map(str, items))}</ul>\n"


def _item(item: nodes.Node) -> str | None:
    if not isinstance(item, nodes.list_item) or not item.children:
        return None
    first, *more = item.children
    if not isinstance(first, addnodes.compact_paragraph) or len(first.children) != 1 or len(more) > 1:
        return None
    link = first.children[0]
    if not isinstance(link, nodes.reference) or not all(isinstance(child, nodes.Text) for child in link.children):
        return None
    inner = plain_toc(more[0]) if more else ""
    if inner is None:
        return None
    anchor = link["anchorname"].translate(_ENCODE) or "#"
    return f'<li><a class="reference internal" href="{anchor}">{link.astext().translate(_ENCODE)}</a>{inner}</li>\n'
