"""Mistakes from YAML to what validators say: what is compared, what is reported where, what is accepted."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import FILES, ROOT, Site

from helpdesk.cli import main
from helpdesk.model.catalog import Catalog
from helpdesk.model.page import Page, read_page
from helpdesk.rules import check
from helpdesk_omezarr.examples.run import Example, run_examples
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.accept import accept
from helpdesk_omezarr.mistakes.broken import Broken
from helpdesk_omezarr.mistakes.change import Misfit, change
from helpdesk_omezarr.mistakes.clauses import read_clauses
from helpdesk_omezarr.mistakes.entry import Mistake, version_of
from helpdesk_omezarr.mistakes.run import MistakesFailed, run_mistakes
from helpdesk_omezarr.mistakes.step import Step
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.verdict import Verdict

HEAD = """\
title: The image has no axes
sort: metadata
versions: ["0.5"]
short: The metadata do not say what the dimensions are, so nothing can be shown.
start: {example: image, script: v05}
change:
  - ome: ""
    patch:
      - {op: remove, path: /multiscales/0/axes}
"""
SAID = """\
expect:  # written by the build
  schemas:
    - 'zarr.json $.ome.multiscales[0]: ''axes'' is a required property'
  yaozarrs:
    - 'ome.image.multiscales.0.axes: Field required'
  ome-zarr-models:
    - 'the top group: multiscales.0.axes: Field required'
  house: silent
  tensorstore: silent
"""
TAIL = """\
clause:
  - {versions: ["0.5"], quote: MUST, words: Every image has axes., url: "https://example.org/spec"}
why: |
  `# not a comment`
  Because.
cause: |
  A hurry.
mend: |
  Add them.
sources:
  - url: https://example.org/spec
    supports: the rule
