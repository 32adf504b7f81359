"""The libraries of the checker: pinned, brought once, and a plain word where they cannot be had."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Site

NPM = ROOT / "scripts/helpdesk_omezarr/check/npm"
DATA = ("install.yaml", "tools-computed.yaml")
PAGE = "---\nshort: Look at your own bread.\n---\n# Check\n\n```{check-data}\n```\n"


@pytest.fixture
def checked_site(site: Site) -> Site:
    """A small help desk with the checker on a page."""
    (site.root / "docs/check.md").write_text(PAGE)
    index = site.root / "index.md"
    index.write_text(f"{index.read_text()}\n```{{toctree}}\n:hidden:\n\ndocs/check\n```\n")
    return site


def no_npm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program npm be one that cannot reach its registry."""
    folder.mkdir()
    (folder / "npm").write_text("#!/bin/sh\necho 'npm error network request failed' >&2\nexit 1\n")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_each_package_is_pinned_with_a_digest() -> None:
    lock = json.loads((NPM / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert {"node_modules/@cfworker/json-schema", "node_modules/zarrita", "node_modules/esbuild"} <= packages.keys()
    assert [name for name, one in packages.items() if not one.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
    wanted = json.loads((NPM / "package.json").read_text())
    versions = wanted["dependencies"] | wanted["devDependencies"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in versions} == versions


def test_where_npm_fails_the_build_says_so_and_the_last_site_stays(
    checked_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    no_npm(tmp_path / "bin", monkeypatch)
    assert not checked_site.build()
    said = capfd.readouterr().err
    assert (
        "the libraries of the checker are missing: npm could not bring them: npm error network request failed" in said
    )
    assert "Traceback" not in said
    assert not checked_site.html.exists()


def test_where_npm_fails_the_page_that_describes_says_so(
    checked_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    page = checked_site.root / "docs/check.md"
    page.write_text(page.read_text().replace("check-data", "describe-image"))
    no_npm(tmp_path / "bin", monkeypatch)
    assert not checked_site.build()
    said = capfd.readouterr().err
    assert said.count("R446 `describe-image` shows") == len(DATA)
    assert "Traceback" not in said
    (checked_site.root / "docs/_data").mkdir()
    for name in DATA:
        shutil.copyfile(ROOT / "docs/_data" / name, checked_site.root / "docs/_data" / name)
    assert not checked_site.build()
    said = capfd.readouterr().err
    assert "docs/check.md: WARNING: the scripts of the page cannot be bundled: npm could not bring them" in said
    assert "Traceback" not in said


def test_they_are_brought_once(checked_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked_site.build()
    made = {path.name for path in (checked_site.html / "check").iterdir()}
    assert {"zarrita.js", "licenses.txt", "data.json", "start.js", "worker.js"} <= made
    licenses = (checked_site.html / "check/licenses.txt").read_text()
    assert "@cfworker/json-schema" in licenses
    assert "zarrita" in licenses
    no_npm(tmp_path / "bin", monkeypatch)
    page = checked_site.root / "docs/check.md"
    page.write_text(page.read_text() + "\nOnce more.\n")
    assert checked_site.build()


def test_a_site_without_the_page_has_no_libraries(site: Site) -> None:
    assert site.build()
    assert not (site.html / "check").exists()
