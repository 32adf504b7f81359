"""A help desk below a folder of somebody else's site: theirs stays as it was, ours works there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import FILES, Site, files
from playwright.sync_api import Browser, Page
from serving import serve

HERE = Path(__file__).parent
THEMES = ["pydata_sphinx_theme", "furo", "alabaster"]
OUR_LINK = "\n\nBeat the glaze with a :term:`whisk`. A :term:`bowl` is a bowl.\n"
OUR_LINK += "\n:ref:`channel-neighbor` knows :doc:`/help/faq/lumps` and :doc:`the dough </help/glossary/batter>`.\n"


@dataclass
class Host:
    root: Path
    theme: str
    out: str = "html"

    @property
    def html(self) -> Path:
        return self.root.with_name(self.out)

    def build(
        self, *, desk: bool, out: str = "", options: Sequence[str] = (), **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Build as whose site it is does: with Sphinx's own command, warnings as errors."""
        self.out = out or self.out
        env = os.environ | {"HOST_THEME": self.theme, "HOST_HELP": "1" if desk else "", "SOURCE_DATE_EPOCH": "0"} | more
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-n",
            "-W",
            "--keep-going",
            "-d",
            f"{self.html}.trees",
            *options,
        ]
        return subprocess.run(
            [*command, str(self.root), str(self.html)], env=env, capture_output=True, text=True, check=False
        )


def make_host(folder: Path, theme: str) -> Host:
    host = Host(folder / "host", theme)
    shutil.copytree(HERE / "host", host.root)
    for name in ("glossary", "faq"):
        shutil.copytree(FILES / "site" / name, host.root / "help" / name)
    (host.root / "help/docs").mkdir()
    shutil.copy(FILES / "site/docs/channels.yaml", host.root / "help/docs")
    (host.root / "help/index.md").write_text(
        "# Help\n\n```{toctree}\nglossary/index\nfaq/index\n```\n\n"
        "{doc}`Where to ask <docs/channels>`\n\n```{search-box}\n```\n"
    )
    for path in (host.root / "help").rglob("*.yaml"):  # what only the whole small site has
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"\{example\}`[^`]*`", "an example", text))
    return host


@pytest.fixture(scope="module", params=THEMES)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """The same site without us in ``before``, and with us in ``html``."""
    host = make_host(tmp_path_factory.mktemp("host"), request.param)
    done = host.build(desk=False, out="before")
    assert done.returncode == 0, done.stderr
    page = host.root / "guide/kiln.rst"
    index = host.root / "index.rst"
    index.write_text(index.read_text() + "   help/index\n")
    page.write_text(page.read_text() + OUR_LINK)
    done = host.build(desk=True, out="html")
    assert (done.returncode, done.stderr) == (0, "")
    return host


def test_what_was_there_stays(host: Host) -> None:
    before, now = files(host.html.with_name("before")), files(host.html)
    ours = {name for name in now if name.startswith("help/")}
    assert now.keys() - ours - before.keys() <= {
        "_sources/help/index.md.txt",
        "_sources/help/glossary/index.md.txt",
        "_sources/help/faq/index.md.txt",
    }
    assert before.keys() <= now.keys()
    different = {name for name in before if before[name] != now[name]}
    # Pages of theirs show the new entry of their table of contents; their index and inventory have our pages too.
    theirs = {name for name in different if not name.endswith(".html")}
    assert theirs <= {
        "searchindex.js",
        "objects.inv",
        ".buildinfo",
        "_sources/index.rst.txt",
        "_sources/guide/kiln.rst.txt",
    }
    for name in ("0.4/index.html", "old/kiln.html"):
        assert name not in different
    policies = [name for name, data in now.items() if name.endswith(".html") and b"Content-Security-Policy" in data]
    assert policies == []
    for name in ("search.html", "genindex.html", "words.html"):
        assert b"_helpdesk" not in now[name] and b"application/ld+json" not in now[name], name
    assert "readme.html" not in now


@pytest.mark.parametrize("host", ["alabaster"], indirect=True)
def test_their_pages_link_to_channels_and_entries(host: Host) -> None:
    page = (host.html / "guide/kiln.html").read_text("utf-8")
    links = re.findall(r'<a class="reference internal" href="\.\./help/([^"]+)"[^>]*>(?:<[^>]+>)*([^<]+)<', page)
    assert set(links) >= {
        ("docs/channels.html#channel-neighbor", "The neighbor"),
        ("faq/lumps.html", "Why does my batter have lumps?"),
        ("glossary/whisk.html", "whisk"),
        ("glossary/batter.html", "the dough"),
    }


@pytest.mark.parametrize("host", ["alabaster"], indirect=True)
def test_a_second_build_removes_only_what_was_ours(host: Host) -> None:
    gone = host.root / "help/glossary/batter.yaml"
    text = gone.read_text()
    for path in (host.root / "help").rglob("*.yaml"):
        path.write_text(path.read_text().replace("{term}`batter`", "batter"))
    gone.unlink()
    (host.html / "help/glossary/own.html").write_text("written by another extension")
    done = host.build(desk=True)
    assert (host.html / "help/glossary/own.html").is_file()
    assert not (host.html / "help/glossary/batter.html").exists(), done.stderr
    assert (host.html / "help/glossary/whisk.html").is_file()
    (host.html / "help/glossary/own.html").unlink()
    gone.write_text(text)
    assert host.build(desk=True).returncode in (0, 1)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    yield page
    page.close()
    assert wrong == []


