"""What Python libraries read and write: the runner, the data that it keeps, and the page that shows them."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from itertools import product
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT

KEPT = yaml.safe_load((ROOT / "docs/_data/tools-computed.yaml").read_text("utf-8"))["libraries"]
PROBES = sorted(path.stem for path in (ROOT / "scripts/tools/probes").glob("*.py"))
CELL = re.compile(r"yes|(no|wrong|crash|hang): \S.*")
KINDS, VERSIONS = ["image", "labels", "plate"], ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]


def test_each_library_has_a_row() -> None:
    assert [row["name"] for row in KEPT] == PROBES
    assert len(PROBES) >= 11


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["name"])
def test_a_row_has_a_version_a_date_and_a_word_in_each_cell(row: dict) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) and row["about"]
    if "unavailable" in row:
        assert row["unavailable"] and "reads" not in row
        return
    assert row["name"] in row["versions"] and all(row["versions"].values())
    for what in ("reads", "writes"):
        assert list(row[what]) == KINDS
        for cells in row[what].values():
            assert list(cells) == VERSIONS
            assert all(CELL.fullmatch(said) for said in cells.values()), cells


def run(tmp_path: Path, probes: Path, *libraries: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "scripts/tools/run.py", "--probes", probes, "--output", tmp_path / "out.yaml"]
    command += ["--work", tmp_path / "work", "--seconds", "10", *libraries]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_refusal_a_crash_a_hang_and_wrong_pixels_are_told_apart(tmp_path: Path) -> None:
    done = run(tmp_path, ROOT / "tests/files/tools")
    assert done.returncode == 0, done.stderr
    (row,) = yaml.safe_load((tmp_path / "out.yaml").read_text("utf-8"))["libraries"]
    read = row["reads"]["image"]
    assert read["0.1"] == "no: it reads nothing so old"
    assert read["0.2"] == "no: ValueError: this version is not for us"
    assert read["0.3"] == "crash: KeyError: 'axes'"
    assert read["0.4"] == "crash: ended by SIGABRT"
    assert read["0.5"] == "hang: no answer within 10 s"
    assert read["0.6"].startswith("wrong: shape is [64, 64], not [2, 256, 256]")
    assert row["writes"]["image"]["0.5"].startswith("wrong: no image can be found in what it wrote")
    assert {said for cells in row["writes"].values() for said in cells.values() if said[:2] == "no"} == {
        "no: it writes one thing"
    }


HERE = [row["name"] for row in KEPT if any(metadata.distributions(name=row["name"]))]
SCRIPTS = {"0.4": "v04", "0.5": "v05", "0.6": "v06"}
# What is tried here, by turns: what an example of ours writes, and of the versions before them the oldest.
CELLS = [("0.1", "image"), *product(SCRIPTS, KINDS)]
TURNS = {library: CELLS[number % 2 :: 2] for number, library in enumerate(HERE)}
TRY = """
import json, sys
from pathlib import Path
import inputs, judging
from asking import ask
from common import answer
folder, turns = Path(sys.argv[1]), json.loads(sys.argv[2])
stores = {}
for version, kind in (cell for cells in turns.values() for cell in cells):
    path = folder / version / f"{kind}.ome.zarr"
    if not path.exists():
        inputs.by_hand().write(str(path), version, kind)
    stores[version, kind] = inputs.Store(path, version, kind, answer(inputs.by_hand().read(str(path), kind)))
said, places, read = [], [], []
for name, cells in turns.items():
    probe, python = inputs.ROOT / f"scripts/tools/probes/{name}.py", Path(sys.executable)
    theirs = [stores[version, kind] for version, kind in cells]
    to_read = [(one.path, one.version, one.kind) for one in theirs]
    read += map(judging.of_reading, ask(python, probe, "read", to_read, 60), theirs)
    to_write = [(folder / f"{version}-{kind}-of-{name}", version, kind) for version, kind in cells]
    said += ask(python, probe, "write", to_write, 60)
    places += to_write
