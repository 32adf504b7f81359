"""The search page: typing errors, accents, messages that mean nothing here, and how much it loads."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

UNRELATED = [
    'Traceback (most recent call last):\n  File "/home/u/a.py", line 3, in <module>\n    d["x"]\nKeyError: \'x\'',
    "ModuleNotFoundError: No module named 'flask'",
    "java.lang.NullPointerException\n\tat com.example.Main.main(Main.java:5)",
    "django.db.utils.OperationalError: no such table: auth_user",
    "npm ERR! code ENOENT\nnpm ERR! syscall open\nnpm ERR! path /x/package.json\nnpm ERR! errno -2",
    "error[E0382]: borrow of moved value: `v`\n --> src/main.rs:4:20\n  |\n2 |     let v = vec![1];",
]


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{base_url}/search.html")
    yield page
    page.close()


def search(page: Page, base_url: str, question: str) -> list[str]:
    """The ids of the results, in order, of a visit to the search page."""
    page.goto(f"{base_url}/search.html?q={quote(question)}")
    page.wait_for_function("() => document.querySelector('.results [role=status]')?.textContent")
    return [row.get_attribute("data-entry") or "" for row in page.locator("[data-entry]").all()]


@pytest.mark.parametrize("asked", ["chunk", "Chunks", "CHUNK", "chnuk", "hunk", "chunkk", "chuink"])
def test_case_plurals_and_one_wrong_letter_do_not_matter(page: Page, base_url: str, asked: str) -> None:
    assert "chunk" in search(page, base_url, asked)[:3]


@pytest.mark.parametrize(
    "asked", ["dimension separator", "dimension_separator", "Dimension-Separator", "dimensionSeparator"]
)
def test_hyphens_underscores_and_camel_case_do_not_matter(page: Page, base_url: str, asked: str) -> None:
    assert search(page, base_url, asked)[0] == "dimension-separator"


def test_accents_do_not_matter(page: Page, base_url: str) -> None:
    # On every letter, so that no part of the word is left which a mended typing error would make whole.
    assert search(page, base_url, "ŝĥárď")[0] == "shard"


@pytest.mark.parametrize("report", UNRELATED)
def test_an_unrelated_error_gets_no_answer_but_the_way_to_ask(page: Page, base_url: str, report: str) -> None:
    assert search(page, base_url, report) == []
    assert page.locator(".results a").get_attribute("href") == f"{base_url}/docs/channels.html"


def test_words_that_mean_nothing_here_lead_to_the_channels(page: Page, base_url: str) -> None:
    assert search(page, base_url, "qwxz vbnmk") == []
    assert page.locator(".results .none a").get_attribute("href") == f"{base_url}/docs/channels.html"


def test_a_first_question_loads_little(browser: Browser, base_url: str) -> None:
    """At most 130 KB for scripts and index, from this origin alone."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/search.html?q={quote('ValueError: my image is black and the chunks are missing')}")
    page.locator("[data-entry]").first.wait_for()
    page.wait_for_load_state("networkidle")
    loaded = {url: size for url, size in sizes.items() if url.endswith(".json") or "/_static/" in url}
    assert all(url.startswith(base_url) for url in sizes)
    assert sum(loaded.values()) <= 130_000, loaded
    context.close()