def test_it_works_in_the_browser(host: Host, page: Page) -> None:
    with serve(host.html) as url:
        page.goto(f"{url}/guide/kiln.html")
        assert page.evaluate("window.host") == "runs"
        link = page.locator("a[href$='help/glossary/whisk.html']")
        link.hover()
        card = page.locator("helpdesk-card .card")
        card.wait_for()
        assert "wire loops" in card.inner_text()
        assert page.locator("a[href$='words.html#term-Bowl']").count() == 1, "their own word comes first"
        page.keyboard.press("Escape")
        link.click()
        assert page.locator("h1").first.inner_text().startswith("Whisk")
        page.goto(f"{url}/help/glossary/index.html")
        page.get_by_label("Words in it").fill("loops")
        page.wait_for_function("document.querySelector('form.filter output').textContent.startsWith('1 of')")
        assert page.locator("dl.entries dt:visible").all_inner_texts()[0].startswith("Whisk")
        page.goto(f"{url}/help/index.html")
        page.locator("form.helpdesk input[name=q]").fill("whisk")
        page.locator("form.helpdesk + .results [data-entry=whisk] a").click()
        page.wait_for_url(f"{url}/help/glossary/whisk.html")
        # Their search brings a summary of each page that it found.
        page.goto(f"{url}/search.html?q=batter", wait_until="networkidle")
        page.locator("a[href*='help/glossary/batter.html']").first.wait_for()


def test_another_builder_is_told(tmp_path: Path) -> None:
    done = make_host(tmp_path, "alabaster").build(desk=True, options=["-b", "dirhtml"])
    assert done.returncode != 0
    assert "helpdesk.sphinx makes pages with the builder `html`, not with `dirhtml`" in done.stderr


def test_processes_side_by_side_make_the_same_site(tmp_path: Path) -> None:
    host = make_host(tmp_path, "alabaster")
    index = host.root / "index.rst"
    index.write_text(index.read_text() + "   help/index\n")
    page = host.root / "guide/kiln.rst"
    page.write_text(page.read_text() + OUR_LINK)
    made = []
    for out, options in (("one", ()), ("two", ("-j", "2"))):
        done = host.build(desk=True, out=out, options=options)
        assert (done.returncode, done.stderr) == (0, "")
        made.append({name: data for name, data in files(host.html).items() if name != ".buildinfo"})
    assert made[0] == made[1]


def test_our_own_look_is_made_by_processes_side_by_side_too(site: Site, tmp_path: Path) -> None:
    site.wear_our_look()
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-j", "2", site.root, tmp_path / "made"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_our_look_in_a_site_of_others_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = make_host(tmp_path, "helpdesk").build(desk=True)
    assert done.returncode == 2
    assert "`helpdesk` is the theme of a whole help desk: choose another, or remove `helpdesk_root`" in done.stderr


def test_another_extension_that_defines_term_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    clash = "def setup(app):\n    app.add_role_to_domain('std', 'term', lambda *a, **k: ([], []), override=True)\n"
    (site.root / "clash.py").write_text(clash)
    conf = site.root / "conf.py"
    text = conf.read_text().replace('["helpdesk.sphinx"]', '["helpdesk.sphinx", "clash"]')
    conf.write_text(f"import sys\nsys.path.insert(0, {str(site.root)!r})\n{text}")
    assert not site.build()
    said = capsys.readouterr().err
    assert said.startswith("helpdesk: ") and said.count("\n") == 1
    assert "another extension after helpdesk.sphinx defines `term` too" in said


def test_styles_touch_nothing_of_theirs() -> None:
    css = re.sub(
        r"/\*.*?\*/",
        "",
        (Path(__file__).parents[1] / "scripts/helpdesk/theme/guest.css").read_text("utf-8"),
        flags=re.S,
    )
    selectors = [one.strip() for block in re.findall(r"([^{}]+)\{[^{}]*\}", css) for one in block.split(",\n")]
    assert len(selectors) > 20
    assert [one for one in selectors if not one.startswith(".helpdesk")] == []


@pytest.mark.parametrize(
    ("conf", "says"),
    [
        ('helpdesk_root = "nowhere"', "there is no folder `nowhere/glossary`"),
        ("extensions.insert(0, 'clash')", "another extension before helpdesk.sphinx defines the role `question` too"),
        ("helpdesk_root = ''; html_theme = 'helpdesk'", "there is no folder `./glossary`"),
    ],
)
def test_what_cannot_work_is_told_in_one_line(tmp_path: Path, conf: str, says: str) -> None:
    """Sphinx's own command prints its report around it; `helpdesk site` nothing else."""
    host = make_host(tmp_path, "alabaster")
    (host.root / "clash.py").write_text("def setup(app):\n    app.add_role('question', lambda *a, **k: ([], []))\n")
    with (host.root / "conf.py").open("a") as file:
        file.write(f"\nimport sys\nsys.path.insert(0, {str(host.root)!r})\n{conf}\n")
    done = host.build(desk=True)
    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if "conf.py: " in line]
    assert says in line