print(json.dumps([read, judging.of_writing(said, places)]))
"""


@pytest.fixture(scope="module")
def said_here(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[str, ...], str]]:
    """What becomes of each try with the libraries that are installed here: of each the words of its cells."""
    folder = tmp_path_factory.mktemp("tools")
    for version, script in SCRIPTS.items():
        for kind in KINDS:
            name = f"{kind}.ome.zarr"
            shutil.copytree(built_site / f"stores/{kind}/{script}/{name}", folder / version / name)
    command = [sys.executable, "-c", TRY, folder, json.dumps(TURNS)]
    path = {"PYTHONPATH": str(ROOT / "scripts/tools")}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | path, check=False)
    assert done.returncode == 0, done.stderr
    read, wrote = json.loads(done.stdout)
    said: dict[str, dict[tuple[str, ...], str]] = {library: {} for library in HERE}
    tried = [(library, version, kind) for library, cells in TURNS.items() for version, kind in cells]
    for what, words in (("reads", read), ("writes", wrote)):
        for (library, version, kind), word in zip(tried, words, strict=True):
            said[library][what, kind, version] = word
    return said


@pytest.mark.parametrize("library", HERE)
def test_what_is_kept_is_what_the_library_does_here(library: str, said_here: dict) -> None:
    """Of the libraries that the examples need; `make tools` tries the others too."""
    (row,) = [row for row in KEPT if row["name"] == library]
    here = said_here[library]
    assert len(here) == 2 * len(TURNS[library]) and all(map(CELL.fullmatch, here.values()))
    if row["versions"][library] == metadata.version(library):  # else `make update` came before `make tools`
        assert here == {(what, kind, version): row[what][kind][version] for what, kind, version in here}


def test_a_library_that_cannot_be_installed_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "probes").mkdir()
    (tmp_path / "probes/gone.py").write_text('PACKAGES = ["/no/such/folder"]\nABOUT = "gone"\n')
    kept = tmp_path / "out.yaml"
    old = "libraries:\n- {name: an old one, date: '2001-01-01', about: it stays, unavailable: gone}\n"
    kept.write_text(old)
    done = run(tmp_path, tmp_path / "probes")
    assert done.returncode == 0, done.stderr
    other, row = yaml.safe_load(kept.read_text())["libraries"]
    assert other == yaml.safe_load(old)["libraries"][0], "what was not tried stays as it was"
    assert "/no/such/folder" in row.pop("unavailable") and row.pop("date") == datetime.date.today().isoformat()
    assert row == {"name": "gone", "about": "gone"}
    assert kept.read_text().startswith("# Written by `make tools`")
    dated = kept.read_text().replace(datetime.date.today().isoformat(), "2001-02-03")
    kept.write_text(dated)
    run(tmp_path, tmp_path / "probes")
    assert kept.read_text() == dated, "the same gives no diff"


def test_a_library_without_a_probe_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, ROOT / "tests/files/tools", "fake", "fack")
    assert done.returncode == 2
    assert "no probe for fack; there are: fake" in done.stderr


@pytest.mark.parametrize("what", ["reads", "writes"])
def test_the_page_shows_what_was_computed(what: str, built_site: Path) -> None:
    soup = BeautifulSoup((built_site / "docs/reference/tools.html").read_text("utf-8"), "html.parser")
    table = soup.find_all("table", class_="computed")[["reads", "writes"].index(what)]
    assert [head.get_text(strip=True) for head in table.select("thead th")] == ["Library", *VERSIONS]
    assert table.find_next("details").summary.get_text(), "the reasons are folded"
    rows = {row.find("strong").get_text().split()[0]: row for row in table.select("tbody tr")}
    for kept in KEPT:
        if what in kept:
            row = rows[next(iter(kept["versions"]))]
            assert f"computed {kept['date']}" in row.get_text() and kept["versions"][kept["name"]] in row.get_text()
            cells = [cell.get_text(strip=True) for cell in row.find_all(["td", "th"])][-len(VERSIONS) :]
            right = [[kind for kind in KINDS if kept[what][kind][version] == "yes"] for version in VERSIONS]
            assert cells == [", ".join(kinds) or "none" for kinds in right]
            for said in {said for cells in kept[what].values() for said in cells.values()} - {"yes"}:
                assert " ".join(said.split()) in " ".join(soup.get_text().split())
