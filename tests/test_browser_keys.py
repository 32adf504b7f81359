"""What a reader does with the keyboard: arrows, Enter, the focus, what is pasted, and the color mode."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

MANY = "search.html?q=zarr"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    yield page
    page.close()


def answered(page: Page, address: str) -> Locator:
    """The links of the results, once they answer what is asked."""
    page.goto(address)
    page.locator("main .results[aria-busy=false] .hits a").first.wait_for()
    return page.locator("main .hits a")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.href ?? document.activeElement.name ?? ''"))


def test_arrows_go_from_the_box_through_all_results_and_back(page: Page, base_url: str) -> None:
    links = answered(page, f"{base_url}/{MANY}")
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert len(addresses) == 10
    assert focused(page) == "q"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "q"
    for address in addresses:
        page.keyboard.press("ArrowDown")
        assert focused(page) == address
    page.keyboard.press("ArrowDown")
    assert focused(page) == addresses[-1], "below the last there is nothing"
    for address in reversed(["q", *addresses[:-1]]):
        page.keyboard.press("ArrowUp")
        assert focused(page) == address


def test_show_more_puts_the_focus_on_the_first_result_that_came(page: Page, base_url: str) -> None:
    links = answered(page, f"{base_url}/{MANY}")
    more = page.locator("main .results button.more")
    rest = int(more.inner_text().split()[1])
    more.click()
    links.nth(9 + rest).wait_for()
    assert links.count() == 10 + rest
    assert more.count() == 0
    assert focused(page) == links.nth(10).evaluate("link => link.href")
    page.keyboard.press("ArrowUp")
    assert focused(page) == links.nth(9).evaluate("link => link.href")


def test_a_filter_keeps_the_focus_on_its_button(page: Page, base_url: str) -> None:
    answered(page, f"{base_url}/{MANY}")
    page.locator("main .kinds [data-kind=question]").click()
    page.locator("main .kinds [data-kind=question][aria-pressed=true]").wait_for()
    assert page.evaluate("document.activeElement.dataset.kind") == "question"
    assert page.locator("main .kinds [aria-pressed=true]").evaluate_all("all => all.map(one => one.dataset.kind)") == [
        "question"
    ]


@pytest.mark.parametrize("keys", [["ArrowDown", "Enter"], ["Enter"]])
def test_keys_pressed_while_typing_wait_for_the_answer_to_the_whole_word(
    browser: Browser, base_url: str, keys: list[str]
) -> None:
    """The first result of `shar` is shown when the `d` comes: no key leads to it."""
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{base_url}/index.html")
    page.keyboard.press("Control+k")
    dialog = page.locator("#pst-search-dialog")
    field = dialog.locator("input[name=q]")
    dialog.locator("form[data-attached]").wait_for()
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)
    field.press_sequentially("chun")
    page.clock.run_for(1000)
    dialog.locator("[aria-busy=false] [data-entry]").first.wait_for()
    field.fill("shard")
    assert dialog.locator("[aria-busy=true] [data-entry]").count(), "what is shown answers other words"
    for key in keys:
        page.keyboard.press(key)
    if keys == ["Enter"]:
        page.wait_for_url("**/search.html?q=shard")
    else:
        assert page.url.partition("?")[0].endswith("/index.html") and field.evaluate(
            "field => field === document.activeElement"
        )
        page.clock.run_for(1000)
        page.wait_for_url("**/glossary/shard.html")
    page.close()


TRACEBACK = """Traceback (most recent call last):
  File "/home/me/show.py", line 7, in <module>
    main()
