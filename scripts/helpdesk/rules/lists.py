"""The check of what the lists, tables and other directives of a Markdown page name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpdesk.model.catalog import HOME, Catalog
from helpdesk.model.data_table import FOLDER
from helpdesk.model.dialects import page_dialect
from helpdesk.model.page import Page
from helpdesk.reading.directives import Used
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule

_TITLED = re.compile(r".*<(.+)>$")


class KnownList(Rule):
    """What `toctree`, `entry-list`, `data-table` and other directives show is there, and stands on a page once."""

    code = "R446"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        yield from self._unlisted(catalog)
        there = {
            "data-table": {path.name for path in (catalog.root / FOLDER).glob("*.yaml")},
            "entry-list": {*catalog.pages},
            "toctree": {page.docname for page in catalog.texts},
        }
        for page in catalog.texts:
            first: dict[str, int] = {}
            for used in page.directives:
                for line, words in self._missing(catalog, page, used, there.get(used.name, set())):
                    yield Problem(page.source.path, line, self.code, words)
                same = repr((used.name, used.argument, [value for value, _ in used.options.values()], used.lines[:1]))
                if not used.lines and first.setdefault(same, used.line) != used.line:
                    message = f"`{used.name}` stands here and on line {first[same]} with the same words: keep one"
                    yield Problem(page.source.path, used.line, self.code, message)

    def _unlisted(self, catalog: Catalog) -> Iterator[Problem]:
        """A finding for each page that readers could not come to, of which Sphinx would warn."""
        trees = [(page, used) for page in catalog.texts for used in page.directives if used.name == "toctree"]
        listed = {_target(page, words)[1] for page, used in trees for words, _ in used.lines}
        patterns = [name for name in listed if "*" in name]
        for page in catalog.texts:
            free = page.kind.model or page.docname in listed or page.docname == HOME
            if not free and not any(_covers(name, page) for name in patterns):
                message = "no `toctree` names this page: add it to one, as in the index of its folder"
                yield Problem(page.source.path, 1, self.code, message)

    def _missing(self, catalog: Catalog, page: Page, used: Used, there: set[str]) -> Iterator[tuple[int, str]]:
        for path in page_dialect().directives[used.name].shows:
            if not (catalog.root / path).exists():
                yield used.line, f"`{used.name}` shows {path}, which is not there: remove it, or add that"
        if not used.right:
            return
        if used.name == "data-table":
            if used.argument.removeprefix("_data/") not in there:
                yield used.line, self._words(catalog, used, used.argument, there)
        elif used.name == "entry-list":
            for ref, line in used.lines:
                if ref not in there:
                    yield line, self._words(catalog, used, ref, there)
        elif used.name == "toctree":
            yield from self._of_tree(catalog, page, used, there)

    def _of_tree(self, catalog: Catalog, page: Page, used: Used, there: set[str]) -> Iterator[tuple[int, str]]:
        for words, line in used.lines:
            target, wanted = _target(page, words)
            if "*" in target and "glob" not in used.options:
                yield line, f"`{target}` needs the option `:glob:` below the fence: add it, or name a page"
            elif "*" in target:
                if not any(_covers(wanted, one) for one in catalog.texts):
                    yield line, f"no page is called like `{target}`: correct or remove it"
            elif target != "self" and not target.startswith("https://") and wanted not in there:
                yield line, self._words(catalog, used, target, there)

    def _words(self, catalog: Catalog, used: Used, name: str, known: set[str]) -> str:
        hint = catalog.guess(name, known) or ": correct the name"
        return f"`{used.name}` names `{name}`, which is not there{hint}"


def _target(page: Page, words: str) -> tuple[str, str]:
    """What a line of a `toctree` on ``page`` names, and the name of that document."""
    target = found[1] if (found := _TITLED.match(words)) else words
    return target, page.document_of(target)


def _covers(name: str, page: Page) -> bool:
    """Whether the Markdown page is one of those called ``name``, in which a `*` stands for any word."""
    return not page.kind.model and bool(re.fullmatch(re.escape(name).replace(r"\*", "[^/]*"), page.docname))
