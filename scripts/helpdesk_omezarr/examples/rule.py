"""What can be said of the examples without running them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.page import Page
from helpdesk.reading.directives import Used
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk_omezarr.examples.sources import FOLDER, find_examples, no_python
from helpdesk_omezarr.stores.versions import living


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
        for path in (path for source in sources.values() for path in source.files):
            yield from no_python(catalog.root, path)
        for folder in sorted((catalog.root / FOLDER).iterdir()):
            if folder.is_dir() and folder.name not in sources and not folder.name.startswith(("_", ".")):
                shown = Path(FOLDER, folder.name, "index.md")
                yield Problem(
                    shown, 1, self.code, "this example has no files: add its page and a script, or remove the folder"
                )
        for page in catalog.of(EXAMPLE):
            source = sources.get(page.id)
            if (
                page.source.texts
                and source
                and source.scripts
                and not any(used.name == "example" for used in page.directives)
            ):
                message = "the page does not show its example: add a fence ```{example}"
                yield Problem(page.source.path, page.source.texts.get((), 1), self.code, message)


class ShownExample(Rule):
    """`{example}`, `{image-of}` and `{session}` name an example and its script; a command's quotes are complete."""

    code = "R447"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.texts:
            for used in page.directives:
                if used.right:
                    for line, message in self._wrong(catalog, page, used):
                        yield Problem(page.source.path, line, self.code, message)

    def _wrong(self, catalog: Catalog, page: Page, used: Used) -> Iterator[tuple[int, str]]:
        name, _, script = used.argument.partition(":")
        if used.name in ("image-of", "session") and (message := no_script(catalog, name, script)):
            yield used.line, message
        if used.name == "session":
            for command, line in used.lines:
                if not _can_be_read(command):
                    yield line, f"`{command[:60]}` is no command: complete its quotes, or remove the line"
        if used.name == "example" and not name and page.kind is not EXAMPLE:
            yield used.line, "which example? Name it behind `{example}`: only its own page shows one without a name"
        elif used.name == "example":
            version, line = used.options.get("version", ("", used.line))
            script = row.script if (row := living().get(version)) else ""
            if version and not row:
                yield line, f"`{version}` is no version in use; there are: {', '.join(living())}"
            elif message := no_script(catalog, name or page.id, script):
                yield line if name in (one.id for one in catalog.of(EXAMPLE)) else used.line, message


def _can_be_read(command: str) -> bool:
    try:
        return bool(shlex.split(command, comments=True))
    except ValueError:
        return False


def no_script(catalog: Catalog, name: str, script: str) -> str:
    """Say that there is no example ``name``, or that it has no ``script`` (if one is named); or nothing."""
    examples = [page.id for page in catalog.of(EXAMPLE)]
    if name not in examples:
        return f"no example `{name}`{catalog.guess(name, examples) or ': correct the name'}"
    folder = catalog.root / EXAMPLE.folder / name
    if script and not (folder / f"{script}.py").is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("v*.py"))) or "none"
        return f"the example `{name}` has no script `{script}`; there are: {known}"
    return ""