ImportError: cannot import name 'FSStore' from 'zarr.storage' (/opt/zarr/storage/__init__.py)"""
PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", text);
    field.focus();
    return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_line_breaks_of_a_paste_are_kept_in_the_box_of_one_line(page: Page, base_url: str) -> None:
    """They are asked, and stand in the address: frames of a traceback are told from its message by them."""
    page.goto(f"{base_url}/search.html")
    field = page.locator("main input[name=q]")
    page.locator("main form[data-attached]").wait_for()
    assert field.evaluate(PASTE, TRACEBACK) is False
    page.locator("main .results[aria-busy=false] [data-entry]").first.wait_for()
    assert field.input_value() == " ".join(line.strip() for line in TRACEBACK.splitlines())
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == TRACEBACK
    best = page.locator("main .results [data-entry]").first
    assert (best.get_attribute("data-kind"), best.get_attribute("class")) == ("mistake", "best")
    page.reload()
    page.locator("main .results[aria-busy=false] [data-entry]").first.wait_for()
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == TRACEBACK, "nor does a reload lose them"
    assert field.evaluate(PASTE, "and\nmore") is True, "into a box with words a paste goes as always"


def test_letters_without_a_term_that_fits_are_hidden(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/index.html")
    titles = page.locator("section.letter").evaluate_all(
        "all => all.map(one => [one.id.slice(-1), [...one.querySelectorAll('dt a')].map(a => a.textContent)])"
    )
    assert {letter for letter, names in titles for name in names if re.sub(r"\W|_", "", name)[0].lower() != letter} <= {
        "9"  # of 0-9
    }
    others = page.locator("dt .names").all_inner_texts()
    assert len(others) > 50 and max(name.count(", ") for name in others) == 2, "three are enough to recognize a word"
    page.locator(".filter input[name=text]").fill("float32")  # but all are found
    assert page.locator("dt:visible", has_text="Data type").count() == 1
    page.locator(".filter button[type=reset]").click()
    page.locator(".filter input[name=text]").fill("half-pixel offset")
    page.locator(".filter output", has_text=" of ").wait_for()
    sections = page.locator("section.letter:visible").evaluate_all("all => all.map(one => one.id)")
    assert 0 < len(sections) < 5 and "letter-h" in sections
    assert page.locator(".letters a:visible").evaluate_all("all => all.map(one => one.hash.slice(1))") == sections
    page.locator(".filter button[type=reset]").click()
    page.locator(".filter output", has_text="All ").wait_for()
    every = page.locator("section.letter").count()
    assert page.locator(".letters a:visible").count() == page.locator("section.letter:visible").count() == every > 15


def test_the_color_mode_changes_the_page_is_named_and_is_remembered(browser: Browser, base_url: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(f"{base_url}/glossary/chunk.html")
    switch = page.locator(".theme-switch-button")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    seen = []
    for _ in range(3):
        switch.click()
        seen.append((switch.get_attribute("aria-label"), page.evaluate(paper) == light))
    assert seen == [("Color mode: dark", False), ("Color mode: light", True), ("Color mode: auto", True)]
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert dark != light
    switch.click()
    assert switch.get_attribute("aria-label") == "Color mode: light"
    assert page.evaluate(paper) == light, "what is chosen wins over the system, and the first click changes something"
    page.goto(f"{base_url}/faq/index.html")
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="light")
    page.locator(".theme-switch-button").click()
    page.reload()
    assert (switch.get_attribute("aria-label"), page.evaluate(paper)) == ("Color mode: auto", light)
    page.locator(".theme-switch-button").click()
    page.reload()
    assert (switch.get_attribute("aria-label"), page.evaluate(paper)) == ("Color mode: dark", dark)
    context.close()


def test_a_card_that_comes_late_is_read_out(browser: Browser, base_url: str) -> None:
    """A description that is there when the focus comes is read with the link; one that comes later must be told."""
    page = browser.new_page()
    held = []
    page.route("**/cards/*.json", lambda route: held.append(route))
    page.goto(f"{base_url}/glossary/chunk.html", wait_until="networkidle")
    told = page.locator("main > [aria-live=polite]")
    link = page.locator("article p a.reference.internal:has(> .term)").first
    with page.expect_request("**/cards/*.json"):
        link.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
    page.wait_for_timeout(60)
    for route in held:
        route.continue_()
    card = page.locator(".card").first
    card.wait_for()
    title, short = card.locator("strong").inner_text(), card.locator("p").inner_text()
    assert told.inner_text().replace("`", "") == f"{title}: {short}"
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    assert told.inner_text() == ""
    page.close()
