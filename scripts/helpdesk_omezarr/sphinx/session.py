"""``{session} image:v05``: commands of installed tools, run by the build beside a published store, with their output.

Each line is a command. ``:replace: FILE OLD NEW`` changes a text before the first one, ``:status: 2`` says how every
command has to end (0 otherwise). For our own pages only: contributed entries may not run anything.
"""

from __future__ import annotations

import shlex

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.nodes import page_link
from helpdesk_omezarr.examples.run import Run
from helpdesk_omezarr.stores.command import CannotRun, tool
from helpdesk_omezarr.stores.session import Session, run_session

logger = logging.getLogger(__name__)
CODE = "E150"


class SessionDirective(SphinxDirective):
    required_arguments = 1
    has_content = True
    option_spec = {"replace": directives.unchanged, "status": directives.nonnegative_int}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        self.domain = HelpDesk.of(self.env)
        self.example, _, self.script = self.arguments[0].partition(":")
        self.domain.see(f"example:{self.example}")
        try:
            return self._shown(self._store())
        except CannotRun as why:
            # What is wrong with the examples is reported by themselves.
            if not self.domain.desk.incomplete:
                logger.warning("%s %s", CODE, why, location=self.get_location())
            return []

    def _store(self) -> Run:
        example = self.domain.desk.results.get(f"examples/{self.example}")
        for run in example.runs if example else []:
            if run.script.stem == self.script:
                return run
        raise CannotRun(
            f"no example `{self.example}` wrote a store with `{self.script}`: write `image:v05`, for example"
        )

    def _shown(self, run: Run) -> list[nodes.Node]:
        commands = [line for line in self.content if line.strip()]
        desk = self.domain.desk
        said = run_session(Session(tuple(commands), self._replacement()), desk.out / run.folder, desk.cache)
        wanted = self.options.get("status", 0)
        for command, one in zip(commands, said, strict=True):
            if one.status != wanted:
                line = self.lineno + self.content_offset + 1 + list(self.content).index(command)
                words = one.output.split("\n")[-2]
                message = "%s `%s` ended with status %s, not %s: %s"
                logger.warning(message, CODE, command, one.status, wanted, words, location=(self.env.docname, line))
        text = "\n".join(f"$ {command}\n{one.output}" for command, one in zip(commands, said, strict=True)).rstrip()
        block = nodes.literal_block(text, text, language="console")
        return [nodes.container("", block, self._caption(run, commands, wanted), classes=["session", "said"])]

    def _replacement(self) -> tuple[str, str, str] | None:
        if "replace" not in self.options:
            return None
        try:
            file, old, new = shlex.split(self.options["replace"])
        except ValueError:
            raise CannotRun("`:replace:` takes three words: the file, the old text and the new one") from None
        return file, old, new

    def _caption(self, run: Run, commands: list[str], status: int) -> nodes.paragraph:
        tools = []
        for name in dict.fromkeys(command.split()[0] for command in commands):
            package = tool(name).dist  # type: ignore[union-attr]  # it has just run
            assert package
            self.domain.see(f"package:{package.name}")
            tools.append(f"{package.name} {package.version}")
        page = self.domain.desk.catalog.target("example", self.example)
        link = page_link(self.domain, page) if page else nodes.Text(self.example)
        ended = f" It ends with exit status {status}, so a script can notice." if status else ""
        return nodes.paragraph(
            "",
            "",
            nodes.Text("Run when this site was made, beside the dataset of the example "),
            link,
            nodes.Text(f", OME-Zarr {run.version}, with {' and '.join(tools)}.{ended}"),
            classes=["caption"],
        )
