"""Fixtures: small sites that a test may change, check and build."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import xdist
from editing import Editor
from playwright.sync_api import Browser, Page, sync_playwright
from serving import serve

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem
from helpdesk.rules import check
from helpdesk.sphinx.site import build_site
from helpdesk_omezarr.stores import processes
from helpdesk_omezarr.stores.sandbox import Sandbox

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).parent.parent
# Parts of Chromium that no test meets. Every window loads two pages for its address bar: half of what a window costs.
# Chromium reads only the last such list, so the ones that Playwright leaves out for truth and quiet stand here again.
WITHOUT = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled", "PreconnectToSearch"]
WITHOUT += ["AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect", "PaintHolding"]
WITHOUT += ["HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "ThirdPartyStoragePartitioning", "MediaRouter"]
WITHOUT += ["DestroyProfileOnBrowserClose", "LensOverlay", "OptimizationHints", "NetworkTimeServiceQuerying"]
# A process started in case another site is opened, by each window anew.
WITHOUT += ["SpareRendererForSitePerProcess"]
# Long files first, so that no process has one left when the others are done. The first builds the real site, for which
# many wait; the next three do without it.
FIRST = ["browser_axe", "guest", "never_half", "tools", "browser_check_same", "browser_edit_same"]
FIRST += ["browser_edit", "browser", "explain_kinds", "installed", "stores_validators", "build", "pasted_code"]
FIRST += ["explain", "other_site", "yardstick", "matching", "same_bytes", "browser_reading", "mutants", "pages"]
FIRST += ["form_and_check", "browser_check_safe", "browser_check_kept", "hostile", "links", "pictures"]
PLACES = {
    "term": "glossary/{}.yaml",
    "question": "faq/{}.yaml",
    "mistake": "docs/mistakes/{}.yaml",
    "channels": "docs/channels.yaml",
    "guide": "docs/guide/{}.md",
    "data": "docs/_data/{}.yaml",
    "index": "glossary/index.md",
    "list": "docs/_data/ids.txt",
    "example": "docs/examples/{}/index.md",
    "script": "docs/examples/{}",
}


def pytest_sessionstart(session: pytest.Session) -> None:
    if xdist.is_xdist_controller(session):
        return
    # The first command to ask would choose what is imported there: `explain` chooses less than what a script needs.
    processes.start()
    # A collection looks at all that a process holds, which here is more than what a command holds.
    gc.set_threshold(100_000, 50, 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {f"test_{name}": number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(FIRST)))


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of each file in ``folder`` and below."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass
class Site:
    """A small help desk in a folder of its own."""

    root: Path

    def path(self, name: str, kind: str) -> Path:
        """Where a file of ``kind`` with the id ``name`` stands."""
        return self.root / PLACES[kind].format(name)

    def put(self, source: Path, name: str, kind: str) -> Path:
        path = self.path(name, kind)
        if source.is_dir():  # several files that are wrong together
            shutil.copytree(source, self.root, dirs_exist_ok=True)
            pages = [page.relative_to(source) for page in sorted(source.rglob("docs/**/*.md"))]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
            pages = [path.relative_to(self.root)] if kind in ("guide", "example") else []
        for page in pages:
            self.edit("index.md", "docs/guide/mixing\n", f"docs/guide/mixing\n{page.with_suffix('')}\n")
        return path

    def edit(self, relative: str, old: str, new: str) -> None:
        path = self.root / relative
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{relative} has no {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def wear_our_look(self) -> None:
        """Use the theme of the help desk."""
        self.edit("conf.py", 'html_theme = "pydata_sphinx_theme"', 'html_theme = "helpdesk"')
        self.edit("conf.py", 'html_theme_options = {"navbar_align": "left"}\n', "")

    @property
    def html(self) -> Path:
        return self.root / "_build/html"

    def build(self) -> bool:
        return build_site(self.root, self.root / "_build")

    def pages(self) -> dict[str, str]:
        """The text of every built page, by its address."""
        return {str(path.relative_to(self.html)): path.read_text("utf-8") for path in self.html.rglob("*.html")}

    def check(self) -> list[Problem]:
        return check(Catalog.load(self.root))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    shutil.copytree(FILES / "site", tmp_path / "site")
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """The entries of this repository, read once. Nobody changes them."""
    return Catalog.load(ROOT)


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The real site, built as `make site` builds it, once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "site.built").exists():
            # In a process of its own: Playwright's event loop, if it runs here, does not survive Sphinx's forks.
            run = [sys.executable, "-c", "import sys; from helpdesk.cli import main; sys.exit(main(['site']))"]
            done = subprocess.run(run, cwd=ROOT, check=False)
            assert done.returncode == 0, "the real site has problems: run `make site`"
            (shared / "site.built").touch()
    return ROOT / "_build/html"


@pytest.fixture(scope="session")
def base_url(built_site: Path) -> Iterator[str]:
    """The address of the real site on a loopback server."""
    with serve(built_site) as url:
        yield url


@pytest.fixture(scope="module")
def editor(browser: Browser, base_url: str) -> Iterator[Editor]:
    page = browser.new_page()
    yield Editor(page, base_url)
    page.close()


@pytest.fixture(scope="module")
def still_page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing moves."""
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; a missing one is an error that says what to do, never a skip."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert chromium, "no Chromium: run the tests with `make test`, or set CHROMIUM to the path of one"
    # Without these it tries to reach its maker's hosts at every start.
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    quiet.append(f"--disable-features={','.join(WITHOUT)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-quic", *quiet]
        )
        yield browser
        browser.close()
