"""A desk on another subject: what ``helpdesk init`` writes works, and entries are all that it takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Site, files
from playwright.sync_api import Browser, Page
from serving import serve

HERE = Path(__file__).parent
# What the extra `zarr` brings. An import of any of them fails as if it were not installed.
BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class Blocker(MetaPathFinder):
    names = {"zarr", "ngff_zarr", "yaozarrs", "ome_zarr", "ome_zarr_models", "tensorstore", "numpy", "jsonpatch",
             "jsonschema", "tifffile", "dask", "time_machine"}
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())
from helpdesk.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(*words: str | Path, where: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED, *map(str, words)]
    return subprocess.run(command, cwd=where, env=dict(os.environ), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def bread(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A new desk with some entries, built."""
    root = tmp_path_factory.mktemp("desk") / "bread"
    done = run("init", root, "--address", "https://example.org/bread/", "--issues", "https://example.org/bread/issues")
    assert done.returncode == 0, done.stderr
    for command in ("check", "site"):
        done = run(command, root)
        assert (done.returncode, done.stderr) == (0, ""), f"{command} of what `init` wrote: {done.stdout}"
    shutil.copytree(HERE / "other-site", root, dirs_exist_ok=True)
    for command in ("check", "site"):
        done = run(command, root)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return Site(root)


def test_entries_are_all_that_a_desk_takes(bread: Site) -> None:
    pages = bread.pages()
    assert {"glossary/sourdough.html", "faq/why-flat.html", "glossary/index.html", "404.html"} <= pages.keys()
    assert 'href="proofing.html"' in pages["glossary/sourdough.html"]
    data = json.loads((bread.html / "helpdesk.json").read_text())
    assert {entry["ref"] for entry in data["entries"]} >= {"glossary/starter", "faq/why-flat", "glossary/glossary"}
    assert "https://example.org/bread/glossary/starter.html" in (bread.html / "sitemap.xml").read_text()
    zarr = [name for name, text in pages.items() if "zarr" in text.casefold()]
    assert zarr == [], "a desk on bread says nothing of microscopes"
    for path in (bread.root / "glossary").glob("*.yaml"):
        first = path.read_text().split("\n")[0]
        if "$schema=" in first:
            assert (path.parent / first.partition("$schema=")[2]).is_file()


def test_a_new_term_passes_the_checks(bread: Site) -> None:
    given = ["--set", "category=dough", "--set", "short=What the loaf is baked on.", "--set", "body=It is hot."]
    done = run(
        "new",
        "term",
        "Stone",
        "--root",
        bread.root,
        *given,
        "--source",
        "https://example.org/stone",
        "--supports",
        "what it is",
    )
    assert done.returncode == 0, done.stderr
    checked = run("check", bread.root)
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout
    (bread.root / "glossary/stone.yaml").unlink()


def test_nothing_is_overwritten(bread: Site) -> None:
    before = files(bread.root)
    done = run("init", bread.root)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "is there already" in done.stderr
    assert files(bread.root) == before


def test_a_desk_without_categories_is_told_so(bread: Site, tmp_path: Path) -> None:
    shutil.copytree(bread.root, tmp_path / "desk", ignore=shutil.ignore_patterns("_build"))
    index = tmp_path / "desk/glossary/index.md"
    index.write_text("# Words\n\n```{glossary-index}\n```\n")
    done = run("check", tmp_path / "desk")
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if "R400" in line]
    assert len(told) == 1 and told[0].startswith("glossary/index.md:1: R400") and "categories:" in told[0]


@pytest.mark.parametrize("guest", [False, True])
def test_what_init_writes_is_all_that_it_says(tmp_path: Path, guest: bool) -> None:
    done = run("init", "help", *(["--guest"] if guest else []), where=tmp_path)
    there = files(tmp_path / "help").keys()
    assert f"{len(there)} files are written" in done.stdout
    assert {"glossary/index.md", "faq/index.md", "docs/channels.yaml", "docs/schemas/term.json", "index.md"} <= there
    assert ({"conf.py", ".github/workflows/publish.yml", "README.md"} <= there) is not guest
    assert ('helpdesk_root = "help"' in done.stdout) is guest
    left = [name for name, data in files(tmp_path / "help").items() if b"@title@" in data or b"@today@" in data]
    assert left == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def test_the_new_desk_in_the_browser(bread: Site, page: Page) -> None:
    with serve(bread.html) as url:
        page.goto(f"{url}/search.html?q=starter")
        page.locator("[data-entry=starter] a").first.wait_for()
        page.goto(f"{url}/glossary/index.html")
        page.get_by_label("Words in it").fill("starter")
        page.wait_for_function("document.querySelector('form.filter output').textContent.includes(' of ')")
        assert page.locator("dl.entries dt:visible").count() < 4
        page.goto(f"{url}/faq/why-flat.html")
        page.locator("article a", has_text="proofing").first.hover()
        page.locator("#term-card").wait_for()
        assert "last rest" in page.locator("#term-card").inner_text()
        page.emulate_media(media="print")
        assert page.locator(".bd-header").is_hidden() and page.locator("h1").is_visible()
        page.emulate_media(media="screen")
        for name in ("glossary/starter.html", "index.html"):
            page.goto(f"{url}/{name}")
            assert page.evaluate("getComputedStyle(document.querySelector('.bd-header')).borderBottomStyle") == "solid"
