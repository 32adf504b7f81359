"""Term cards: hover, keyboard, touch; one at a time; never in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route

TERM = "glossary/chunk.html"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    yield page
    page.close()


@pytest.fixture
def page(window: Page, base_url: str) -> Page:
    window.mouse.move(0, 0)
    window.goto(f"{base_url}/{TERM}", wait_until="networkidle")
    return window


def links(page: Page) -> Locator:
    return page.locator("article p a.reference.internal:has(> .term)")


def test_hovering_shows_the_short_and_the_pointer_may_move_in(page: Page, base_url: str) -> None:
    link, card = links(page).first, page.locator(".card").first
    link.hover()
    card.wait_for()
    assert card.get_attribute("role") == "tooltip"
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    target = page.request.get(f"{base_url}/glossary/{(link.get_attribute('href') or '').split('/')[-1]}").text()
    assert card.locator("p").inner_text().replace("`", "")[:40] in target
    card.hover()
    page.wait_for_timeout(500)
    assert card.is_visible()
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None


def test_focus_shows_it_escape_hides_it_and_one_is_open_at_a_time(page: Page) -> None:
    card = page.locator(".card").first
    links(page).first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    card.wait_for()
    first = card.inner_text()
    links(page).nth(1).hover()
    page.wait_for_function("text => document.querySelector('.card').innerText !== text", arg=first)
    assert page.locator(".card:visible").count() == 1
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_an_answer_that_comes_after_the_pointer_left_shows_nothing(browser: Browser, base_url: str) -> None:
    """Neither on the link that the pointer is on by then, nor where it is on none."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    held: list[Route] = []
    page.route("**/cards/*.json", lambda route: held.append(route))
    page.goto(f"{base_url}/{TERM}", wait_until="networkidle")
    card = page.locator(".card").first
    addresses = links(page).evaluate_all("all => all.map(a => a.pathname.split('/').at(-1)[0])")
    first, second, third = (links(page).nth(addresses.index(one)) for one in list(dict.fromkeys(addresses))[:3])

    def ask(link: Locator) -> Route:
        before = len(held)
        link.hover()
        while len(held) == before:
            page.wait_for_timeout(20)
        return held[-1]

    def answer(route: Route) -> None:
        with page.expect_response(route.request.url) as response:
            route.continue_()
        response.value.finished()
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    late, early = ask(first), ask(second)
    answer(early)
    card.wait_for()
    shown = card.inner_text()
    answer(late)
    assert card.is_visible() and card.inner_text() == shown
    assert page.locator("[aria-describedby]").evaluate_all("all => all.map(a => a.href)") == [
        second.evaluate("a => a.href")
    ]
    late = ask(third)
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    answer(late)
    assert card.is_hidden()
    third.hover()
    card.wait_for()
    assert card.inner_text() != shown, "what came late is there when it is asked again"
    page.close()


def test_a_tap_shows_it_and_a_second_tap_follows(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{base_url}/{TERM}", wait_until="networkidle")
    link = links(page).first
    link.tap()
    page.locator(".card").first.wait_for()
    assert page.url.endswith(TERM)
    box = page.locator(".card").first.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("h1").tap()
    assert page.locator(".card").first.is_hidden()
    link.tap()
    page.locator(".card").first.wait_for()
    link.tap()
    page.wait_for_url(lambda url: not url.endswith(TERM))
    context.close()


def test_none_in_headings_code_or_for_the_page_itself(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/examples/image/index.html", wait_until="networkidle")
    page.locator(".highlight-python pre span").locator("visible=true").first.hover()
    page.wait_for_timeout(400)
    assert page.locator(".card:visible").count() == 0
    page.locator("pre.metadata a:has(> .term)").locator("visible=true").first.hover()
    page.locator(".card").first.wait_for()
    page.goto(f"{base_url}/{TERM}", wait_until="networkidle")
    assert page.locator("article a[href='#']:has(> .term), article a[href='chunk.html']:has(> .term)").count() == 0


def test_more_unfolds_in_place_and_a_term_inside_opens_a_second_card_and_no_third(page: Page) -> None:
    first, second = page.locator("#term-card"), page.locator("#term-card-2")
    links(page).first.hover()
    first.wait_for()
    first.get_by_role("button", name="More").click()
    whole = first.locator(".whole")
    whole.wait_for()
    assert len(whole.inner_text()) > len(first.locator("p").first.inner_text())
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    assert first.is_visible(), "a click pinned it"
    assert first.get_attribute("role") == "dialog"
    inner = whole.locator("a:has(> .term):not([href$='/chunk.html'])").first
    inner.hover()
    second.wait_for()
    second.get_by_role("button", name="More").click()
    third = second.locator(".whole a:has(> .term)")
    if third.count():
        third.first.hover()
        page.wait_for_timeout(400)
    assert page.locator(".card:visible").count() == 2
    page.keyboard.press("Escape")
    assert second.is_hidden() and first.is_visible()
    page.keyboard.press("Escape")
    assert first.is_hidden()


def test_by_keyboard_enter_goes_into_the_card_and_escape_back_to_the_link(page: Page) -> None:
    card = page.locator("#term-card")
    link = links(page).first
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    card.wait_for()
    page.keyboard.press("Enter")
    assert page.url.endswith(TERM)
    assert page.evaluate("document.activeElement.textContent") == "More"
    page.keyboard.press("Enter")
    card.locator(".whole").wait_for()
    assert card.get_by_role("link", name="Open its page").get_attribute("href") == link.evaluate("link => link.href")
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Control+Shift+Enter")


def test_without_scripts_the_link_just_works(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/{TERM}")
    assert not page.locator(".js-only").first.is_visible()
    links(page).first.click()
    page.wait_for_url(lambda url: not url.endswith(TERM))
    assert page.locator("h1").count() == 1
    context.close()


def test_it_works_in_a_subfolder_and_motion_can_be_off(browser: Browser, base_url: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()

    def from_subfolder(route):  # type: ignore[no-untyped-def]
        route.fulfill(response=route.fetch(url=route.request.url.replace("/some/where/", "/")))

    page.route("**/some/where/**", from_subfolder)
    page.goto(f"{base_url}/some/where/{TERM}", wait_until="networkidle")
    links(page).first.hover()
    page.locator(".card").first.wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).animationName") == "none"
    context.close()
