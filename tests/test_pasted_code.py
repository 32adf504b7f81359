"""What pages offer to paste runs, and does what they say: every block of Python, every command of an installed tool.

What a block finds in its folder, prints and leaves stands in `tests/files/pasted.yaml`.
"""

from __future__ import annotations

import doctest
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import FILES, ROOT

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import markdown_fields
from helpdesk.model.page import Page
from helpdesk.reading.markdown import markdown_parser
from helpdesk_omezarr.examples.run import run_examples
from helpdesk_omezarr.stores.command import run_command, tool
from helpdesk_omezarr.stores.sandbox import Sandbox

TABLE: dict[str, dict[str, Any]] = yaml.safe_load((FILES / "pasted.yaml").read_text("utf-8"))
NOT_RUN = TABLE.pop("commands not run")
STORES = {"image.ome.zarr": "image/v05"}
LANGUAGES = {"python", "bash", "console"}


@dataclass
class Block:
    """A fenced block: ``number`` counts those of its language on the page."""

    page: str
    language: str
    number: int
    place: str
    text: str

    @property
    def told(self) -> dict[str, Any]:
        return TABLE.get(self.page, {}).get(f"{self.language} {self.number}", {})

    @property
    def commands(self) -> list[str]:
        lines = [line.removeprefix("$ ") for line in self.text.splitlines()]
        if self.language == "console":
            lines = [line for line in self.text.splitlines() if line.startswith("$ ")]
        return [line.removeprefix("$ ") for line in lines if line.strip() and not line.startswith("#")]


@pytest.fixture(scope="module")
def blocks(real_catalog: Catalog) -> list[Block]:
    return [block for page in real_catalog.pages.values() for block in blocks_of(page)]


@pytest.fixture(scope="module")
def stores(blocks: list[Block], sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stores of the examples that blocks ask for. Those that a build has kept are not written again."""
    out = tmp_path_factory.mktemp("stores")
    asked = {store.partition("/")[0] for block in blocks for store in block.told.get("with", STORES).values()}
    run_examples(ROOT, out, ROOT / "_build/work/examples", sandbox, only=asked, progress=lambda _: None)
    return out / "stores"


def blocks_of(page: Page) -> Iterator[Block]:
    if page.entry:
        texts = [(page.source.text_line(loc), text) for loc, _, text in markdown_fields(page.entry)]
    else:
        first = page.source.texts[()]
        lines = (ROOT / page.path).read_text("utf-8").split("\n")
        texts = [(first, "\n".join(lines[first - 1 :]))]
    seen: Counter[str] = Counter()
    for first, text in texts:
        for token in markdown_parser().parse(text):
            if token.type == "fence" and token.info in LANGUAGES and token.map:
                seen[token.info] += 1
                place = f"{page.path}:{first + token.map[0]}"
                yield Block(page.ref, token.info, seen[token.info], place, token.content)


def lay_out(block: Block, stores: Path, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, store in block.told.get("with", STORES).items():
        (source,) = (path for path in (stores / store).iterdir() if path.is_dir())
        shutil.copytree(source, folder / name)
    return folder


def run(parts: list[str], folder: Path, sandbox: Sandbox) -> tuple[str, str]:
    """What the parts print together, and why they failed or ""."""
    script = folder.with_suffix(".py")
    script.write_text("\n".join(parts), "utf-8")
    ran = sandbox.run(script, folder)
    line = script.read_text("utf-8").splitlines()[ran.line - 1].strip()
    return ran.output, f"{ran.message} at `{line}`" if ran.code else ""


def run_alone(parts: list[str], folder: Path) -> tuple[str, str]:
    script = folder.with_suffix(".py")
    script.write_text("\n".join(parts), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.stderr if done.returncode else ""


def unlike(block: Block, printed: str) -> str:
    wanted = block.told.get("prints", "")
    if wanted == "..." or doctest.OutputChecker().check_output(wanted, printed, doctest.ELLIPSIS):
        return ""
    return f"prints\n{printed}instead of\n{wanted}"


def test_python_runs_and_does_what_the_page_says(
    blocks: list[Block], stores: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    by_name = {(block.page, block.number): block for block in blocks if block.language == "python"}
    wrong = []
    for block in by_name.values():
        told = block.told
        before = [by_name[block.page, told["after"]].text] if "after" in told else []
        folder = lay_out(block, stores, tmp_path / f"{block.page}-{block.number}")
        asking = "from asking import shapes, units, version" if "then" in told else ""
        parts = [told.get("given", ""), *before, block.text, asking, told.get("then", "")]
        printed, failure = run_alone(parts, folder) if "alone" in told else run(parts, folder, sandbox)
        if "cannot run" in told:
            problem = "" if failure else "runs here: take away `cannot run`"
        else:
            problem = failure or unlike(block, printed)
        if problem:
            wrong.append(f"{block.place}: {problem}")
    assert not wrong, "\n".join(wrong)
    assert len(by_name) > 50


def test_commands_run_and_do_what_the_page_says(
    blocks: list[Block], stores: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    wrong = []
    for block in (block for block in blocks if block.language != "python"):
        commands = [command for command in block.commands if not reason(command)]
        if not commands:
            continue
        folder = lay_out(block, stores, tmp_path / f"{block.page}-{block.number}")
        _, failure = run([block.told.get("given", "pass")], folder, sandbox)
        said = [run_command(command, folder, sandbox) for command in commands]
        failed = [f"`{command}` fails" for command, one in zip(commands, said, strict=True) if one.status]
        printed = "".join(one.output for one in said)
        if not failed and "then" in block.told:
            _, failure = run(["from asking import shapes, units, version", block.told["then"]], folder, sandbox)
        if problem := failure or "; ".join(failed) or unlike(block, printed):
            wrong.append(f"{block.place}: {problem}\n{printed}")
    assert not wrong, "\n".join(wrong)


def reason(command: str) -> str | None:
    """Why ``command`` is not run: named in the table by its first word or first two."""
    return next((why for name, why in NOT_RUN.items() if f"{command} ".startswith(f"{name} ")), None)


def test_nothing_is_left_out_without_a_reason(blocks: list[Block]) -> None:
    there = {(block.page, f"{block.language} {block.number}") for block in blocks}
    told = {(page, block) for page, of_page in TABLE.items() for block in of_page}
    assert told <= there, "these blocks are gone from their pages"
    commands = [command for block in blocks for command in block.commands if block.language != "python"]
    unused = [name for name in NOT_RUN if not any(f"{command} ".startswith(f"{name} ") for command in commands)]
    assert not unused, "these commands are on no page"
    assert not [name for name in NOT_RUN if "program" in NOT_RUN[name] and tool(name)], "these are installed here"
