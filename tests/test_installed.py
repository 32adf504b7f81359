"""The package without its repository: a wheel put into an empty folder, and asked in another one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email import message_from_string
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from conftest import ROOT, files
from markdown_it import MarkdownIt
from packaging.requirements import Requirement

from helpdesk.cli import main
from helpdesk.reading.configuration import site_address

PUBLISHED = site_address(ROOT)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The folder that has the package and nothing else."""
    folder = wheel.with_name("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, where: Path, *words: str, code: str = "", given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command, or ``code``, in the folder ``where``."""
    code = code or f"import sys; from helpdesk.cli import main; sys.exit(main({list(words)!r}))"
    env = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, "-P", "-W", "error", "-c", code]
    return subprocess.run(command, cwd=where, env=env, input=given, capture_output=True, text=True, check=False)


def test_the_wheel_has_all_that_pages_and_commands_need(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = {name for name in archive.namelist() if not name.endswith("/")}
    for package in ("helpdesk", "helpdesk_omezarr"):
        own = {
            path.relative_to(ROOT / "scripts").as_posix()
            for path in (ROOT / "scripts" / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert own <= there
    content = {
        f"helpdesk_omezarr/content/{path.relative_to(ROOT).as_posix()}"
        for folder in ("glossary", "faq", "docs/mistakes", "docs/_data", "docs/examples", "docs/guide")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".yaml", ".md", ".py", ".txt") and "__pycache__" not in path.parts
    }
    assert content <= there
    assert not {name for name in there if "tests/" in name or name.endswith((".pyc", ".png"))}


def test_what_a_package_index_shows(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        told = message_from_string(archive.read(name).decode())
    assert "help desk contributors" in told["Author"]
    urls = dict(line.split(", ") for line in told.get_all("Project-URL", []))
    assert urls["Homepage"] == PUBLISHED and {"Repository", "Issues", "Changelog"} <= urls.keys()
    pythons = {line.rpartition(" ")[2] for line in told.get_all("Classifier", []) if ":: 3." in line}
    workflow = (ROOT / ".github/workflows/test.yml").read_text("utf-8")
    assert pythons == set(re.findall(r'python(?:-version)?: "(3\.\d+)"', workflow)), "each is promised and tried"
    html = MarkdownIt().render(str(told.get_payload()))
    places = re.findall(r'(?:src|srcset|href)="([^"]*)"', html)
    assert len(places) > 5
    assert [place for place in places if not place.startswith("https://")] == []


def test_define_in_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "define", "Chunks")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Chunk: ")
    assert f"{PUBLISHED}glossary/chunk.html" in done.stdout
    data = json.loads(run(installed, tmp_path, "define", "--json", "OME", "Zarr").stdout)
    assert data["id"] == "ome-zarr" and "OME Zarr" in data["aliases"] and data["url"].endswith("glossary/ome-zarr.html")
    wrong = run(installed, tmp_path, "define", "chunck")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == "helpdesk: no term `chunck`; did you mean `chunk`?\n"
    none = run(installed, tmp_path, "define", "--desk", "nowhere", "chunk")
    assert none.returncode == 2 and none.stderr.count("\n") == 1
    assert files(tmp_path) == {} and list(tmp_path.iterdir()) == [], "a question leaves nothing behind"


def test_a_help_desk_in_the_folder_comes_before_the_installed_one(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "glossary").mkdir()
    (tmp_path / "conf.py").write_text('html_baseurl = "https://example.org/bread"\n')
    term = (ROOT / "tests/other-site/glossary/starter.yaml").read_text("utf-8")
    (tmp_path / "glossary/starter.yaml").write_text(term)
    assert "https://example.org/bread/glossary/starter.html" in run(installed, tmp_path, "define", "starter").stdout
    assert run(installed, tmp_path, "define", "chunk").returncode == 1


def test_the_version_is_that_of_the_package(installed: Path, tmp_path: Path, wheel: Path) -> None:
    done = run(installed, tmp_path, "--version")
    assert done.stdout == f"helpdesk {wheel.name.split('-')[1]}\n"


def test_a_notebook_can_ask(installed: Path, tmp_path: Path) -> None:
    code = """
from helpdesk_omezarr import define
found = define("shards")
print(found.term, found.url)
print(found._repr_html_())
try:
    define("no such word at all")
except LookupError as error:
    print(error)
"""
    done = run(installed, tmp_path, code=code)
    assert done.stderr == ""
    shown = done.stdout.splitlines()
    assert shown[0] == f"Shard {PUBLISHED}glossary/shard.html"
    assert f'<a href="{PUBLISHED}glossary/shard.html"><strong>Shard</strong></a>' in shown[1]
    assert shown[2].startswith("no term `no such word at all`")


def test_a_pasted_message_in_any_folder(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "message", "-", given="cannot import name 'FSStore' from 'zarr.storage'")
    assert done.stderr == "" and done.returncode in (0, 1)
    assert re.search(rf"^  {PUBLISHED}(docs/mistakes|faq)/[a-z0-9-]+\.html$", done.stdout, re.MULTILINE)
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_explained_in_any_folder(installed: Path, tmp_path: Path) -> None:
    store = tmp_path / "image.ome.zarr"
    store.mkdir()
    (store / ".zgroup").write_text('{"zarr_format": 2}')
    (store / ".zattrs").write_text('{"multiscales": [{"version": "0.4", "datasets": []}]}')
    before = files(tmp_path)
    done = run(installed, tmp_path, "explain", "image.ome.zarr")
    assert done.returncode == 1, done.stderr
    pages = re.findall(rf"^  {PUBLISHED}(docs/mistakes/[a-z0-9-]+)\.html$", done.stdout, re.MULTILINE)
    assert pages and all((ROOT / f"{page}.yaml").is_file() for page in pages)
    code = """
from helpdesk_omezarr import explain
found = explain("image.ome.zarr")  # without the guard that processes of their own ask for
print(found.valid, found.version, [one.page for one in found.findings if one.page][0])
print(explain("nowhere").valid)
"""
    asked = run(installed, tmp_path, code=code)
    assert asked.stderr == ""
    assert asked.stdout.split()[:2] == ["False", "0.4"] and PUBLISHED in asked.stdout
    assert asked.stdout.split()[-1] == "None"
    assert files(tmp_path) == before, "a question leaves nothing behind"


def test_without_the_extra_one_line_says_what_to_install(installed: Path, tmp_path: Path) -> None:
    hidden = (
        "import sys; sys.modules |= dict.fromkeys(['yaozarrs', 'ome_zarr_models', 'zarr', 'numpy', 'jsonschema'])\n"
    )
    code = f"{hidden}from helpdesk.cli import main; sys.exit(main(['explain', 'image.ome.zarr']))"
    done = run(installed, tmp_path, code=code)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'helpdesk: explain needs the validators: pip install "ome-zarr-help-desk[explain]"\n'
    assert (
        run(installed, tmp_path, code=f"{hidden}from helpdesk_omezarr import define; define('chunk')").returncode == 0
    )


@pytest.mark.parametrize("missing", ["yaozarrs", "ome_zarr_models"])
def test_one_of_the_validators_is_enough(installed: Path, tmp_path: Path, missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None\n"
    code += "from helpdesk.cli import main; sys.exit(main(['explain', 'image.ome.zarr']))"
    done = run(installed, tmp_path, code=code)
    assert done.stderr == "helpdesk: there is no image.ome.zarr\n"


@pytest.mark.parametrize(
    "command", ["check", "site", "examples", "links", "ids", "ids --write", "schema", "forms --write"]
)
def test_what_needs_a_help_desk_says_so_where_there_is_none(installed: Path, tmp_path: Path, command: str) -> None:
    done = run(installed, tmp_path, *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("helpdesk: .: no folder `glossary` here;") and done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "no folder `glossary` here, and no installed package brings a help desk; name the folder of one"),
        (["--desk", "kitchen"], "kitchen: no folder `glossary` here; name the folder of a help desk"),
    ],
)
def test_where_no_package_brings_a_desk_its_folder_is_asked_for(
    given: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("helpdesk.model.installed.entry_points", lambda group: [])
    assert main(["define", "chunk", *given]) == 2
    assert capsys.readouterr().err == f"helpdesk: {says}\n"
    Path("message.txt").write_text("KeyError")
    assert main(["message", "message.txt", *given[1:]]) == 2
    assert capsys.readouterr().err.startswith(f"helpdesk: {says.partition(';')[0]}; name the folder of")


def closure(*asked: str) -> Iterator[tuple[str, int]]:
    """The packages that ``asked`` bring with them, with their size in bytes."""
    todo, seen = [Requirement(one) for one in asked], set[tuple[str, str]]()
    while todo:
        wanted = todo.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        for extra in ("", *wanted.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                found = distribution(name)
            except PackageNotFoundError:
                pytest.fail(f"{name} is not installed here: its size is not known")
            needed = [Requirement(line) for line in found.requires or []]
            todo += [one for one in needed if one.marker is None or one.marker.evaluate({"extra": extra})]
            if not extra:
                places = [Path(str(path.locate())) for path in found.files or []]
                yield name, sum(place.stat().st_size for place in places if place.is_file())


def test_the_extra_for_explain_is_small() -> None:
    sizes = dict(closure("ome-zarr-help-desk[explain]"))
    assert {"zarr", "yaozarrs", "ome-zarr-models", "sphinx"} <= sizes.keys()
    assert not {"dask", "scipy", "tensorstore"} & sizes.keys()
    assert sum(sizes.values()) <= 250_000_000
    assert not {"zarr", "numpy"} & dict(closure("ome-zarr-help-desk")).keys()
