"""axe-core on each kind of page, light and dark, narrow and wide, with a card and with the dialog open."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import KINDS
from playwright.sync_api import Browser, Page

WIDTHS = (375, 1280)
# Every rule but those for the strictest level (AAA), which axe leaves out where it is not asked by name.
COLOR = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
STRUCTURE = {"rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
# Marks what was not seen at another width, or in other colors.
MARK = """() => {
    for (const part of document.querySelectorAll("body *")) {
        const seen = part.checkVisibility() && part.getClientRects().length > 0, look = getComputedStyle(part);
        const colors = `${look.color} ${look.backgroundColor} ${look.opacity}`;
        part.toggleAttribute("data-new", seen && part.dataset.colors !== colors);
        if (seen) part.dataset.colors = colors;
    }
}"""


# Rows and items after the twentieth look like those before them, and a list of all messages has hundreds.
MORE = ":is(li, tr, dt, dd, section, details):nth-of-type(n+20)"


def violations(page: Page, rules: dict[str, Any] | None = None, part: Any = None) -> list[str]:
    """What axe finds with ``rules`` (all of them) in ``part``, a selector or a context of axe (the whole page)."""
    # Brought to a page once: engines make quick what they ran before.
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, part, {"resultTypes": ["violations"], **(rules or {})}).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:200]}" for rule in found for node in rule["nodes"]
    ]


def everywhere(page: Page) -> list[str]:
    """The violations at both widths, light and dark.

    A color scheme changes colors and nothing else: in dark only the rules about color are asked. They take most of
    axe's time, so of the wide page they are asked only for what the narrow one shows in other colors or not at all.
    Only the first time is a long list asked whole.
    """
    found = []

    def ask(name: str, rules: dict[str, Any] | None = None, part: str = "html", without: str | None = MORE) -> None:
        context = {"include": [[part]], "exclude": [[without]] if without else []}
        if page.locator(part).count():
            found.extend(f"{name} {violation}" for violation in violations(page, rules, context))

    def show(width: int, scheme: Literal["light", "dark"]) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)

    narrow, wide = WIDTHS
    show(narrow, "light")
    page.evaluate(MARK)
    ask("375 light", without=None)
    show(narrow, "dark")
    ask("375 dark", COLOR)
    show(wide, "light")
    page.evaluate(MARK)
    ask("1280 light", STRUCTURE)
    ask("1280 light", COLOR, "[data-new]")
    show(wide, "dark")
    ask("1280 dark", COLOR, "[data-new]")
    return found


@pytest.fixture(scope="module")
def page(still_page: Page) -> Page:
    return still_page


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, base_url: str, kind: str) -> None:
    page.goto(f"{base_url}/{KINDS[kind]}")
    page.locator("[aria-busy=true]").wait_for(state="detached")
    assert everywhere(page) == []


def test_axe_finds_what_is_wrong(page: Page, base_url: str) -> None:
    """Or the tests above would say nothing: in the structure, in dark alone, in dark on a wide screen alone."""
    page.goto(f"{base_url}/glossary/chunk.html")
    page.evaluate(
        """() => {
            document.querySelector("article").append(document.createElement("button"));
            const wide = Object.assign(document.createElement("p"), { id: "wide", textContent: "On wide screens" });
            document.querySelector("article").append(wide);
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`
                @media (prefers-color-scheme: dark) { article p, #wide { color: #333 } }
                @media (width < 1000px) { #wide { display: none } }`);
            document.adoptedStyleSheets.push(sheet);
        }"""
    )
    found = everywhere(page)
    assert {" ".join(violation.split()[:3]) for violation in found} == {
        *("375 light button-name:", "1280 light button-name:"),
        *("375 dark color-contrast:", "1280 dark color-contrast:"),
    }
    assert [violation for violation in found if "#wide" in violation and violation.startswith("1280 dark")]


def test_axe_finds_nothing_with_a_card_open(page: Page, base_url: str) -> None:
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{base_url}/glossary/chunk.html")
            page.locator("article p a:has(> .term)").first.hover()
            page.locator(".card").first.wait_for()
            # The page around the card is asked for above.
            assert violations(page, COLOR if scheme == "dark" else {}, ".card" if scheme == "dark" else None) == []


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
    assert page.locator("#pst-search-dialog").is_hidden(), "no letter alone does anything (WCAG 2.1.4)"
    page.keyboard.press("Control+k")
    page.keyboard.type("shard")
    page.locator("#pst-search-dialog [aria-busy=false] [data-entry=shard]").first.wait_for()
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
