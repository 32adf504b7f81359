"""``helpdesk check``: every file in tests/files/bad is refused at its line with its code, and for nothing else.

The name of a bad file says what is expected: CODE.LINE.what.KIND.yaml, or KIND.files for a folder of several.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import socket
from pathlib import Path

import pytest
import time_machine
from conftest import FILES, ROOT, Site
from keep_messages import LONGEST, read_messages

from helpdesk.cli import main
from helpdesk.model.catalog import Catalog
from helpdesk.rules import check
from helpdesk.rules.manual import GROUPS, read_manual

BAD = sorted((FILES / "bad").iterdir())
GOOD = sorted((FILES / "good").iterdir())


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.name)
def test_a_bad_file_gives_exactly_its_finding(site: Site, file: Path) -> None:
    code, line, name, kind, _ = file.name.split(".")
    path = site.put(file, name, kind).relative_to(site.root)
    problems = site.check()
    assert [(p.path, p.line, p.code) for p in problems] == [(path, int(line), code)], "\n".join(map(str, problems))
    kept = read_messages().get(file.name, "not there yet: `make keep` writes it down")
    assert problems[0].message[:LONGEST] == kept
    # One about other files says what to do, after what is wrong.
    assert not code.startswith("R") or re.search(r".{5}[:;,] .{5}", problems[0].message)


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.name)
def test_a_good_file_passes(site: Site, file: Path) -> None:
    name, kind, _ = file.name.split(".")
    site.put(file, name, kind)
    assert site.check() == []


def test_the_small_site_is_right(site: Site) -> None:
    assert site.check() == []


def test_the_real_content_is_right(real_catalog: Catalog) -> None:
    assert check(real_catalog) == []
    assert len(real_catalog.terms) >= 19
    assert sorted(q.order for _, q in real_catalog.questions if q.order) == list(range(1, 14))


def test_all_problems_come_at_once(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    for file in BAD:
        _, _, name, kind, _ = file.name.split(".")
        if kind != "channels":
            site.put(file, name, kind)
    assert main(["check", str(site.root)]) == 1
    found = {line.split(" ")[1] for line in capsys.readouterr().out.splitlines()}
    assert found >= {file.name.split(".")[0] for file in BAD if "channels" not in file.name} - {"R403"}


def test_every_code_is_refused_somewhere() -> None:
    """Each code that the program can print is told on the page of rules, and a file or a test shows it refused."""
    code = re.compile(r'"([SEMRL][0-9]{3})"')
    printed = {found for path in (ROOT / "scripts").rglob("*.py") for found in code.findall(path.read_text("utf-8"))}
    told = [one.code for one in read_manual(ROOT)]
    assert len(told) == len(set(told))
    assert set(told) ^ printed == set()
    assert {one.code[:2] for one in read_manual(ROOT)} == GROUPS.keys()
    files = {path.name.split(".")[0] for place in ("bad", "examples/bad") for path in (FILES / place).iterdir()}
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [one for one in told if one not in files and one not in tests] == []


def test_an_old_entry_is_a_note_and_no_failure(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed = next(page.entry.reviewed for page in Catalog.load(site.root).pages.values() if page.id == "whisk")
    for days, noted in ((500, False), (600, True)):
        with time_machine.travel(reviewed + datetime.timedelta(days=days), tick=False):
            assert main(["check", str(site.root)]) == 0
            said = capsys.readouterr().out
            assert main(["check", "--format", "github", str(site.root)]) == 0
        assert ("R450" in said) == noted
        assert ("::warning file=glossary/whisk.yaml" in capsys.readouterr().out) == noted


def test_a_mistyped_word_gets_the_nearest_one(site: Site) -> None:
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`wisk`")
    site.edit("glossary/bowl.yaml", "related:", "relatd:")
    site.edit("faq/lumps.yaml", "category: first", "category: frist")
    messages = [problem.message for problem in site.check()]
    assert any("did you mean `related`?" in message for message in messages)
    assert any("did you mean `first`?" in message for message in messages)


def test_a_bad_file_name_is_named(site: Site) -> None:
    (site.root / "glossary/whisk.yaml").rename(site.root / "glossary/Wire_Whisk.yaml")
    problems = site.check()
    assert ("glossary/Wire_Whisk.yaml", 1, "E206") in [(str(p.path), p.line, p.code) for p in problems]


@pytest.mark.parametrize("name", ["index", "a" * 61])
def test_an_id_that_cannot_be_an_address_is_named(site: Site, name: str) -> None:
    site.put(FILES / "good/full.question.yaml", name, "question")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(f"faq/{name}.yaml", 1, "E206")]


ENTRY = "this file is not read: an entry is {}/<id>.yaml; rename or remove it"
NO_CHANNELS = "this file is not read: channels stand in docs/channels.yaml, entries in folders of their own"
NO_PAGE = "this page is not checked: pages are <name>.md; rename or remove it"
NO_FILE = "this file is not read; those that are end with .md, .yaml, .py, .svg, .png: rename or remove it"
OVERLOOKED = {
    **dict.fromkeys(
        ["glossary/sieve.yml", "glossary/sieve.YAML", "glossary/sieve.md", "glossary/tools/sieve.yaml"],
        ENTRY.format("glossary"),
    ),
    "faq/sieve.txt": ENTRY.format("faq"),
    "docs/mistakes/salt.json": ENTRY.format("docs/mistakes"),
    "docs/channel.yaml": NO_CHANNELS,
    **dict.fromkeys(["docs/guide/page.rst", "docs/_page.md", "docs/_data/page.md"], NO_PAGE),
    **dict.fromkeys(["docs/channels.yml", "docs/guide/page.MD", "docs/guide/page.html"], NO_FILE),
}


@pytest.mark.parametrize("name", OVERLOOKED)
def test_a_file_that_would_be_overlooked_is_named(site: Site, name: str) -> None:
    path = site.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / "good/full.term.yaml", path)
    assert [str(problem) for problem in site.check()] == [f"{name}:1: R414 {OVERLOOKED[name]}"]


@pytest.mark.parametrize("name", ["My page", "a_b", "s\u00fcp", "Upper", "sub/Deep/page"])
def test_a_page_whose_name_cannot_be_an_address_is_named(site: Site, name: str) -> None:
    path = site.path(name, "guide")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(site.path("mixing", "guide"), path)
    found = {(str(p.path), p.line, p.code) for p in site.check()}
    assert (f"docs/guide/{name}.md", 1, "E206") in found


def test_a_page_that_no_list_names_is_named(site: Site) -> None:
    shutil.copy(site.path("mixing", "guide"), site.path("soup", "guide"))
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("docs/guide/soup.md", 1, "R446")]
    site.edit("index.md", ":hidden:\n", ":hidden:\n:glob:\n")
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/*\n")
    assert site.check() == []
    assert site.build()


@pytest.mark.parametrize(
    "name", ["docs/examples/image/v05.py", "docs/examples/image/facts.py", "docs/mistakes/salt.py"]
)
def test_a_script_that_is_no_python_is_named_without_a_run(site: Site, name: str) -> None:
    site.put(FILES / "good/salt.mistake.yaml", "salt", "mistake")
    for path in (FILES / "examples/good").iterdir():
        site.put(path, f"image/{path.name}", "script")
    text = site.root / "docs/examples/image/index.md"
    text.write_text(f"{text.read_text()}\n```{{example}}\n```\n")
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/mixing\ndocs/examples/image/index\n")
    assert site.check() == []
    (site.root / name).write_text("import zarr\n\nzarr.open(\n")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(name, 3, "E101")]


def test_a_link_to_a_folder_is_named(site: Site) -> None:
    (site.root / "docs/guide/loop").symlink_to(".")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("docs/guide/loop", 1, "S115")]


@pytest.mark.parametrize("name", ["glossary/whisk.yaml~", "glossary/.whisk.yaml.swp", "faq/index.md~"])
def test_what_an_editor_leaves_is_no_problem(site: Site, name: str) -> None:
    (site.root / name).write_text("half of a file: [")
    assert site.check() == []


def test_a_byte_order_mark_before_front_matter_is_no_problem(site: Site) -> None:
    for name in ("glossary/index.md", "docs/guide/mixing.md"):
        path = site.root / name
        path.write_text(path.read_text("utf-8"), encoding="utf-8-sig")
    assert site.check() == []


def test_the_old_id_and_names_of_a_retired_term_still_lead_somewhere(site: Site) -> None:
    old = (site.root / "glossary/whisk.yaml").read_text().replace("term: Whisk", "term: Wire beater")
    (site.root / "glossary/beater.yaml").write_text(old + "replaced_by: whisk\n")
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`beater` or a {term}`Wire Beater`")
    assert site.check() == []


def test_a_date_that_has_not_come_is_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("glossary/bowl.yaml", "reviewed: 2026-01-02", "reviewed: 2999-01-02")
    site.edit("faq/lumps.yaml", "reviewed:", "changes:\n  - {date: 2999-01-03, note: Says why.}\nreviewed:")
    assert main(["check", str(site.root)]) == 1
    found = [line.split(" ")[:2] for line in capsys.readouterr().out.splitlines()]
    assert found == [["faq/lumps.yaml:18:", "E210"], ["glossary/bowl.yaml:15:", "E210"]]
    assert site.check() == []  # a build does not look at the clock


def test_an_exception_for_more_than_a_year_is_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.date(2026, 11, 24)
    (site.root / "docs/_data").mkdir(exist_ok=True)
    row = "exceptions:\n  - {{pattern: 'https://example\\.org/whisk', reason: none, owner: cook, expires: {}}}\n"
    for days, code in ((366, 0), (367, 1)):
        expires = today + datetime.timedelta(days)
        (site.root / "docs/_data/link-exceptions.yaml").write_text(row.format(expires))
        with time_machine.travel(today, tick=False):
            assert main(["check", str(site.root)]) == code
    said = capsys.readouterr().out
    assert "docs/_data/link-exceptions.yaml:2: E210 2027-11-26 is more than a year away: " in said


def test_a_title_that_is_an_id_or_has_its_plural_is_named(site: Site) -> None:
    site.edit("glossary/bowl.yaml", "term: Bowl", "term: Dish")
    site.edit("glossary/whisk.yaml", "term: Whisk", "term: Bowl")
    site.edit("faq/lumps.yaml", "{term}`whisk`", "{term}`batter`")
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`batter`")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("glossary/whisk.yaml", 1, "R403")]


def test_a_table_of_moving_addresses_that_is_wrong_or_not_used_is_named(site: Site) -> None:
    shutil.copytree(FILES / "good/dipper.term.files", site.root, dirs_exist_ok=True)
    site.edit("glossary/dipper.yaml", "dippers/draft", "dippers/2")
    table = "docs/_data/moving-addresses.yaml"
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(table, 5, "R416")]
    site.edit(table, "(draft|main)", "(draft|main")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(table, 2, "E208")]
    site.edit(table, "meant:", "addresses:")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(table, 4, "S106")]


def test_a_table_of_what_to_install_that_is_wrong_is_named(site: Site) -> None:
    shutil.copytree(FILES / "good/grater.term.files", site.root, dirs_exist_ok=True)
    table = "docs/_data/install.yaml"
    site.edit(table, "imports: butter cream", "import: butter cream")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [(table, 5, "E201")]


def test_a_file_that_cannot_be_opened_is_named(site: Site) -> None:
    (site.root / "glossary/gone.yaml").symlink_to("nowhere.yaml")
    site.edit("faq/lumps.yaml", "{term}`whisk`", "{term}`gone`")
    found = [(str(p.path), p.line, p.code) for p in site.check()]
    assert ("glossary/gone.yaml", 1, "S100") in found


@pytest.mark.parametrize(
    "name",
    ["glossary/gone.yaml", "docs/guide/gone.md", "docs/_data/gone.yaml", "docs/_data/ids.txt", "docs/guide/a.png"],
)
@pytest.mark.parametrize("what", ["pipe", "device", "socket", "folder", "link out"])
def test_what_is_no_file_is_named_and_not_opened(site: Site, name: str, what: str, tmp_path: Path) -> None:
    path = site.root / name
    path.parent.mkdir(exist_ok=True)
    match what:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "socket":
            with socket.socket(socket.AF_UNIX) as one, contextlib.chdir(path.parent):
                one.bind(path.name)
        case "folder":
            path.mkdir()
        case "link out":
            (tmp_path / "secret.txt").write_text("short: not for you")
            path.symlink_to(tmp_path / "secret.txt")
    site.edit("faq/lumps.yaml", "{term}`whisk`", "{term}`gone`")
    found = [(str(p.path), p.line, p.code) for p in site.check()]
    assert found.count((name, 1, "S115")) == 1 or (what == "folder" and not name.endswith((".yaml", ".md")))
    assert "not for you" not in str(site.check())


def test_a_folder_that_leads_out_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/soup").mkdir(parents=True)
    (tmp_path / "elsewhere/soup/index.md").write_text("# Soup")
    (site.root / "docs/examples").symlink_to(tmp_path / "elsewhere")
    assert ("docs/examples", 1, "S115") in [(str(p.path), p.line, p.code) for p in site.check()]


def test_a_page_without_a_short_text_is_named(site: Site) -> None:
    site.edit("docs/guide/mixing.md", "short:", "title:")
    found = [(str(p.path), p.line, p.code) for p in site.check()]
    assert found == [("docs/guide/mixing.md", 2, "E201"), ("docs/guide/mixing.md", 2, "R410")]


@pytest.mark.parametrize(
    ("length", "codes"), [(19, ["E204"]), (20, []), (240, []), (241, ["E204"])], ids=["19", "20", "240", "241"]
)
def test_a_short_text_of_a_page_has_20_to_240_characters(site: Site, length: int, codes: list[str]) -> None:
    words = ("mix it and " * 31)[: length - 1]
    site.edit("docs/guide/mixing.md", "How to mix things so that no lumps stay in the bowl.", f"{words}.")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("docs/guide/mixing.md", 2, one) for one in codes]


@pytest.mark.parametrize(
    ("lines", "line"),
    [("search: [0.6]", 3), ("search: flour", 3), ("terms:\n  - bowl\n  -", 5), ("terms:\n  - whisk\n  - true", 5)],
)
def test_a_word_that_is_no_text_is_named(site: Site, lines: str, line: int) -> None:
    site.edit("docs/guide/mixing.md", "\n---\n#", f"\n{lines}\n---\n#")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("docs/guide/mixing.md", line, "E203")]


def test_a_list_of_categories_that_cannot_be_read_is_told_once_at_its_line(site: Site) -> None:
    site.edit("faq/index.md", "categories:\n", "categories:\n  first: [\n")
    found = [problem for problem in site.check() if problem.path == Path("faq/index.md")]
    assert len(found) == 1 and found[0].line > 1, found


def test_a_missing_list_of_categories_is_named(site: Site) -> None:
    site.edit("faq/index.md", "categories:", "groups:")
    assert [(str(p.path), p.code) for p in site.check()] == [("faq/index.md", "E201"), ("faq/index.md", "R400")]


def test_a_category_that_nothing_is_in_is_named_at_its_line(site: Site) -> None:
    text = (site.root / "faq/lumps.yaml").read_text()
    for number in range(9):
        words = text.replace("have lumps", f"have {number} lumps").replace("pour slowly", f"pour {number} times slowly")
        words = words.replace("Pour slowly into", f"Pour {number} cups into")
        (site.root / f"faq/lumps-{number}.yaml").write_text(words)
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("faq/index.md", 4, "R400")]


def test_a_category_that_was_removed_is_told_once_where_it_stood(site: Site) -> None:
    for number in range(3):
        words = (FILES / "good/full.term.yaml").read_text().replace("Sieve: fine", f"Sieve {number}")
        words = re.sub(r"(?s)aliases:.*?short", "short", words).replace("Press", f"Press {number} times")
        words = re.sub(r"search:.*?(?=\n\w)", "search: []", words.replace("A frame", f"A frame {number}"), flags=re.S)
        (site.root / f"glossary/sieve-{number}.yaml").write_text(words)
    site.edit("glossary/index.md", "  tools: Tools\n", "")
    assert [(str(p.path), p.line, p.code) for p in site.check()] == [("glossary/index.md", 2, "R400")]


def test_nothing_to_check_is_an_error_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "no folder `glossary` here" in capsys.readouterr().err


def test_annotations_for_github(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.edit("glossary/bowl.yaml", "category: tools", "category: tool")
    assert main(["check", "--format", "github", str(site.root)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("::error file=glossary/bowl.yaml,line=2,title=R405::")


def test_annotations_for_github_keep_percent_signs_and_stay_on_one_line(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`100%0A ::error::cream`")
    assert main(["check", "--format", "github", str(site.root)]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=glossary/bowl.yaml,line=9,title=R401::no term `100%250A ::error::cream`")
