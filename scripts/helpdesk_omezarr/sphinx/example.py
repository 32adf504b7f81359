"""``{example}``: an executed example in tabs, one for each script.

Without an argument it shows the example of its own folder. ``:show:`` names the parts (code, picture, tree, metadata,
verdicts, files), ``:version:`` shows the plain script of one version without tabs.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx_design.shared import create_component

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link, table
from helpdesk_omezarr.examples.run import Example, Run
from helpdesk_omezarr.sphinx.metadata import metadata_block
from helpdesk_omezarr.sphinx.tree import tree_list

logger = logging.getLogger(__name__)

# Web pages that open a published store by its address, and the versions they are known to read.
_WEB_TOOLS = {
    "web validator": ("https://ome.github.io/ome-ngff-validator/?source={url}", ("0.4", "0.5")),
    "vizarr": ("https://hms-dbmi.github.io/vizarr/?source={url}", ("0.4",)),
}
_OUTCOMES = {"valid": "valid", "unsupported": "cannot judge it", "invalid": "invalid", "failed": "failed"}


class ExampleDirective(SphinxDirective):
    optional_arguments = 1
    option_spec = {"show": directives.unchanged, "version": directives.unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        self.domain = HelpDesk.of(self.env)
        own = self.env.docname.split("/")[-2]
        name = self.arguments[0] if self.arguments else own
        self.domain.see(f"example:{name}")
        example = self.domain.desk.results.get(f"examples/{name}")
        if example is None:
            if not self.domain.desk.incomplete:
                logger.warning("no example `%s` was run", name, location=self.get_location())
            return []
        parts = self.options.get("show", " ".join(self.parts)).split()
        if unknown := [part for part in parts if part not in self.parts]:
            message = "nothing to show called `%s`; there are: %s"
            logger.warning(message, unknown[0], ", ".join(self.parts), location=self.get_location())
            return []
        if version := self.options.get("version"):
            return self._one_version(example, name, version, parts, name != own)
        if not example.runs:
            return []
        tabs = [self._tab(run, parts) for run in sorted(example.runs, key=lambda run: (run.version, run.variant))]
        return [create_component("tab-set", classes=["sd-tab-set", "example"], children=tabs)]

    def _one_version(self, example: Example, name: str, version: str, parts: list[str], away: bool) -> list[nodes.Node]:
        run = next((run for run in example.runs if run.version == version and not run.variant), None)
        if run is None:
            logger.warning("the example `%s` has no version %s", name, version, location=self.get_location())
            return []
        shown = [node for part in parts for node in self.parts[part](self, run)]
        page = self.domain.desk.catalog.target("example", name)
        if away and page:
            words = f"The example {page.title} in OME-Zarr {version}"
            link = page_link(self.domain, page, words)
            shown.append(nodes.paragraph("", "", link, nodes.Text(", run and validated by the build.")))
        return [nodes.container("", *shown, classes=["example"])]

    def _tab(self, run: Run, parts: list[str]) -> nodes.Element:
        title = f"{run.version} with {run.variant}" if run.variant else run.version
        label = nodes.rubric("", title, classes=["sd-tab-label"])
        label["sync_id"], label["sync_group"] = title, "version"
        shown = [node for part in parts for node in self.parts[part](self, run)]
        content = create_component("tab-content", classes=["sd-tab-content"], children=shown)
        return create_component("tab-item", classes=["sd-tab-item"], selected=False, children=[label, content])

    def _code(self, run: Run) -> list[nodes.Node]:
        return [nodes.literal_block("", run.code.rstrip(), language="python")]

    def _picture(self, run: Run) -> list[nodes.Node]:
        if not run.picture:
            return [nodes.paragraph("", run.alt)] if run.alt else []
        alt = html.escape(run.alt, quote=True)
        source = f'<img class="store" src="{self._published(run.picture)}" alt="{alt}" loading="lazy">'
        return [nodes.raw("", source, format="html"), nodes.paragraph("", run.alt, classes=["caption"])]

    def _tree(self, run: Run) -> list[nodes.Node]:
        return [_title("What the script wrote"), tree_list(self.domain, run.store.tree)]

    def _metadata(self, run: Run) -> list[nodes.Node]:
        return [
            _title("Metadata"),
            *(metadata_block(self.domain, path, text) for path, text in run.store.documents.items()),
        ]

    def _verdicts(self, run: Run) -> list[nodes.Node]:
        rows = [
            [
                [nodes.Text(f"{verdict.validator} {verdict.version}".strip())],
                [nodes.inline("", _OUTCOMES[verdict.outcome], classes=["verdict", verdict.outcome])],
                [nodes.Text("; ".join(verdict.messages) or f"{verdict.checked} checked")],
            ]
            for verdict in run.verdicts
        ]
        return [_title("What the validators say"), table(["Validator", "Verdict", "What it said"], rows, "verdicts")]

    def _files(self, run: Run) -> list[nodes.Node]:
        links: list[nodes.Node] = [
            nodes.Text(f"{run.store.files:,} files, {run.store.bytes:,} bytes. Download the "),
            self._download("store as ZIP", run.download),
            nodes.Text(" or the "),
            self._download("script", run.script_copy),
            nodes.Text("."),
        ]
        if base := self.config.html_baseurl:
            url = quote(f"{base.rstrip('/')}/{run.folder}", safe=":/")
            for name, (address, versions) in _WEB_TOOLS.items():
                if run.version in versions and not run.store.packed_bytes:
                    links += [nodes.Text(" Open it in the " if name == "web validator" else " Open it in ")]
                    links += [nodes.reference("", name, refuri=address.format(url=url)), nodes.Text(".")]
        return [nodes.paragraph("", "", *links, classes=["files"])]

    def _download(self, words: str, path: str) -> nodes.reference:
        return nodes.reference("", words, refuri=self._published(path), internal=True)

    def _published(self, path: str) -> str:
        """The address of a published file, relative to this page."""
        return "../" * self.env.docname.count("/") + quote(path)

    parts: dict[str, Callable[[ExampleDirective, Run], list[nodes.Node]]] = {  # noqa: RUF012
        "code": _code,
        "picture": _picture,
        "tree": _tree,
        "metadata": _metadata,
        "verdicts": _verdicts,
        "files": _files,
    }


def _title(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", text), classes=["part"])
