"""The check that a page which offers code says how to install what the code needs."""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import markdown_fields
from helpdesk.model.install import PATH, InstallTable, read_install
from helpdesk.model.page import Page
from helpdesk.reading.problems import Problem, Unusable
from helpdesk.rules.base import Rule

_FENCE = re.compile(r"^( *)```(python|bash|console)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_IMPORT = re.compile(r"\s*(?:import|from)\s+(\w+)")
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Installable(Rule):
    """`needs` names what the code of a page imports or calls; docs/_data/install.yaml says how to get each."""

    code = "R417"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        try:
            table = read_install(catalog.root)
        except Unusable as unusable:
            yield from unusable.problems
            return
        if table:
            for page in catalog.pages.values():
                if page.entry and not page.entry.replaced_by:
                    yield from self._of_page(catalog, page, table)

    def _of_page(self, catalog: Catalog, page: Page, table: InstallTable) -> Iterator[Problem]:
        assert page.entry
        for i, name in enumerate(page.entry.needs):
            if name not in table.tools:
                hint = catalog.guess(name, table.tools) or f": correct it, or add a row to {PATH}"
                yield page.problem(("needs", i), self.code, f"no tool `{name}` in {PATH.name}{hint}")
        owners = {word: row.tool for row in table.rows for word in row.imports.split()}
        programs = {word: row.tool for row in table.rows for word in row.commands.split()}
        blocks = list(_blocks(page))
        told = {*page.entry.needs, *(name for _, _, text in blocks for name in _installed(text))}
        for language, first, text in blocks:
            used = _imports(text) if language == "python" else _commands(text, language)
            known = owners if language == "python" else programs
            for line, word in used:
                owner = known.get(word)
                if owner is None and language == "python":
                    message = f"`{word}` is no package in {PATH.name}: add a row that says how to get it"
                    yield Problem(page.source.path, first + line, self.code, message)
                elif owner and owner not in told:
                    told.add(owner)
                    message = f"this needs `{owner}`: add it to `needs`, so that the page says how to get it"
                    yield Problem(page.source.path, first + line, self.code, message)


def _blocks(page: Page) -> Iterator[tuple[str, int, str]]:
    """Language, line before the first one of the code, and code of every fenced block."""
    assert page.entry
    for loc, _, text in markdown_fields(page.entry):
        for found in _FENCE.finditer(text):
            yield found[2], page.source.text_line(loc) + text.count("\n", 0, found.start()), textwrap.dedent(found[3])


def _imports(code: str) -> Iterator[tuple[int, str]]:
    """Line and top module of every import that is not of Python itself.

    Of code that is no plain Python, such as a cell of a notebook with ``!pip``, the lines that begin with an import.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:
        for number, line in enumerate(code.splitlines(), 1):
            if (found := _IMPORT.match(line)) and found[1] not in sys.stdlib_module_names:
                yield number, found[1]
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        else:
            continue
        for top in (name.partition(".")[0] for name in names):
            if top not in sys.stdlib_module_names:
                yield node.lineno, top


def _commands(code: str, language: str) -> Iterator[tuple[int, str]]:
    """Line and first word of every command."""
    for number, line in enumerate(code.splitlines(), 1):
        words = line.removeprefix("$ ").split()
        if words and (language == "bash" or line.startswith("$ ")):
            yield number, words[0]


def _installed(code: str) -> set[str]:
    """The packages that a line with ``pip install`` in the code names."""
    lines = [line.partition("pip install")[2] for line in code.splitlines() if "pip install" in line]
    words = [word.strip("\"'") for line in lines for word in line.split("#")[0].split()]
    return {found[0] for word in words if (found := _REQUIREMENT.match(word))}
