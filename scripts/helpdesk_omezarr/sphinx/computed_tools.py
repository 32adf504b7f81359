"""``{computed-tools} reads``: what Python libraries read or write, as `make tools` found it."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from helpdesk.sphinx.nodes import table

PATH = "docs/_data/tools-computed.yaml"


class ComputedTools(SphinxDirective):
    """A row for each library, a column for each version, in it the kinds of data; below, why the others are not."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        path = Path(self.env.srcdir) / PATH
        self.env.note_dependency(str(path))
        libraries = yaml.safe_load(path.read_text("utf-8"))["libraries"]
        what = self.arguments[0]
        found = [row for row in libraries if what in row]
        versions = list(dict.fromkeys(version for row in found for cells in row[what].values() for version in cells))
        rows = [[_name(row), *([nodes.Text(_cell(row[what], version))] for version in versions)] for row in found]
        reasons = nodes.bullet_list("", *(_reasons(row, what) for row in libraries))
        return [table(["Library", *versions], rows, "computed"), _folded("Why the others are not there", reasons)]


def _name(row: dict[str, Any]) -> list[nodes.Node]:
    packages = ", ".join(f"{name} {version}" for name, version in row["versions"].items())
    return [nodes.strong("", packages), nodes.Text(f" (computed {row['date']}): {row['about']}")]


def _cell(cells: dict[str, dict[str, str]], version: str) -> str:
    return ", ".join(kind for kind, said in cells.items() if said[version] == "yes") or "none"


def _reasons(row: dict[str, Any], what: str) -> nodes.list_item:
    """What was said, once for all versions and kinds in which it was the same."""
    same: dict[str, dict[str, list[str]]] = {}
    for kind, cells in row.get(what, {}).items():
        for version, said in cells.items():
            if said != "yes":
                same.setdefault(said, {}).setdefault(kind, []).append(version)
    told = []
    for said, where in same.items():
        places = "; ".join(f"{kind} {', '.join(versions)}" for kind, versions in where.items())
        # Literal: quotation marks stay as the library prints them.
        told.append(nodes.paragraph("", "", nodes.Text(f"{places}: "), nodes.literal("", said)))
    if "unavailable" in row:
        text = nodes.Text("could not be installed when it was tried: ")
        told = [nodes.paragraph("", "", text, nodes.literal("", row["unavailable"]))]
    told = told or [nodes.paragraph("", "nothing is missing")]
    inner = nodes.bullet_list("", *(nodes.list_item("", paragraph) for paragraph in told))
    return nodes.list_item("", nodes.paragraph("", row["name"]), inner)


def _folded(title: str, content: nodes.Node) -> nodes.container:
    """A part that a reader opens."""
    begin = nodes.raw("", f"<details><summary>{html.escape(title)}</summary>", format="html")
    return nodes.container("", begin, content, nodes.raw("", "</details>", format="html"))
