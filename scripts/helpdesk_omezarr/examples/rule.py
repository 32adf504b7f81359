"""What can be said of the examples without running them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import EXAMPLE
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk_omezarr.examples.sources import FOLDER, find_examples


class WholeExample(Rule):
    """A folder of docs/examples holds a page, which shows the example with a line `{example}`, and its scripts."""

    code = "R424"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        if not (catalog.root / FOLDER).is_dir():
            return
        problems: list[Problem] = []
        sources = {source.name: source for source in find_examples(catalog.root, problems)}
        unread = {page.source.path for page in catalog.pages.values() if page.kind is EXAMPLE and page.problems}
        yield from (problem for problem in problems if problem.path not in unread)
        for folder in sorted((catalog.root / FOLDER).iterdir()):
            if folder.is_dir() and folder.name not in sources and not folder.name.startswith(("_", ".")):
                shown = Path(FOLDER, folder.name, "index.md")
                yield Problem(
                    shown, 1, self.code, "this example has no files: add its page and a script, or remove the folder"
                )
        for page in catalog.of(EXAMPLE):
            source = sources.get(page.id)
            if source and source.scripts and not any(name == "example" for name, _ in page.directives):
                message = "the page does not show its example: add a fence ```{example}"
                yield Problem(page.source.path, page.source.texts.get((), 1), self.code, message)
