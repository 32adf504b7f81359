"""Links to the page ``edit.html``, on which readers change metadata documents and see what the judges say.

``browser/edit-sources.js`` of the package ``check`` reads what stands behind the question mark.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from markupsafe import Markup

PAGE = "edit"


def editor_address(root: Path, **wanted: str) -> str:
    """The address, from the top of the site, that opens what ``wanted`` names; "" for a site without an editor."""
    query = f"?{urlencode(wanted, safe='/')}" if wanted else ""
    return f"{PAGE}.html{query}" if (root / f"{PAGE}.md").is_file() else ""


def edit_and_check(href: str, name: str) -> Markup:
    """The link to ``href``, which opens the document ``name``; nothing without an address."""
    link = Markup('<p class="edit-link"><a href="{}" aria-label="Edit and check {}">Edit and check</a></p>')
    return link.format(href, name) if href else Markup()
