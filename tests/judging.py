"""Makes the page of any entry, and judges what a browser would run in it. For the hostile files and for fuzzing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from helpdesk.model.catalog import Catalog
from helpdesk.model.desk import Desk
from helpdesk.model.entries import Confusion
from helpdesk.rendering.article import article, view
from helpdesk.rendering.context import Context


class Judge(HTMLParser):
    """Collects what a browser would act on inside the text of a page."""

    elements = frozenset(
        [
            "script",
            "iframe",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "base",
            "meta",
            "link",
            "style",
            "svg",
            "math",
            "frame",
        ]
    )
    addresses = frozenset(
        ["href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background"]
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        start, end = page.index("<article"), page.rindex("</article>")
        self.feed(page[start:end])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self.elements:
            self.wrong.append(f"<{tag}>")
        for name, value in attributes:
            if name.startswith("on") or name in ("srcdoc", "style"):
                self.wrong.append(f"{tag} {name}={value}")
            address = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            if name in self.addresses and re.match(r"(?!https:|mailto:)[a-z][a-z0-9+.-]*:|//", address):
                self.wrong.append(f"{tag} {name}={value}")


class Whole(HTMLParser):
    """Says what of a page is not closed in its order, and collects its words and its links."""

    empty = frozenset(["br", "hr", "img", "input", "wbr"])

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{tag}> has no end" for tag in self.open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in self.empty else []
        if tag == "a":
            self.wrong += ["a link in a link"] if self.open.count("a") > 1 else []
            self.links.append(dict(attributes).get("href") or "")
        if len({name for name, _ in attributes}) < len(attributes):
            self.wrong.append(f"<{tag}> has an attribute twice")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.empty and (not self.open or self.open.pop() != tag):
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class Writer:
    """Makes the article of an entry as a build does, whatever the checks say of it. ``root`` is a small site."""

    def __init__(self, root: Path) -> None:
        self.desk = Desk(Catalog.load(root))
        self.shown = self.desk.by_docname["glossary/whisk"]
        self.entry = self.shown.entry

    def page(self, **fields: Any) -> str:
        """The HTML of the term with ``fields`` in the place of its own, unchecked."""
        if rows := fields.get("confused_with"):
            fields["confused_with"] = [Confusion.model_construct(term=None, **row) for row in rows]
        assert self.entry
        self.shown.entry = self.entry.model_copy(update=fields)
        return str(article(*view(Context(self.desk, self.shown))))
