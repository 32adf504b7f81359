"""axe-core on each kind of page, light and dark, narrow and wide, with a card and with the dialog open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import KINDS
from playwright.sync_api import Browser, Page


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:200]}" for rule in found for node in rule["nodes"]
    ]


def everywhere(page: Page) -> list[str]:
    """The violations at both widths, light and dark."""
    found = []
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [f"{width} {scheme} {violation}" for violation in violations(page)]
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, base_url: str, kind: str) -> None:
    page.goto(f"{base_url}/{KINDS[kind]}", wait_until="networkidle")
    assert everywhere(page) == []


def test_axe_finds_nothing_with_a_card_open(page: Page, base_url: str) -> None:
    for width in (375, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{base_url}/glossary/chunk.html", wait_until="networkidle")
            page.locator("article p a:has(> .term)").first.hover()
            page.locator(".card").wait_for()
            assert violations(page) == []


def test_axe_finds_nothing_with_the_dialog_open(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/chunk.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("which chunk size")
    page.locator("#pst-search-dialog [data-entry]").first.wait_for()
    assert everywhere(page) == []


def test_three_keys_from_anywhere_to_a_term(page: Page, base_url: str) -> None:
    """The search key, the word, and the first result is one arrow away; the skip link is the first stop."""
    page.goto(f"{base_url}/docs/guide/zarr.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("/")
    page.keyboard.type("shard")
    page.locator("#pst-search-dialog [data-entry=shard]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/shard.html")


def test_text_can_be_twice_as_large_and_colors_forced(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 400}, forced_colors="active")
    page = context.new_page()
    for address in KINDS.values():
        page.goto(f"{base_url}/{address}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
    context.close()
