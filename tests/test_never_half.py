"""A build that fails, is killed, meets another build, a full disk or damaged files never leaves half a site."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import FILES, Site, files

from helpdesk.cli import main
from helpdesk.sphinx.site import build_site

BUILD = "import sys; from helpdesk.cli import main; sys.exit(main(['site', sys.argv[1]]))"


def pages(shown: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in shown.items() if name.endswith(".html") and not name.startswith("_static")}


def start(site: Site, before: str = "") -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{BUILD}", str(site.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def edit(site: Site, number: int) -> None:
    path = site.root / "glossary/whisk.yaml"
    path.write_text(re.sub(r"size\.( Edit \d+\.)?", f"size. Edit {number}.", path.read_text()))


def test_a_killed_build_leaves_the_last_site_whole(site: Site, tmp_path: Path) -> None:
    assert site.build()
    good = [files(site.html)]
    edit(site, 0)
    began = time.monotonic()
    child = start(site)
    said = child.communicate()
    assert child.returncode == 0, said
    whole = time.monotonic() - began
    good.append(files(site.html))
    chance = random.Random(8)
    killed = 0
    for number in range(1, 6):
        edit(site, number)
        child = start(site)
        time.sleep(whole * chance.uniform(0.3, 1.0))
        killed += child.poll() is None
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        shown = files(site.html)
        if shown not in good:
            assert shown.keys() == good[0].keys()
            assert f"Edit {number}.".encode() in shown["glossary/whisk.html"]
            assert all(page.rstrip().endswith(b"</html>") for page in pages(shown).values())
            good.append(shown)
    assert killed >= 2
    child = start(site)
    said = child.communicate()
    assert child.returncode == 0, said
    other = Site(tmp_path / "other")
    shutil.copytree(site.root, other.root, ignore=shutil.ignore_patterns("_build"))
    assert other.build()
    assert files(site.html) == files(other.html), "nothing of the killed builds may stay"


def test_two_builds_at_once_do_not_mix(site: Site) -> None:
    children = [start(site), start(site)]
    said = [child.communicate() for child in children]
    assert [child.returncode for child in children] == [0, 0], said
    assert any(b"another build is running here" in out for out, _ in said)
    assert (site.html / "glossary/whisk.html").is_file()
    assert len(list((site.root / "_build/sites").iterdir())) <= 2


def test_the_next_site_is_made_without_touching_the_one_that_is_shown(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.root)
    assert site.build()
    for number in range(1, 4):
        shown, linked = site.html.resolve(), site.root.parent / f"linked-{number}"
        before = files(shown)
        shutil.copytree(shown, linked, copy_function=os.link)  # the same bytes on disk, under another name
        edit(site, number)
        assert build_site(Path(), Path("_build"))  # as `helpdesk site` calls it
        assert files(linked) == before
        assert site.html.resolve() != shown
        made = files(site.root / "_build/work/html")
        assert files(site.html) == {name: made[name] for name in made if not name.startswith(".")}


def test_files_that_cannot_grow_are_a_clear_error(site: Site) -> None:
    assert site.build()
    before = files(site.html)
    edit(site, 1)
    # The kernel refuses every file over 6 KB, as it refuses all files when the disk is full.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))"
    child = start(site, limit)
    _, said = child.communicate()
    assert child.returncode in (1, 2)
    assert b"File too large" in said
    assert b"Traceback" not in said
    assert files(site.html) == before
    assert site.build()
    assert b"Edit 1." in (site.html / "glossary/whisk.html").read_bytes()


def test_a_full_disk_is_a_clear_error(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.build()
    before = files(site.html)
    edit(site, 1)

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(shutil, "copy2", full)
    assert main(["site", str(site.root)]) == 2
    said = capsys.readouterr().err
    assert "No space left on device" in said
    assert "_build/sites" in said
    assert files(site.html) == before
    monkeypatch.undo()
    assert site.build()
    assert b"Edit 1." in (site.html / "glossary/whisk.html").read_bytes()


@pytest.fixture(scope="module")
def healing(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A built site. What heals there is whole again for the next test."""
    site = Site(shutil.copytree(FILES / "site", tmp_path_factory.mktemp("healing") / "site"))
    site.edit("conf.py", "project =", "html_title = 'First'\nproject =")
    assert site.build()
    return site


@pytest.mark.parametrize(
    "name",
    ["doctrees/environment.pickle", "doctrees/glossary/index.doctree", "doctrees/entries.json"],
)
@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "gone"])
def test_damaged_caches_heal(healing: Site, name: str, damage: str) -> None:
    site = healing
    before = files(site.html)
    kept_files = sorted((site.root / "_build/work").glob(name))
    assert kept_files
    for path in kept_files:
        kept = path.read_bytes()
        match damage:
            case "gone":
                path.unlink()
            case "empty":
                path.write_bytes(b"")
            case "cut":
                path.write_bytes(kept[: len(kept) // 2])
            case "garbage":
                path.write_bytes(kept[:64] + bytes(random.Random(5).randbytes(len(kept) - 64)))
    # With another title every page is written again from what was kept.
    conf = site.root / "conf.py"
    conf.write_text(re.sub("html_title = .*", f"html_title = '{damage} {name}'", conf.read_text()))
    assert site.build()
    after = files(site.html)
    assert after.keys() == before.keys()
    assert all(f"{damage} {name}".encode() in page for page in pages(after).values())
