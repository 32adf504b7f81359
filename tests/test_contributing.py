"""Contributing: new entries, ids that never die, and the files made from the models and the content."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import FILES, ROOT, Site

from helpdesk.cli import main
from helpdesk.cli.new_entry import propose_id
from helpdesk.model import json_schema, published_ids
from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import QUESTION, TERM, yaml_kinds
from helpdesk.reading.yaml_document import read_yaml

# Files made from others


@pytest.mark.parametrize("name", ["schema", "forms"])
def test_what_is_made_from_other_files_is_up_to_date(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, str(ROOT)]) == 0, f"run `helpdesk {name} --write`:\n{capsys.readouterr().out}"


@pytest.mark.parametrize("name", ["schema", "forms", "ids"])
def test_drift_is_refused_until_it_is_written(site: Site, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, str(site.root)]) == 1
    assert f"run `helpdesk {name} --write`" in capsys.readouterr().err
    assert main([name, str(site.root), "--write"]) == 0
    assert main([name, str(site.root)]) == 0
    if name == "forms":
        site.edit("docs/channels.yaml", "The neighbor", "The neighbors")
        assert main([name, str(site.root)]) == 1
    if name != "ids":  # which only publishing writes
        assert main(["check", str(site.root)]) == (1 if name == "forms" else 0)
    if name == "forms":
        said = [line.split(": ")[:2] for line in capsys.readouterr().out.splitlines() if "R445" in line]
        assert [(place, words[:4]) for place, words in said] == [
            (".github/ISSUE_TEMPLATE/config.yml:1", "R445"),
            ("SUPPORT.md:1", "R445"),
        ]


def test_every_file_fits_its_published_schema() -> None:
    for kind in yaml_kinds():
        validator = jsonschema.Draft202012Validator(
            json.loads((ROOT / json_schema.FOLDER / f"{kind.name}.json").read_text())
        )
        paths = kind.paths(ROOT)
        assert paths
        for path in paths:
            errors = [error.message for error in validator.iter_errors(read_yaml(path).value)]
            assert not errors, (path.name, errors)


@pytest.mark.parametrize("code", ["E201", "E202", "E205", "E206"])
def test_the_schema_refuses_what_the_check_refuses(code: str) -> None:
    schemas = {kind.name: jsonschema.Draft202012Validator(json_schema.schema_of(kind)) for kind in yaml_kinds()}
    files = [file for file in sorted((FILES / "bad").glob(f"{code}.*.yaml")) if file.name.split(".")[3] in schemas]
    assert files
    for file in files:
        assert not schemas[file.name.split(".")[3]].is_valid(read_yaml(file).value), file.name


def test_the_wrong_schema_line_is_refused_and_where_schemas_are_published_a_missing_one(site: Site) -> None:
    line = json_schema.first_line(TERM)
    assert line == "# yaml-language-server: $schema=../docs/schemas/term.json"
    json_schema.write(json_schema.texts(), site.root)
    paths = [path for kind in yaml_kinds() for path in kind.paths(site.root)]
    found = {(str(problem.path), problem.line, problem.code) for problem in site.check()}
    assert found == {(str(path.relative_to(site.root)), 1, "R430") for path in paths}
    site.edit("faq/lumps.yaml", "question:", "# yaml-language-server: $schema=term.json\nquestion:")
    assert main(["schema", str(site.root), "--write"]) == 0
    assert site.check() == []
    for path in paths:
        first, second, *_ = path.read_text().split("\n")
        assert (path.parent / first.partition("$schema=")[2]).resolve().is_file()
        assert not second.startswith("#")


# New entries

WHISKER = ["new", "term", "Ladle", "--set", "category=tools", "--set", "short=A deep spoon for serving thin food."]
MORE = ["--set", "body=It holds a cup.", "--source", "https://example.org/ladle", "--supports", "what a ladle is"]


def test_a_new_term_passes_the_check(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ids", str(site.root), "--write"]) == 0
    assert main([*WHISKER, *MORE, "--root", str(site.root), "--reviewed", "2026-11-21"]) == 0
    text = (site.root / "glossary/ladle.yaml").read_text()
    assert text == (
        "# yaml-language-server: $schema=../docs/schemas/term.json\n"
        "term: Ladle\ncategory: tools\nshort: A deep spoon for serving thin food.\n"
        "body: |\n  It holds a cup.\n"
        "sources:\n  - url: https://example.org/ladle\n    supports: what a ladle is\nreviewed: 2026-11-21\n"
    )
    assert site.check() == []
    assert "glossary/ladle" not in published_ids.published(site.root)  # publishing adds it, not the contributor
    assert main(["ids", str(site.root)]) == 1


def test_a_new_question_and_a_new_mistake(site: Site) -> None:
    source = ["--source", "https://example.org/a", "--supports", "it", "--root", str(site.root)]
    title = ["Why is my dough: sticky & wet?", "--set", "category=first", "--set", "short=Too much water; add flour."]
    assert main(["new", "question", *title, "--set", "body=Add flour.", *source]) == 0
    assert (site.root / "faq/why-dough-sticky-wet.yaml").exists()
    title = ["The batter runs away", "--set", "sort=viewing", "--set", 'versions=["0.5"]', "--set", "mend=Stop it."]
    texts = [
        "--set",
        "short=The batter was too thin to stay.",
        "--set",
        "why=It flows.",
        "--set",
        "cause=Too much milk.",
    ]
    main(["new", "mistake", *title, *texts, *source])
    assert site.check() == []


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("mixing bowl", "is already a name of `Bowl` (glossary/bowl.yaml); did you mean bowl?"),
        ("Whisks", "did you mean whisk?"),
        ("Batterr", "did you mean batter?"),
    ],
)
def test_a_term_that_exists_is_refused(site: Site, title: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.root.rglob("*.yaml"))
    assert main(["new", "term", title, *MORE, *WHISKER[3:], "--root", str(site.root)]) == 1
    assert says in capsys.readouterr().err
    assert sorted(site.root.rglob("*.yaml")) == before


def test_a_question_like_another_is_refused(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (first,) = (site.root / "faq").glob("lumps.yaml")
    title = first.read_text().partition("question: ")[2].partition("\n")[0].replace("?", " now?")
    given = [
        "--set",
        "category=first",
        "--set",
        "short=There is too much flour in it.",
        *MORE,
        "--root",
        str(site.root),
    ]
    assert main(["new", "question", title, *given]) == 1
    assert "did you mean lumps? faq/lumps.yaml is `" in capsys.readouterr().err
    assert main(["new", "question", title, *given, "--anyway"]) == 0


def test_an_id_that_was_published_is_not_used_twice(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WHISKER, *MORE, "--root", str(site.root)]) == 0
    assert main(["ids", str(site.root), "--write"]) == 0
    (site.root / "glossary/ladle.yaml").unlink()
    assert main([*WHISKER, *MORE, "--root", str(site.root)]) == 1
    assert "`ladle` was published before, and ids are not used twice; choose another id" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--source", "https://example.org/b"], "give one --supports for each --source"),
        (["--set", "reviewed"], "--set reviewed: write KEY=VALUE"),
        (["--set", "related=[bowl"], "--set related: not JSON: "),
    ],
)
def test_what_is_given_in_a_wrong_way_is_told(
    site: Site, given: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WHISKER, *MORE, *given, "--root", str(site.root)]) == 2
    assert says in capsys.readouterr().err
    assert not (site.root / "glossary/ladle.yaml").exists()


def test_a_similar_name_may_be_insisted_on(site: Site) -> None:
    assert main(["new", "term", "Batterr", *MORE, *WHISKER[3:], "--root", str(site.root), "--anyway"]) == 0


def test_a_wrong_entry_leaves_nothing_behind(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WHISKER, *MORE, "--root", str(site.root), "--set", "category=tool"]) == 1
    said = capsys.readouterr()
    assert "R405 no category `tool`; did you mean `tools`?" in said.out
    assert not (site.root / "glossary/ladle.yaml").exists()
    draft = "_build/drafts/glossary/ladle.yaml"
    assert draft in said.err
    text = (site.root / draft).read_text()
    (site.root / "glossary/ladle.yaml").write_text(text.replace("category: tool\n", "category: tools\n"))
    assert site.check() == [], "what was given is kept to be corrected"


def test_what_is_missing_is_named_when_nobody_can_be_asked(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WHISKER, "--root", str(site.root)]) == 2
    assert "`body` is missing" in capsys.readouterr().err


def test_what_is_missing_is_asked_for(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(
        ["tool", "tools", "A deep spoon for: serving.", "It holds *a cup*.", "", "https://example.org/l", "it", ""]
    )
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    assert main(["new", "term", "Ladle", "--root", str(site.root)]) == 0
    said = capsys.readouterr().out
    assert "one of tools, food" in said
    assert "there is no category `tool`; did you mean `tools`?" in said
    assert read_yaml(site.root / "glossary/ladle.yaml").value["short"] == "A deep spoon for: serving."


@pytest.mark.parametrize(("key", "code", "says"), [(EOFError, 2, "is missing"), (KeyboardInterrupt, 130, "stopped")])
def test_whoever_is_asked_may_leave(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    key: type[BaseException],
    code: int,
    says: str,
) -> None:
    def leave(prompt: str) -> str:
        raise key

    before = sorted(site.root.rglob("*"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", leave)
    assert main(["new", "question", "--root", str(site.root)]) == code
    assert says in capsys.readouterr().err
    assert sorted(site.root.rglob("*")) == before


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (["Ladle", "tools", "A deep spoon.", "It holds", "a cup.", KeyboardInterrupt], "short: A deep spoon."),
        (["Ladle", "tools", "A deep spoon.", "It holds", "a cup.", KeyboardInterrupt], "It holds\n  a cup."),
        (["Ladle", "tools", "A deep spoon.", "It holds", EOFError, "https://example.org/l", EOFError], "It holds"),
        (["Ladle", "tools", "A deep spoon.", "It.", "", "https://example.org/l", EOFError], "https://example.org/l"),
        (["Ladle", "tools", "A deep spoon.", "It.", "", "https://example.org/l", "it", "La dle"], "supports: it"),
        (["Ladle", "tools", "A deep spoon.", "It.", "", "https://example.org/l", "it", "whisk"], "supports: it"),
    ],
)
def test_what_was_typed_is_kept(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: list[str | type[BaseException]],
    kept: str,
) -> None:
    def answer(prompt: str) -> str:
        given = coming.pop(0)
        if isinstance(given, str):
            return given
        raise given

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    for name in ("ladle", "ladle-2"):
        coming = [*answers]
        assert main(["new", "term", "--root", str(site.root)]) in (1, 2, 130)
        draft = f"_build/drafts/glossary/{name}.yaml"
        assert draft in capsys.readouterr().err
        assert kept in (site.root / draft).read_text(), "and what was kept before stays"
    assert not list(site.root.glob("glossary/lad*"))


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Half pixel", TERM, "half-pixel"),
        ("Köhler & Söhne (2)", TERM, "kohler-sohne-2"),
        ("漏勺", TERM, "entry"),
        ("Why is my image black in napari?", QUESTION, "why-image-black-napari"),
    ],
)
def test_proposed_ids(title: str, kind: object, name: str) -> None:
    assert propose_id(title, kind) == name  # type: ignore[arg-type]


# Ids never die


@pytest.fixture
def listed(site: Site) -> Site:
    assert main(["ids", str(site.root), "--write"]) == 0
    return site


def test_a_removed_id_is_refused_with_the_ways_out(listed: Site) -> None:
    (listed.root / "glossary/whisk.yaml").rename(listed.root / "glossary/wire-whisk.yaml")
    (problem,) = [problem for problem in listed.check() if problem.code == "R431"]
    line = (listed.root / published_ids.LIST).read_text().split("\n").index("glossary/whisk") + 1
    assert (problem.path, problem.line) == (published_ids.LIST, line)
    assert "restore the file" in problem.message
    assert "replaced_by" in problem.message


def test_a_removed_alias_or_channel_is_refused(listed: Site) -> None:
    listed.edit("glossary/bowl.yaml", "also_called: [mixing bowl]", "also_called: [dish]")
    listed.edit("glossary/batter.yaml", "{term}`mixing bowl`", "{term}`bowl`")
    assert [(str(p.path), p.line, p.code) for p in listed.check()] == [("glossary/bowl.yaml", 3, "R431")]
    listed.edit("glossary/bowl.yaml", "also_called: [dish]", "also_called: [dish]\n  old_name: [mixing  Bowl]")
    assert listed.check() == []


def test_a_renamed_channel_is_told_at_the_new_one(listed: Site) -> None:
    text = (listed.root / "docs/channels.yaml").read_text()
    old = re.findall(r"- id: (\S+)", text)[-1]
    listed.edit("docs/channels.yaml", f"- id: {old}", "- id: another")
    for path in (listed.root / "faq").glob("*.yaml"):
        path.write_text(path.read_text().replace(f"{{channel}}`{old}`", "{channel}`another`"))
    (problem,) = [problem for problem in listed.check() if problem.code == "R431"]
    line = (listed.root / "docs/channels.yaml").read_text().split("\n").index("  - id: another") + 1
    assert (str(problem.path), problem.line) == ("docs/channels.yaml", line)
    assert f"the published channel `{old}` is gone" in problem.message


def test_an_edited_list_of_ids_is_told_apart_from_a_removed_entry(listed: Site) -> None:
    listed.edit(str(published_ids.LIST), "glossary/whisk\n", "glossary/whiskk\n")
    (problem,) = [problem for problem in listed.check() if problem.code == "R431"]
    assert (
        "`glossary/whiskk` is gone; did you mean `glossary/whisk`? If you renamed it, keep the old file"
        in problem.message
    )


def test_a_retired_term_forwards_and_its_names_lead_on(listed: Site) -> None:
    listed.edit("glossary/whisk.yaml", "reviewed:", "replaced_by: bowl\nreviewed:")
    assert listed.check() == []
    assert listed.build()
    page = listed.pages()["glossary/whisk.html"]
    assert '<meta content="0; url=bowl.html" http-equiv="refresh"' in page
    assert re.search(r'<a class="reference internal" href="bowl.html">Bowl</a>', page)
    assert "whisk.html" not in listed.pages()["glossary/index.html"]
    assert 'href="../glossary/bowl.html"' in listed.pages()["faq/lumps.html"]  # it says {term}`whisk`


def test_every_alias_has_a_place_on_the_page_of_its_term(site: Site) -> None:
    shutil.copy(FILES / "good/full.term.yaml", site.root / "glossary/sieve.yaml")
    assert site.build()
    assert 'id="alias-mixing-bowl"' in site.pages()["glossary/bowl.html"]
    page = site.pages()["glossary/sieve.html"]
    anchors = {line.partition("#")[2] for line in published_ids.current(Catalog.load(site.root)) if "sieve#" in line}
    assert len(anchors) == 7
    assert all(f'id="{anchor}"' in page for anchor in anchors), anchors


def test_the_real_list_is_sorted_and_lasting() -> None:
    lines = [line for line in published_ids.published(ROOT) if line]
    assert lines == sorted(set(lines))
    assert len(lines) > 300


# While one writes


def test_longer_texts_are_written_in_an_editor(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "It holds *a cup*.\n\n- for soup\n- for sauce\n"
    editor = tmp_path / "editor"
    editor.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[2], 'a').write({text!r})\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"{editor} --wait")
    answers = iter(["tools", "A deep spoon for serving.", "https://example.org/l", "it", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    assert main(["new", "term", "Ladle", "--root", str(site.root)]) == 0, capsys.readouterr().out
    assert read_yaml(site.root / "glossary/ladle.yaml").value["body"] == text


def test_an_editor_that_is_left_empty_writes_no_entry(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "true")
    answers = iter(["tools", "A deep spoon for serving."])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    assert main(["new", "term", "Ladle", "--root", str(site.root)]) == 2
    assert not (site.root / "glossary/ladle.yaml").exists()


def test_a_title_in_another_script_needs_a_name(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["new", "term", "\u6f0f\u52fa", *WHISKER[3:], *MORE, "--root", str(site.root)]
    assert main(command) == 2
    assert "in Latin letters" in capsys.readouterr().err
    assert main([*command, "--id", "lou-shao"]) == 0
    assert (site.root / "glossary/lou-shao.yaml").is_file()


def test_what_cannot_be_formatted_stays_as_it_is(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.root / "glossary/ladle.yaml"
    path.write_bytes("term:   Sp\u00e4tzle\n".encode("latin-1"))
    before = path.read_bytes()
    assert main(["fmt", str(path)]) == 1
    assert "glossary/ladle.yaml:1: S101" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert main(["fmt", str(site.root / "index.md")]) == 2
    assert "only the YAML files" in capsys.readouterr().err


def test_a_folder_of_the_desk_is_checked_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`wisk`")
    site.edit("faq/lumps.yaml", "{term}`whisk`", "{term}`wisk`")
    assert main(["check", str(site.root / "faq")]) == 1
    assert [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()] == ["faq/lumps.yaml:10"]
    assert main(["check", "--watch", str(site.root / "conf.py")]) == 2


def test_one_file_is_checked_alone(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`wisk`")
    site.edit("faq/lumps.yaml", "{term}`whisk`", "{term}`wisk`")
    assert main(["check", str(site.root / "faq/lumps.yaml")]) == 1
    assert [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()] == ["faq/lumps.yaml:10"]
    assert main(["check", str(site.root / "glossary/whisk.yaml"), str(site.root / "glossary/batter.yaml")]) == 0
    assert main(["check", str(site.root / "conf.py")]) == 2
    assert "not a file that the check reads" in capsys.readouterr().err
    assert main(["check", str(site.root / "glossary/wisk.yaml")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_findings_come_while_one_saves(site: Site) -> None:
    command = [sys.executable, "-u", "-m", "helpdesk", "check", "--watch", str(site.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        try:
            assert running.stdout.readline().startswith("---")
            assert "no problem" in running.stdout.readline()
            site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`wisk`")
            assert running.stdout.readline().startswith("---")
            assert running.stdout.readline().startswith("glossary/bowl.yaml:9: R401")
        finally:
            running.terminate()


WORDS = "A deep spoon: for serving soup at the table to guests who like soup very much and come again for more"
WORDS += " of it, if asked."
CROOKED = """\
# yaml-language-server: $schema=../docs/schemas/term.json
# Why this file is here.
short: 'WORDS'
versions: {'Größe': 'groß "wie" ein Arm'}
term:   Ladle
related: [bowl,
   faq/lumps]
