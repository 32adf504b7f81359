"""The page of a retired entry: it sends readers on without a script, with a plain link for those who stay."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.osutil import relative_uri

from helpdesk.model.page import Page
from helpdesk.sphinx.sheet import Sheet


def write_forward(sheet: Sheet, target: Page) -> None:
    sheet.domain.see(f"page:{target.ref}")
    address = relative_uri(sheet.page.url, target.url)
    sheet.document += nodes.meta("", **{"http-equiv": "refresh", "content": f"0; url={address}"})
    sheet.document += nodes.meta("", name="robots", content="noindex")
    sheet.heading(1, sheet.page.title)
    link = nodes.reference("", target.title, refuri=address, internal=True)
    sheet.paragraph("This entry is now part of ", link, ".")
