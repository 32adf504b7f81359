"""``scripts/census.py``: two builds that differ in what a reader meets are told apart, and equal ones are not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FILES, ROOT

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Whisk &mdash; kitchen</title>
<meta name="description" content="A tool."><link rel="canonical" href="https://example.org/w.html">
<meta name="robots" content="noindex">
<script type="application/ld+json">{"name": "Whisk", "alternateName": ["beater"]}</script>
<link rel="stylesheet" href="../_static/a.css?v=1"></head>
<body><header><a href="../index.html">Kitchen</a></header>
<main><h1 id="whisk">Whisk<a class="headerlink" href="#whisk">#</a></h1>
<p>A <em>tool</em> of
wire. <a href="bowl.html#rim">The bowl</a></p><pre>one
  two</pre><img src="../a.png" alt="A whisk">
<svg><title>Drawn whisk</title><text>handle</text></svg><input type="search" name="q" placeholder="Find">
<p>Beat.</p><p>Fold.</p></main><footer>By cooks</footer></body></html>"""


type Change = Callable[[Path], object]
type Report = Callable[[Change], tuple[int, str]]


def census(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts/census.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def write_site(folder: Path) -> Path:
    (folder / "glossary").mkdir(parents=True)
    for name in ("whisk", "bowl", "sieve", "spoon", "fork"):
        (folder / f"glossary/{name}.html").write_text(PAGE)
    (folder / "a.png").write_bytes(b"\x89PNG")
    (folder / "helpdesk.json").write_text('{"entries": [{"id": "a", "words": ["x", "y"]}, {"id": "b", "words": []}]}')
    (folder / "entries.csv").write_text("kind,id,title\nterm,a,Whisk\nterm,b,Bowl\n")
    (folder / "glossary.ttl").write_text('<a> a skos:Concept ;\n    skos:prefLabel "Whisk"@en .\n')
    (folder / "changes.atom").write_text('<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry></feed>')
    (folder / "llms.txt").write_text("# Kitchen\n- whisk\n")
    packed = zlib.compress(b"whisk std:term -1 glossary/whisk.html -\n")
    (folder / "objects.inv").write_bytes(b"# Sphinx inventory version 2\n# Project: k\n# Version: 1\n# zlib\n" + packed)
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The census of the site that each test changes."""
    folder = tmp_path_factory.mktemp("before")
    done = census(write_site(folder / "site"))
    assert done.returncode == 0, done.stderr
    (folder / "census.json").write_text(done.stdout)
    return folder / "census.json"


@pytest.fixture
def report(before: Path, tmp_path: Path) -> Report:
    """Give the exit status and the report of a comparison with a site that a function changed."""

    def compared(change: Change) -> tuple[int, str]:
        site = write_site(tmp_path / "site")
        change(site)
        done = census(site)
        assert done.returncode == 0, done.stderr
        (tmp_path / "census.json").write_text(done.stdout)
        done = census("--compare", before, tmp_path / "census.json")
        assert done.stderr == ""
        return done.returncode, done.stdout

    return compared


def edit(name: str, old: str, new: str) -> Change:
    def change(site: Path) -> None:
        text = (site / name).read_text()
        assert old in text
        (site / name).write_text(text.replace(old, new))

    return change


def test_equal_builds_give_nothing(report: Report) -> None:
    assert report(lambda _: None) == (0, "no difference\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [("a.css?v=1", "a.css?v=2"), ("of\nwire", "of wire"), ("bowl.html#rim", "../glossary/bowl.html#rim")],
    ids=["cache", "white-space", "relative-address"],
)
def test_what_no_reader_meets_is_no_difference(report: Report, old: str, new: str) -> None:
    assert report(edit("glossary/whisk.html", old, new)) == (0, "no difference\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<em>tool</em>", "<em>toy</em>", ["text\n  - A tool of wire. The bowl\n  + A toy of wire. The bowl\n"]),
        ('<h1 id="whisk">', "<h1>", ["anchors\n  - whisk\n"]),
        ("<h1 ", '<h1 class="x" lang="fr" ', ["labels\n  + h1 lang=fr\n"]),
        ('<meta name="description" content="A tool.">', "", ["meta\n  - description = A tool.\n"]),
        ('<meta name="robots" content="noindex">', "", ["meta\n  - robots = noindex\n"]),
        (
            "https://example.org/w.html",
            "https://example.org/v.html",
            ["head links\n  - canonical = https://example.org/w"],
        ),
        ("<title>Whisk", "<title>Wisk", ["title\n  - Whisk — kitchen\n  + Wisk — kitchen\n"]),
        ('<h1 id="whisk">Whisk', '<h1 id="whisk">Wire', ["headings\n  - h1: Whisk\n  + h1: Wire\n", "text\n"]),
        (
            "bowl.html#rim",
            "bowl.html",
            ["links\n  - /glossary/bowl.html#rim : The bowl\n  + /glossary/bowl.html : The"],
        ),
        ("../index.html", "../start.html", ["links of the frame\n  - /index.html : Kitchen\n"]),
        ("By cooks", "By chefs", ["text of the frame\n  - By cooks\n  + By chefs\n"]),
        ('alt="A whisk"', "", ["images\n  - /a.png : A whisk\n  + /a.png : no alt\n"]),
        ("Drawn whisk", "A drawing", ["images\n  - svg: Drawn whisk handle\n  + svg: A drawing handle\n"]),
        ('placeholder="Find"', "", ["labels\n  - input placeholder=Find\n"]),
        ('name="q"', 'name="s"', ["controls\n  - input type=search name=q\n  + input type=search name=s\n"]),
        (
            '"beater"',
            '"egg beater"',
            ['json-ld\n  - /alternateName[] = "beater"\n  + /alternateName[] = "egg beater"\n'],
        ),
        ("<p>Beat.</p><p>Fold.</p>", "<p>Fold.</p><p>Beat.</p>", ["text\n  ~ the same in another order, from: Beat."]),
    ],
    ids=lambda value: value[0].split("\n")[0].replace(" ", "-") if isinstance(value, list) else None,
)
def test_a_change_of_a_page_is_told_with_its_page_and_kind(report: Report, old: str, new: str, told: list[str]) -> None:
    status, text = report(edit("glossary/whisk.html", old, new))
    assert status == 1
    for part in told:
        assert f"glossary/whisk.html: {part}" in text
    assert "1 of 12 files differ" in text


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("helpdesk.json", '"y"', '"z"', 'values\n  - /entries/a/words[] = "y"\n  + /entries/a/words[] = "z"\n'),
        ("helpdesk.json", '{"id": "b", "words": []}', "7", "values\n  - /entries/b/id"),
        ("entries.csv", "Bowl", "Dish", "cells\n  - term/b/title = Bowl\n  + term/b/title = Dish\n"),
        ("glossary.ttl", '"Whisk"@en', '"Whisk"@de', 'statements\n  - <a> skos:prefLabel "Whisk"@en .\n'),
        ("changes.atom", "<id>1</id>", "<id>2</id>", "entries\n  - "),
        ("llms.txt", "- whisk", "- wisk", "lines\n  - - whisk\n  + - wisk\n"),
        ("a.png", "PNG", "GNP", "content\n  - sha256 "),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and len(value) < 15 else "",
)
def test_a_change_of_another_file_is_told(report: Report, name: str, old: str, new: str, told: str) -> None:
    def change(site: Path) -> None:
        content = (site / name).read_bytes()
        assert old.encode() in content
        (site / name).write_bytes(content.replace(old.encode(), new.encode()))

    status, text = report(change)
    assert status == 1
    assert f"{name}: {told}" in text


def test_a_lost_name_of_the_inventory_is_told(report: Report) -> None:
    def change(site: Path) -> None:
        *head, _ = (site / "objects.inv").read_bytes().split(b"\n", 4)
        (site / "objects.inv").write_bytes(b"\n".join([*head, zlib.compress(b"")]))

    status, text = report(change)
    assert status == 1
    assert "objects.inv: inventory\n  - whisk std:term -1 glossary/whisk.html -\n" in text


def test_files_that_vanished_or_came_are_told(report: Report) -> None:
    status, text = report(lambda site: (site / "glossary/bowl.html").rename(site / "glossary/dish.html"))
    assert status == 1
    assert "files\n  - glossary/bowl.html\nfiles\n  + glossary/dish.html\n" in text


def test_what_differs_on_many_pages_is_told_once(report: Report) -> None:
    def change(site: Path) -> None:
        for path in site.glob("glossary/*.html"):
            edit(f"glossary/{path.name}", "By cooks", "By chefs")(site)
        edit("glossary/whisk.html", "Fold.", "Whip.")(site)

    status, text = report(change)
    assert status == 1
    assert text.count("By chefs") == 1
    assert "5 files (glossary/bowl.html, glossary/fork.html, glossary/sieve.html, …): text of the frame" in text
    assert "glossary/whisk.html: text\n  - Fold.\n  + Whip.\n" in text


def test_what_differs_many_times_on_one_page_belongs_to_that_page(report: Report) -> None:
    status, text = report(edit("glossary/whisk.html", "<p>Fold.</p>", "<p>Beat.</p>" * 6))
    assert status == 1
    assert "glossary/whisk.html: text\n  - Fold.\n  + 6 times: Beat.\n" in text


def test_words_replaced_on_many_pages_are_told_once_though_the_lines_differ(tmp_path: Path) -> None:
    names = ["whisk", "bowl", "sieve", "spoon"]
    for place, start in (("old", "Also called:"), ("new", "Other names:")):
        census_of = {f"{name}.html": {"text": [f"{start} {name}", f"About {name}"]} for name in names}
        census_of["fork.html"] = {"text": ["Fork"] if place == "old" else ["Knife"]}
        (tmp_path / place).write_text(json.dumps(census_of))
    text = census("--compare", tmp_path / "old", tmp_path / "new").stdout
    assert text == (
        "4 files (bowl.html, sieve.html, spoon.html, …): text\n  ~ Also called: -> Other names:\n"
        "fork.html: text\n  - Fork\n  + Knife\n5 of 5 files differ: text in 5\n"
    )
    few = census("--most", 0, "--compare", tmp_path / "old", tmp_path / "new").stdout
    assert "Knife" not in few
    assert "and 1 more places (--most 1 shows them)" in few


def test_a_long_list_and_a_long_line_are_cut_around_what_differs(report: Report) -> None:
    many = "".join(f"<p>Step {number}</p>" for number in range(40))
    long = "word " * 200

    def change(site: Path) -> None:
        edit("glossary/whisk.html", "<p>Beat.</p>", many)(site)
        (site / "llms.txt").write_text(f"{long}end of it\n")

    status, text = report(change)
    assert status == 1
    assert "  + and 28 more\n" in text
    assert max(map(len, text.splitlines())) < 200
    assert len(json.dumps(text)) < 6000


def test_a_folder_without_files_is_an_error(tmp_path: Path) -> None:
    done = census(tmp_path / "nowhere")
    assert done.returncode != 0
    assert "build the site first" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_findings_of_bad_files_are_kept(tmp_path: Path) -> None:
    bad = {path.name.split(".")[3]: path for path in (FILES / "bad").iterdir()}.values()
    assert len(bad) >= 7, "one of each kind"
    for path in bad:
        (shutil.copytree if path.is_dir() else shutil.copyfile)(path, tmp_path / path.name)
    done = census("--findings", tmp_path)
    assert done.returncode == 0, done.stderr
    kept = json.loads(done.stdout)
    assert kept.keys() == {path.name for path in bad}
    for name, lines in kept.items():
        code, line, *_ = name.split(".")
        assert lines["exit status"] == ["1"]
        # A page that is put into a site alone is in no `toctree` as well.
        assert [one for one in lines["findings"] if f":{line}: {code} " in one], name