# What it is for.
body:  |
      It holds *a cup*.

      - and more
category: "tools"
search:
- 'soup "spoon"'
-   dipper   # as sailors say
reviewed: 2026-01-02
sources:
- {url: https://example.org/ladle, supports: 'what it is'}
"""
STRAIGHT = """\
# yaml-language-server: $schema=../docs/schemas/term.json
# Why this file is here.
term: Ladle
category: "tools"
short: >-
  A deep spoon: for serving soup at the table to guests who like soup very much and come again for more
  of it, if asked.
# What it is for.
body: |
  It holds *a cup*.

  - and more
versions: {"Größe": 'groß "wie" ein Arm'}
related: [bowl,
   faq/lumps]
search:
- 'soup "spoon"'
-   dipper   # as sailors say
sources:
  - {url: https://example.org/ladle, supports: "what it is"}
reviewed: 2026-01-02
"""


def test_a_file_is_written_as_the_project_writes_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    path = site.root / "glossary/ladle.yaml"
    crooked = CROOKED.replace("WORDS", WORDS)
    path.write_text(crooked)
    before = read_yaml(path).value
    assert main(["fmt", "--check", str(path)]) == 1
    assert path.read_text() == crooked
    assert main(["fmt", str(path)]) == 0
    assert path.read_text() == STRAIGHT
    assert read_yaml(path).value == before
    assert main(["fmt", "--check", str(path)]) == 0
    path.write_text("term: [")
    assert main(["fmt", str(path)]) == 1
    assert "S105" in capsys.readouterr().out


def test_a_long_list_in_brackets_is_broken_between_words(site: Site) -> None:
    path = site.root / "glossary/ladle.yaml"
    words = [f"soup spoon number {number}" for number in range(12)]
    path.write_text(CROOKED.replace("WORDS", WORDS).replace("[bowl,\n   faq/lumps]", f"[{', '.join(words)}]"))
    assert main(["fmt", str(path)]) == 0
    lines = path.read_text().partition("related: ")[2].partition("\nsearch:")[0].split("\n")
    assert len(lines) == 3 and max(map(len, lines)) <= 120
    assert lines[0].startswith("[soup spoon number 0, ") and lines[0].endswith(",")
    assert lines[1].startswith("  soup ") and lines[-1].endswith("11]")
    assert read_yaml(path).value["related"] == words


@pytest.mark.parametrize(("length", "lines"), [(120, 1), (121, 2)])
def test_a_list_in_brackets_may_fill_its_line(site: Site, length: int, lines: int) -> None:
    path = site.root / "glossary/ladle.yaml"
    start = "related: [bowl, "
    text = CROOKED.replace("WORDS", WORDS).replace(
        "[bowl,\n   faq/lumps]", f"[bowl, {'w' * (length - len(start) - 1)}]"
    )
    path.write_text(text)
    assert main(["fmt", str(path)]) == 0
    written = path.read_text().partition("related: ")[2].partition("\nsearch:")[0].split("\n")
    assert len(written) == lines, written


def test_the_real_content_is_written_as_the_project_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check", str(ROOT)]) == 0, f"run `helpdesk fmt`:\n{capsys.readouterr().out}"
