"""Sessions: commands on our own pages are run by the build, kept, and shown; a page that says otherwise is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaozarrs
from conftest import FILES, Site

from helpdesk_omezarr.examples.run import run_examples
from helpdesk_omezarr.stores import session
from helpdesk_omezarr.stores.command import CannotRun, Said
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.session import Session, run_session

VALIDATE = "yaozarrs validate image.ome.zarr"
BREAK = ("image.ome.zarr/zarr.json", '"axes"', '"axis"')


@pytest.fixture(scope="module")
def project(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an example, and in `out` what it wrote."""
    root = tmp_path_factory.mktemp("project")
    folder = root / "docs/examples/image"
    folder.mkdir(parents=True)
    shutil.copyfile(FILES / "examples/good/v05.py", folder / "v05.py")
    front = (FILES / "examples/good/index.md").read_text()
    front = front.replace("order: 1\n", 'order: 1\nabsent: {"0.4": no, "0.6": no}\n')
    (folder / "index.md").write_text(f"{front}\n```{{example}}\n```\n")
    run_examples(root, root / "out", root / "cache", sandbox, progress=lambda _: None)
    return root


@pytest.fixture
def store(project: Path) -> Path:
    return project / "out/stores/image/v05/image.ome.zarr"


def run(store: Path, tmp_path: Path, command: str, replace: tuple[str, str, str] | None = None) -> Said:
    return run_session(Session((command,), replace), store, tmp_path / "cache")[0]


def test_a_command_says_what_a_reader_would_see(store: Path, tmp_path: Path) -> None:
    said = run(store, tmp_path, VALIDATE)
    assert said == Said(0, "✓ Valid OME-Zarr store\n  Version: 0.5\n  Type: Image\n")
    info = run(store, tmp_path, "ome_zarr info image.ome.zarr").output
    assert "\n/home/you/image.ome.zarr [zgroup]\n" in info, "no path of this machine"
    assert "Label object>" in info and "0x" not in info, "the same in every run"


def test_a_broken_copy_is_refused_and_the_store_stays_whole(store: Path, tmp_path: Path) -> None:
    said = run(store, tmp_path, VALIDATE, BREAK)
    assert said.status == 2
    assert "multiscales.0.axes" in said.output
    assert run(store, tmp_path, VALIDATE).status == 0


def test_a_named_address_is_served_meanwhile(store: Path, tmp_path: Path) -> None:
    said = run(store, tmp_path, "ome_zarr info http://127.0.0.1:8000/image.ome.zarr")
    assert said.status == 0
    assert "\nhttp://127.0.0.1:8000/image.ome.zarr/ [zgroup]\n" in said.output


def test_a_session_is_kept_until_something_changes(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    real = session.run_command
    monkeypatch.setattr(session, "run_command", lambda command, *rest: ran.append(command) or real(command, *rest))
    first = run(store, tmp_path, VALIDATE)
    assert run(store, tmp_path, VALIDATE) == first
    assert len(ran) == 1
    run(store, tmp_path, VALIDATE, BREAK)
    other = shutil.copytree(store, tmp_path / "other" / store.name)
    (other / "zarr.json").write_text("{}")
    run(other, tmp_path, VALIDATE)
    assert len(ran) == 3
    for kept in (tmp_path / "cache").iterdir():
        kept.write_bytes(kept.read_bytes()[:50])
    assert run(store, tmp_path, VALIDATE) == first
    assert len(ran) == 4


@pytest.mark.parametrize(
    ("command", "replace", "why"),
    [
        ("rm -rf image.ome.zarr", None, "no such tool is installed"),
        ("ome_zarr info https://example.org/image.ome.zarr", None, "uses the network beyond this machine"),
        (VALIDATE, ("image.ome.zarr/none.json", "a", "b"), "there is no file"),
        (VALIDATE, ("../image.ome.zarr", "a", "b"), "there is no file"),
        (VALIDATE, ("image.ome.zarr/zarr.json", "nothing", "b"), "has no nothing"),
    ],
)
def test_what_cannot_run_says_why(
    store: Path, tmp_path: Path, command: str, replace: tuple[str, str, str] | None, why: str
) -> None:
    with pytest.raises(CannotRun, match=why):
        run(store, tmp_path, command, replace)


def shown(site: Site, project: Path, *lines: str) -> bool:
    """Build a site whose guide has a session with these lines, the first of them beside its name."""
    shutil.copytree(project / "docs/examples", site.root / "docs/examples")
    shutil.copytree(project / "cache", site.root / "_build/work/examples")
    text = "\n".join(lines)
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/mixing\ndocs/examples/image/index\n")
    site.edit("docs/guide/mixing.md", "Take a", f"```{{session}} {text}\n```\n\nTake a")
    return site.build()


def test_a_page_shows_commands_and_what_they_said(site: Site, project: Path) -> None:
    assert shown(site, project, "image:v05", VALIDATE)
    page = site.pages()["docs/guide/mixing.html"]
    assert '<span class="gp">$ </span>yaozarrs' in page
    assert "✓ Valid OME-Zarr store" in page
    assert f"OME-Zarr 0.5, with yaozarrs {yaozarrs.__version__}." in page


def test_a_command_that_must_fail_may_fail(site: Site, project: Path) -> None:
    assert shown(
        site, project, "image:v05", ":replace: image.ome.zarr/zarr.json '\"axes\"' axis", ":status: 2", VALIDATE
    )
    page = site.pages()["docs/guide/mixing.html"]
    assert "ends with exit status 2" in page


@pytest.mark.parametrize(
    ("lines", "line", "why"),
    [
        (["image:v05", ":status: 1", "", "yaozarrs --help", VALIDATE], 9, "ended with status 0, not 1"),
        (["image:v07", VALIDATE], 6, "no example `image` wrote a store with `v07`"),
        (["image:v05", ":replace: one two", VALIDATE], 6, "takes three words"),
        (["image:v05", "napari image.ome.zarr"], 6, "no such tool is installed"),
    ],
)
def test_a_page_that_says_otherwise_is_named(
    site: Site, project: Path, lines: list[str], line: int, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not shown(site, project, *lines)
    told = capsys.readouterr().err
    assert f"docs/guide/mixing.md:{line}: WARNING: E150" in told
    assert why in told


def test_a_contributed_entry_may_run_nothing(site: Site) -> None:
    site.edit("glossary/bowl.yaml", "body: |", f"body: |\n  ```{{session}} image:v05\n  {VALIDATE}\n  ```\n")
    (problem,) = site.check()
    assert problem.code == "M303"
    assert "session" in problem.message