reviewed: 2026-11-21
"""


@dataclass
class Desk:
    """A project with one example, in 0.5 only, and the mistakes that a test puts there."""

    root: Path
    sandbox: Sandbox
    examples: dict[str, Example] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.root / "out" / self.examples["image"].runs[0].folder

    def put(self, *parts: str, name: str = "axes-missing") -> Path:
        path = self.root / MISTAKE.folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes("".join(parts).encode())
        return path

    def pages(self) -> list[Page]:
        pages = [read_page(MISTAKE, self.root, path) for path in MISTAKE.paths(self.root)]
        assert [problem for page in pages for problem in page.problems] == []
        return pages

    def run(self) -> tuple[list[Broken], str]:
        told: list[str] = []
        cache = self.root / "cache"
        found = run_mistakes(
            self.root, self.pages(), self.examples, self.root / "out", cache, self.sandbox, told.append
        )
        return found, told[-1]

    def fails(self) -> MistakesFailed:
        with pytest.raises(MistakesFailed) as failed:
            self.run()
        return failed.value


@pytest.fixture(scope="module")
def project(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("desk")
    folder = root / "docs/examples/image"
    folder.mkdir(parents=True)
    good = FILES / "examples/good"
    shutil.copyfile(good / "v05.py", folder / "v05.py")
    front = (good / "index.md").read_text().replace("order: 1\n", 'order: 1\nabsent: {"0.4": no, "0.6": no}\n')
    (folder / "index.md").write_text(front)
    run_examples(root, root / "out", root / "cache", sandbox, progress=lambda _: None)
    return Desk(root, sandbox)


@pytest.fixture
def desk(project: Desk, tmp_path: Path) -> Desk:
    root = Path(shutil.copytree(project.root, tmp_path / "desk"))
    examples = run_examples(root, root / "out", root / "cache", project.sandbox, progress=lambda _: None)
    return Desk(root, project.sandbox, {example.name: example for example in examples})


def test_an_index_of_other_findings_is_told(desk: Desk) -> None:
    desk.put(HEAD, SAID, TAIL)
    index = desk.root / "docs/_data/mistake-findings.json"
    index.parent.mkdir(exist_ok=True)
    index.write_text("{}\n")
    (problem,) = desk.fails().problems
    assert (problem.code, problem.path.name) == ("E144", index.name)
    assert "helpdesk examples --accept" in problem.message


def test_what_is_expected_passes_and_is_kept(desk: Desk) -> None:
    desk.put(HEAD, SAID, TAIL)
    (broken,), told = desk.run()
    (trial,) = broken.trials
    assert told == "mistakes: 1 broken stores (1 run)"
    stances = {verdict.validator: verdict.stance for verdict in trial.verdicts}
    assert (stances["schemas"], stances["house"]) == ("rejects", "silent")
    (changed,) = trial.documents
    assert changed.path == "zarr.json"
    assert "axes" in changed.before["attributes"]["ome"]["multiscales"][0]
    assert "axes" not in changed.after["attributes"]["ome"]["multiscales"][0]
    again, told = desk.run()
    assert (again, told) == ([broken], "mistakes: 1 broken stores (0 run)")


def test_nan_in_a_document_is_still_shown_when_nothing_is_run_again(desk: Desk) -> None:
    text = '{"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5", "scale": NaN}}}'
    desk.put(HEAD.split("change:")[0], f"change:\n  - write: zarr.json\n    text: |\n      {text}\n", TAIL)
    first, again = (desk.fails().broken[0].trials[0].documents[0].after for _ in range(2))
    assert repr(first) == repr(again)
    assert "nan" in repr(again)


def test_the_published_store_stays_whole(desk: Desk) -> None:
    desk.put(HEAD, SAID, TAIL)
    before = {path: path.read_bytes() for path in desk.store.rglob("*") if path.is_file()}
    desk.run()
    assert before == {path: path.read_bytes() for path in desk.store.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("is a required property", "is needed", "-schemas: zarr.json $.ome.multiscales[0]: 'axes' is needed"),
        ("  house: silent", "  house:\n    - no axes", "-house: no axes"),
        ("  tensorstore: silent\n", "", "+tensorstore: silent"),
    ],
    ids=["another message", "became silent", "new validator"],
)
def test_what_is_not_expected_is_reported_with_a_diff(desk: Desk, old: str, new: str, line: str) -> None:
    assert old in SAID
    desk.put(HEAD, SAID.replace(old, new), TAIL)
    (problem,) = desk.fails().problems
    assert (str(problem.path), problem.line, problem.code) == ("docs/mistakes/axes-missing.yaml", 10, "E142")
    assert line in problem.message.splitlines()
    assert "--accept" in problem.message


def test_a_validator_that_wakes_up_is_reported(desk: Desk) -> None:
    silent = (
        "expect: {schemas: silent, yaozarrs: silent, ome-zarr-models: silent, house: silent, tensorstore: silent}\n"
    )
    desk.put(HEAD, silent, TAIL)
    (problem,) = desk.fails().problems
    assert "+yaozarrs: ome.image.multiscales.0.axes: Field required" in problem.message


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("before", ["", SAID.replace("required", "needed"), "expect: {house: silent}\n"])
def test_accepting_changes_nothing_else(desk: Desk, before: str, newline: str) -> None:
    path = desk.put(HEAD.replace("\n", newline), before.replace("\n", newline), TAIL.replace("\n", newline))
    accept(desk.root, desk.fails().differences)
    written = SAID.replace("expect:  # written by the build", "expect:")
    text = path.read_bytes().decode()
    clause, rest = TAIL.split("why: |", 1)
    parts = [clause, written] if not before else [written, clause]
    assert text == f"{HEAD}{''.join(parts)}why: |{rest}".replace("\n", newline)
    desk.run()


def test_accepting_long_and_quoted_messages_reads_back(desk: Desk) -> None:
    desk.put(HEAD.replace("/axes}", "/axes/0}"), TAIL)  # two axes for three dimensions: long messages
    accept(desk.root, desk.fails().differences)
    assert all(len(line) <= 110 for line in (desk.root / "docs/mistakes/axes-missing.yaml").read_text().splitlines())
    desk.run()


def test_a_change_that_no_longer_fits_is_reported_at_its_line(desk: Desk) -> None:
    extra = "  - delete: '7'\n"
    desk.put(HEAD, extra, TAIL)
    (problem,) = desk.fails().problems
    assert (problem.line, problem.code) == (10, "E141")
    assert "there is no 7" in problem.message


def test_a_start_that_was_not_written_is_reported(desk: Desk) -> None:
    desk.put(HEAD.replace("script: v05", "script: v04"), TAIL)
    (problem,) = desk.fails().problems
    assert (problem.line, problem.code) == (5, "E140")


def test_a_script_shows_the_symptom(desk: Desk) -> None:
    path = desk.put(HEAD, SAID, "output: nothing\n", TAIL)
    script = path.with_suffix(".py")
    script.write_text("import zarr\n\nome = zarr.open_group('image.ome.zarr', mode='r').attrs['ome']\nprint(*ome)\n")
    failed = desk.fails()
    (problem,) = failed.problems
    assert (problem.line, problem.code) == (19, "E143")
    assert "+multiscales omero version" in problem.message or "+version" in problem.message
    accept(desk.root, failed.differences)
    desk.run()
    script.write_text("print(1)\n1 / 0\n")
    (problem,) = desk.fails().problems
    assert (problem.path, problem.line, problem.code) == (Path("docs/mistakes/axes-missing.py"), 2, "E101")


def test_the_command_shows_the_difference_and_accepts_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put(HEAD, SAID.replace("is a required property", "is needed"), TAIL)
    shutil.copytree(desk.root / "cache", desk.root / "_build/work/examples")
    (desk.root / "glossary").mkdir()  # by which a command knows the folder of a help desk
    command = ["examples", str(desk.root)]
    assert main(command) == 1
    assert "docs/mistakes/axes-missing.yaml:10: E142 " in capsys.readouterr().out
    assert main([*command, "--accept"]) == 0
    assert "+schemas: zarr.json $.ome.multiscales[0]: 'axes' is a required property" in capsys.readouterr().out
    assert main(command) == 0


# Each verb of a change, and what it must leave behind.
STEPS = {
    "document": ({"document": "0/zarr.json", "patch": [{"op": "remove", "path": "/dimension_names"}]}, "0/zarr.json"),
    "ome": ({"ome": "labels", "patch": [{"op": "replace", "path": "/labels", "value": []}]}, "labels/zarr.json"),
    "delete": ({"delete": "0/c"}, ""),
    "rename": ({"rename": "0", "to": "deep/er/0"}, "deep/er/0/zarr.json"),
    "rewrite": ({"rewrite": "0", "dtype": "float32", "shape": [4, 4]}, "0/zarr.json"),
    "write": ({"write": "new/zarr.json", "text": "{"}, "new/zarr.json"),
}


@pytest.mark.parametrize("verb", STEPS)
def test_each_verb_changes_the_store(desk: Desk, verb: str) -> None:
    values, path = STEPS[verb]
    before = {path: path.read_bytes() for path in desk.store.rglob("*") if path.is_file()}
    change(desk.store, [Step.model_validate(values)], desk.sandbox)
    after = {path: path.read_bytes() for path in desk.store.rglob("*") if path.is_file()}
    assert before != after
    assert not path or (desk.store / path).is_file()
    if verb == "rewrite":
        array = json.loads(after[desk.store / "0/zarr.json"])
        assert (array["data_type"], array["shape"]) == ("float32", [4, 4])


@pytest.mark.parametrize(
    "values",
    [
        {"document": "nix.json", "patch": [{"op": "add", "path": "/a", "value": 1}]},
        {"document": "zarr.json", "patch": [{"op": "add", "path": "/zarr_format", "value": 3}]},
        {"ome": "0/c", "patch": [{"op": "remove", "path": "/version"}]},
        {"ome": "", "patch": [{"op": "remove", "path": "/nix"}]},
        {"document": "zarr.json", "patch": [{"op": "copy", "from": "", "path": f"/a{n}"} for n in range(38)]},
        {"delete": "nix"},
        {"rename": "0", "to": "labels"},
        {"rewrite": "labels", "dtype": "uint8"},
        {"rewrite": "0", "dtype": "no type"},
    ],
    ids=str,
)
def test_a_step_that_does_not_fit_is_refused(desk: Desk, values: dict[str, object]) -> None:
    with pytest.raises(Misfit) as misfit:
        change(desk.store, [Step.model_validate(values)], desk.sandbox)
    assert misfit.value.number == 0
    assert str(desk.store) not in str(misfit.value)


def test_nothing_outside_the_store_is_changed(desk: Desk) -> None:
    (desk.store / "way").symlink_to(desk.root)
    with pytest.raises(Misfit, match="not inside"):
        change(desk.store, [Step.model_validate({"delete": "way/cache"})], desk.sandbox)
    assert (desk.root / "cache").is_dir()


@pytest.mark.parametrize(
    ("outcome", "messages", "stance"),
    [
        ("valid", (), "silent"),
        ("invalid", ("x: bad",), "rejects"),
        ("invalid", ("StorageValidationWarning: no names", "0: ValidationWarning: no version"), "warns"),
        ("invalid", ("StorageValidationWarning: no names", "x: bad"), "rejects"),
        ("failed", ("nothing to check",), "no judgment"),
    ],
)
def test_how_a_validator_takes_a_store(outcome: str, messages: tuple[str, ...], stance: str) -> None:
    assert Verdict("v", "1", outcome, messages).stance == stance  # type: ignore[arg-type]


def test_clauses_need_a_mistake_or_a_reason(desk: Desk) -> None:
    desk.put(HEAD, SAID, TAIL)
    data = desk.root / "docs/_data/clauses.yaml"
    data.parent.mkdir()
    row = '  - {versions: [%s], part: axes, quote: MUST, words: Axes are there., url: "https://example.org/spec"%s}\n'
    rows = [
        ('"0.5"', ", mistakes: [axes-missing]"),
        ('"0.4", "0.5"', ", mistakes: [axes-missing]"),
        ('"0.4", "0.5"', ", mistakes: [axes-missing], none: as in 0.5"),
        ('"0.5"', ", mistakes: [axes-mising]"),
        ('"0.5"', ""),
        ('"0.5"', ", mistakes: [axes-missing], none: no reason"),
    ]
    data.write_text("checked: 2026-11-21\nclauses:\n" + "".join(row % pair for pair in rows))
    found = [problem for problem in check(Catalog.load(desk.root)) if problem.path == Path("docs/_data/clauses.yaml")]
    assert [(problem.line, problem.code) for problem in found] == [(4, "R422"), (6, "R422"), (7, "R422"), (8, "R422")]
    assert "did you mean `axes-missing`?" in found[1].message


@pytest.mark.parametrize(
    ("text", "line"), [("clauses: []", 2), ("clauses:\n  - {versions: []%s}", 3), ("clauses: [", 3)]
)
def test_clauses_that_cannot_be_used_are_told_with_their_line(desk: Desk, text: str, line: int) -> None:
    desk.put(HEAD, SAID, TAIL)
    data = desk.root / "docs/_data/clauses.yaml"
    data.parent.mkdir()
    rest = ', part: axes, quote: MUST, words: Axes., url: "https://example.org/spec", mistakes: [axes-missing]'
    data.write_text(f"checked: 2026-11-21\n{text.replace('%s', rest)}\n")
    found = [problem for problem in check(Catalog.load(desk.root)) if problem.path == Path("docs/_data/clauses.yaml")]
    assert [problem.line for problem in found] == [line], found


def with_a_mistake(site: Site, desk: Desk, *pages: str) -> None:
    """Put the mistake, its example and the names of other ``pages`` into ``site``."""
    shutil.copytree(desk.root / "docs/examples", site.root / "docs/examples")
    (site.root / "docs/mistakes").mkdir()
    (site.root / "docs/mistakes/axes-missing.yaml").write_text(HEAD + SAID + TAIL)
    index = site.root / "docs/examples/image/index.md"
    index.write_text(f"{index.read_text()}\n```{{example}}\n```\n")
    names = "".join(f"docs/{name}\n" for name in ("examples/image/index", *pages))
    site.edit("index.md", "docs/guide/mixing\n", f"docs/guide/mixing\n{names}")


def test_a_page_shows_messages_change_and_clause(site: Site, desk: Desk) -> None:
    with_a_mistake(site, desk, "mistakes/index")
    lists = "{mistake-index}\n```\n```{mistake-matrix} 0.5\n```\n```{paste-box}"
    (site.root / "docs/mistakes/index.md").write_text(f"# Mistakes\n\n```{lists}\n```\n")
    assert site.build()
    pages = site.pages()
    page = pages["docs/mistakes/axes-missing.html"]
    assert "is a required property" in page
    assert "No complaint from: Checks of this site, TensorStore" in page
    cure = page.partition("How to mend it</h2>")[2] or page.partition("How to mend it<")[2]
    right = re.findall(r'<span class="gi">\+(.*?)</span>', cure.partition("Why it matters")[0])
    assert right and "axes" in right[0], "the diff leads from yours to corrected"
    assert "<strong>MUST</strong>" in page
    index_page = pages["docs/mistakes/index.html"]
    assert 'href="axes-missing.html"' in index_page
    assert "1 broken dataset<" in index_page
    assert 'action="../../search.html"' in index_page


def test_a_page_shows_the_clause_of_each_version_in_its_tab(site: Site) -> None:
    (site.root / "docs/mistakes").mkdir()
    shutil.copy(FILES / "good/pepper.mistake.yaml", site.root / "docs/mistakes/pepper.yaml")
    assert site.build()
    page = site.pages()["docs/mistakes/pepper.html"]
    tabs = re.findall(r'data-version="(0\.\d)"[^>]*>.*?<p class="clause">(.*?)</p>', page, re.DOTALL)
    assert [version for version, _ in tabs] == ["0.4", "0.5", "0.6"]
    assert "<strong>Nothing in the text</strong>: Pepper" in tabs[0][1]
    assert 'href="https://example.org/spec/0.4"' in tabs[0][1]
    assert "<strong>Said without a key word</strong>: Pepper" in tabs[1][1]
    assert "<strong>MUST NOT</strong>: Pepper" in tabs[2][1]


def test_a_new_title_reaches_each_list_of_mistakes(site: Site, desk: Desk) -> None:
    lists = ("mistake-index", "clause-table")
    with_a_mistake(site, desk, *lists)
    for name in lists:
        (site.root / f"docs/{name}.md").write_text(f"# List\n\n```{{{name}}}\n```\n")
    (site.root / "docs/_data").mkdir()
    row = 'versions: ["0.5"], part: axes, quote: MUST, words: Axes., url: "https://example.org/spec"'
    clauses = f"checked: 2026-11-21\nclauses:\n  - {{{row}, mistakes: [axes-missing]}}\n"
    (site.root / "docs/_data/clauses.yaml").write_text(clauses)
    assert site.build()
    site.edit("docs/mistakes/axes-missing.yaml", "title: ", "title: New, and ")
    assert site.build()
    pages = site.pages()
    assert [name for name in lists if "New, and " not in pages[f"docs/{name}.html"]] == []


def test_a_script_without_its_mistake_is_named(site: Site) -> None:
    (site.root / "docs/mistakes").mkdir()
    (site.root / "docs/mistakes/orphan.py").write_text("print(1)\n")
    (problem,) = site.check()
    assert (str(problem.path), problem.line, problem.code) == ("docs/mistakes/orphan.py", 1, "R421")
    assert problem.message == "no mistake has this name: add orphan.yaml"


def test_titles_stand_in_the_order_of_their_letters_without_an_article(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "docs/mistakes/index.html").read_text("utf-8"), "html.parser")
    groups = [[link.get_text().casefold() for link in group.select("dt a")] for group in page.select("dl.entries")]
    assert len(groups) > 5
    assert any(title.startswith(("the ", "a ", "an ")) for titles in groups for title in titles)
    for titles in groups:
        bare = [title.removeprefix("the ").removeprefix("an ").removeprefix("a ") for title in titles]
        assert bare == sorted(bare)


def test_a_document_that_a_store_lost_is_shown_as_added(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "docs/mistakes/zgroup-lost.html").read_text("utf-8"), "html.parser")
    (shown,) = {block.get_text() for block in page.select(".cure")}
    assert shown.split() == ["+{", "+", '"zarr_format":', "2", "+}"]


def test_the_real_mistakes_cover_the_specification(real_catalog: Catalog) -> None:
    mistakes = [page.entry for page in real_catalog.of(MISTAKE) if isinstance(page.entry, Mistake)]
    assert len(mistakes) >= 60
    assert {mistake.sort for mistake in mistakes} == {"metadata", "viewing", "tool"}
    assert all(trial.expect for mistake in mistakes for trial in mistake.trials)
    clauses = read_clauses(ROOT)
    assert clauses and {version for rule in clauses.rules for version in rule.versions} == {"0.4", "0.5", "0.6"}
    assert {version_of(trial.script) for mistake in mistakes for trial in mistake.trials} == {"0.4", "0.5", "0.6"}
