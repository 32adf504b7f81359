"""``{example}``: an executed example, a part for each version and in it one for each library.

Without an argument it shows the example of its own folder. ``:show:`` names the parts (code, picture, tree, metadata,
verdicts, files), ``:version:`` shows the plain script of one version alone.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link, table
from helpdesk_omezarr.editor_link import editor_address
from helpdesk_omezarr.examples.run import Example, Run
from helpdesk_omezarr.sphinx.metadata import metadata_blocks
from helpdesk_omezarr.sphinx.tree import tree_list
from helpdesk_omezarr.sphinx.versions import of_version, version_choice
from helpdesk_omezarr.validator_names import LIBRARIES, validator_name

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
        return self._all_versions(example, parts)

    def _all_versions(self, example: Example, parts: list[str]) -> list[nodes.Node]:
        """The choice of a version, and what belongs to each."""
        versions = sorted({run.version for run in example.runs})
        shown: list[nodes.Node] = [*version_choice(self.env, versions)]
        for number, version in enumerate(versions, 1):
            runs = sorted((run for run in example.runs if run.version == version), key=lambda run: run.variant)
            inner = self._libraries(runs, parts, number) if len(runs) > 1 else self._parts(runs[0], parts)
            shown += of_version(version, versions, inner, heading=2)
        return shown

    def _libraries(self, runs: list[Run], parts: list[str], number: int) -> list[nodes.Node]:
        """The second choice: the library that wrote it."""
        shown: list[nodes.Node] = [_raw('<div class="sd-tab-set" role="radiogroup" aria-label="Library">')]
        for place, run in enumerate(runs):
            name = run.variant or "zarr"
            key, checked = f"library-{run.script.stem}", "" if place else " checked"
            shown += [
                _raw(
                    f'<input type="radio" name="library-{number}" id="{key}" value="{name}"{checked}>'
                    f'<label class="sd-tab-label" for="{key}">with {LIBRARIES.get(name, name)}</label>'
                ),
                nodes.container("", *self._parts(run, parts), classes=["sd-tab-content"]),
            ]
        return [*shown, _raw("</div>")]

    def _parts(self, run: Run, parts: list[str]) -> list[nodes.Node]:
        return [node for part in parts for node in self.parts[part](self, run)]

    def _one_version(self, example: Example, name: str, version: str, parts: list[str], away: bool) -> list[nodes.Node]:
        run = next((run for run in example.runs if run.version == version and not run.variant), None)
        if run is None:
            logger.warning("the example `%s` has no version %s", name, version, location=self.get_location())
            return []
        shown = self._parts(run, parts)
        page = self.domain.desk.catalog.target("example", name)
        if away and page:
            words = f"The example {page.title} in OME-Zarr {version}"
            link = page_link(self.domain, page, words)
            shown.append(nodes.paragraph("", "", link, nodes.Text(", run and validated when this site was made.")))
        return [nodes.container("", *shown, classes=["example"])]

    def _title(self, run: Run, text: str, key: str) -> nodes.Node:
        """A heading on the page of the example, a line above what it names elsewhere."""
        if self.env.docname.split("/")[-2:-1] != [run.script.parent.name]:
            return nodes.paragraph("", "", nodes.strong("", text), classes=["part"])
        return nodes.rubric("", text, ids=[f"{key}-{run.script.stem}"], **{"heading-level": 2})

    def _code(self, run: Run) -> list[nodes.Node]:
        return [nodes.literal_block("", run.code.rstrip(), language="python")]

    def _picture(self, run: Run) -> list[nodes.Node]:
        if not run.picture:
            return [nodes.paragraph("", run.alt)] if run.alt else []
        alt = html.escape(run.alt, quote=True)
        source = f'<img class="store" src="{self._published(run.picture)}" alt="{alt}" loading="lazy">'
        return [nodes.raw("", source, format="html"), nodes.paragraph("", run.alt, classes=["caption"])]

    def _tree(self, run: Run) -> list[nodes.Node]:
        return [self._title(run, "What the script wrote", "tree"), tree_list(self.domain, run.store.tree)]

    def _metadata(self, run: Run) -> list[nodes.Node]:
        example = self.domain.desk.results[f"examples/{run.script.parent.name}"]
        marked = frozenset(example.front.value.get("terms") or ())
        blocks = metadata_blocks(self.domain, run.store.documents, marked, partial(self._editor, run))
        return [self._title(run, "Metadata", "metadata"), *blocks]

    def _editor(self, run: Run, document: str) -> str:
        """The address, relative to this page, that opens ``document`` of the store of ``run`` in the editor."""
        wanted = {"example": run.script.parent.name, "script": run.script.stem, "open": document}
        address = editor_address(Path(self.env.srcdir), **wanted)
        return address and "../" * self.env.docname.count("/") + address

    def _verdicts(self, run: Run) -> list[nodes.Node]:
        rows = [
            [
                [nodes.Text(validator_name(verdict.validator, verdict.version))],
                [nodes.inline("", _OUTCOMES[verdict.outcome], classes=["verdict", verdict.outcome])],
                [nodes.Text("; ".join(verdict.messages) or f"{verdict.checked} checked")],
            ]
            for verdict in run.verdicts
        ]
        valid = sum(verdict.outcome == "valid" for verdict in run.verdicts)
        said = nodes.inline("", f"{valid} of {len(run.verdicts)} validators accept it.", classes=["verdict", "valid"])
        return [
            self._title(run, "What the validators say", "verdicts"),
            nodes.paragraph("", "", said),
            table(["Validator", "Verdict", "What it said"], rows, "verdicts"),
        ]

    def _files(self, run: Run) -> list[nodes.Node]:
        links: list[nodes.Node] = [
            nodes.Text("Download the "),
            self._download("script", run.script_copy),
            nodes.Text(" or the "),
            self._download("dataset as ZIP", run.download),
            nodes.Text(f" ({run.store.files:,} files, {run.store.bytes:,} bytes)."),
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
        "files": _files,
        "picture": _picture,
        "tree": _tree,
        "metadata": _metadata,
        "verdicts": _verdicts,
    }


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")
