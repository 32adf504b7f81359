"""axe-core on each kind of page, light and dark, narrow and wide, with a card and with the dialog open."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import KINDS
from playwright.sync_api import Browser, Page

WIDTHS = (375, 1280)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
# Every rule but those for the strictest level (AAA), which axe leaves out where it is not asked by name.
COLOR = {"runOnly": ["cat.color"], "rules": {"color-contrast-enhanced": {"enabled": False}}}
STRUCTURE = {"rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}}}
# Marks one of those parts with words that look alike, and of them only what was not marked before on this page: what
# axe says of colors depends on the text's, on those behind and around it, and on how large and bold it is.
MARK = """() => {
    const asked = (window.asked ??= new Set()), behind = new Map();
    for (const part of document.querySelectorAll("body, body *")) {
        const look = getComputedStyle(part), around = part.parentElement;
        const { color, backgroundColor, backgroundImage, fontSize, fontWeight, textDecorationLine, opacity } = look;
        const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
        behind.set(part, own === "rgba(0, 0, 0, 0) none 1" ? behind.get(around) : `${behind.get(around)} ${own}`);
        const key = [color, fontSize, fontWeight, textDecorationLine, getComputedStyle(around).color, behind.get(part)];
        const speaks = part.matches("input, select, textarea") || [...part.childNodes].some((one) => one.data?.trim());
        const isNew = speaks && part.checkVisibility() && part.getClientRects().length > 0 && !asked.has(`${key}`);
        if (isNew) asked.add(`${key}`);
        part.toggleAttribute("data-new", isNew);
    }
    return document.querySelectorAll("[data-new]").length;
}"""
# Rows and items after the twentieth are made as those before them, and a list of all messages has hundreds.
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
    axe's time, so of what looks alike they are asked once. Only the first time is a long list asked whole.
    """
    found = []
    for width in WIDTHS:
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            said = []
            if scheme == "light":
                said += violations(page, STRUCTURE, {"exclude": [[MORE]]} if width > WIDTHS[0] else None)
            if page.evaluate(MARK):
                said += violations(page, COLOR, "[data-new]")
            found += [f"{width} {scheme} {violation}" for violation in said]
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
                @media (prefers-color-scheme: dark) { article p { color: #333 } #wide { color: #343434 } }
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
        for scheme in SCHEMES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{base_url}/glossary/chunk.html")
            page.locator("article p a:has(> .term)").first.hover()
            page.locator(".card").first.wait_for()
            # The colors of the page around the card are asked for above.
            assert violations(page, COLOR, ".card") == []
            assert scheme == "dark" or violations(page, STRUCTURE) == []


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
