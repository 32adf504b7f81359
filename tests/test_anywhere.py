"""Our terms on pages of others: on any page with one line of HTML, in any project of Sphinx with one extension."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, Site
from playwright.sync_api import Browser, Page
from serving import serve

from helpdesk.reading.configuration import site_address

PUBLISHED = site_address(ROOT)


@dataclass
class Elsewhere:
    """A page of another origin, that links to our terms."""

    desk: str
    address: str


PAGE = """<!DOCTYPE html><html lang="en"><title>A lab's page</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {desk}; connect-src {desk}">
<body>
<p>Take a <a href="{desk}/glossary/whisk.html">whisk</a>, <a href="{desk}/glossary/bowl.html#sources">that bowl</a>
or <a href="{desk}/glossary/index.html">any word</a>, not <a href="https://example.org/glossary/whisk.html">theirs</a>.</p>
<script type="module" src="{desk}/_static/embed.js"></script></body></html>
"""


@pytest.fixture
def elsewhere(site: Site, tmp_path: Path) -> Iterator[Elsewhere]:
    conf = site.root / "conf.py"
    kept = [line for line in conf.read_text().splitlines() if not line.startswith("html_")]
    conf.write_text("\n".join([*kept, 'html_theme = "helpdesk"', ""]))
    assert site.build()
    folder = tmp_path / "lab"
    folder.mkdir()
    with serve(site.html, any_origin=True) as desk, serve(folder) as lab:
        (folder / "page.html").write_text(PAGE.format(desk=desk))
        yield Elsewhere(desk, f"{lab}/page.html")


def watched(browser: Browser, **options: bool) -> tuple[Page, list[str], list[str]]:
    """A page, what it asks for, and what goes wrong on it."""
    page = browser.new_context(**options).new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A browser asks for an icon, and alabaster for a style sheet, that nobody has.
    missing = "Failed to load resource"
    page.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and missing not in said.text else None
    )
    return page, asked, wrong


def test_cards_on_a_page_of_another_origin(elsewhere: Elsewhere, browser: Browser) -> None:
    page, asked, wrong = watched(browser)
    page.goto(elsewhere.address, wait_until="networkidle")
    assert [url for url in asked if "/cards/" in url] == [], "nothing is fetched before a reader asks"
    link, card = page.get_by_role("link", name="whisk"), page.locator("helpdesk-card .card")
    link.hover()
    card.wait_for()
    assert card.inner_text().startswith("Whisk") and "wire loops" in card.inner_text()
    box, at = card.bounding_box(), link.bounding_box()
    assert box and at and 0 <= box["y"] - (at["y"] + at["height"]) < 20 and abs(box["x"] - at["x"]) < 60
    page.keyboard.press("Escape")
    assert card.is_hidden()
    for name in ("any word", "theirs"):
        page.get_by_role("link", name=name).hover()
        page.wait_for_timeout(400)
        assert card.is_hidden(), name
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    card.wait_for()
    assert card.inner_text().startswith("Bowl")
    described = page.get_by_role("link", name="that bowl").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content().startswith("Bowl: ")  # type: ignore[union-attr]
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/bowl.html*")
    assert wrong == []
    page.go_back()
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert {url.split("/")[2] for url in asked} == {url.split("/")[2] for url in (elsewhere.desk, elsewhere.address)}
    page.context.close()


def test_cards_by_touch(elsewhere: Elsewhere, browser: Browser) -> None:
    page, _, wrong = watched(browser, has_touch=True)
    page.goto(elsewhere.address)
    page.wait_for_selector("helpdesk-card", state="attached")
    link = page.get_by_role("link", name="whisk")
    link.tap()
    page.locator("helpdesk-card .card").wait_for()
    assert page.url == elsewhere.address
    link.tap()
    page.wait_for_url("**/glossary/whisk.html")
    assert wrong == []
    page.context.close()


CONF = """
import socket

def refuse(*_):
    raise AssertionError("building asks no network")

socket.socket.connect = refuse
project = "A reader of images"
extensions = ["helpdesk.sphinx.terms"]
html_theme = "alabaster"
"""
INDEX = """
A reader
========

It reads one :term:`chunk` after the other, each :term:`chunks <chunk>` twice, in a :term:`Frobnicator`.

.. glossary::

   Frobnicator
      Our own word.

   Pyramid
      Ours too: see :term:`pyramid` of this page.

.. toctree::

   words
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.rst").write_text(INDEX)
    (tmp_path / "words.rst").write_text("Words\n=====\n\n.. used-terms::\n")
    return tmp_path


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", *options, str(project), str(project / "_html")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_words_in_the_documentation_of_a_project(project: Path, browser: Browser) -> None:
    done = build(project)
    assert (done.returncode, done.stderr) == (0, "")
    page = (project / "_html/index.html").read_text()
    assert page.count(f'href="{PUBLISHED}glossary/chunk.html"') == 2
    assert 'href="#term-Pyramid"' in page and 'href="#term-Frobnicator"' in page
    words = (project / "_html/words.html").read_text()
    assert words.count(f'href="{PUBLISHED}glossary/') == 1, "only what is used and not defined here"
    assert "compressed and read as one unit" in words
    # A further word in one document comes into the list of another one.
    index = project / "index.rst"
    index.write_text(index.read_text().replace("twice", "from a :term:`shard`"))
    assert build(project).returncode == 0
    assert f'href="{PUBLISHED}glossary/shard.html"' in (project / "_html/words.html").read_text()
    page_of, asked, wrong = watched(browser)
    with serve(project / "_html") as url:
        page_of.goto(f"{url}/index.html")
        page_of.get_by_role("link", name="chunk", exact=True).hover()
        card = page_of.locator("helpdesk-card .card")
        card.wait_for()
        assert "compressed and read as one unit" in card.inner_text()
        assert {one.split("/")[2] for one in asked} == {url.split("/")[2]}, "readers of theirs are not told to us"
    assert wrong == []
    page_of.context.close()


def test_a_word_that_nobody_has_is_told(project: Path) -> None:
    index = project / "index.rst"
    index.write_text(index.read_text().replace(":term:`Frobnicator`", ":term:`chunck`"))
    done = build(project, "-j", "2")
    assert done.returncode != 0
    assert "index.rst:5" in done.stderr and "chunck" in done.stderr
