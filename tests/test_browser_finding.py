"""The search dialog, the boxes on pages, the lists with their filters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    yield page
    page.close()


def test_the_dialog_opens_with_a_key_and_answers_while_typing(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/about.html")
    page.keyboard.press("Control+k")
    dialog = page.locator("#pst-search-dialog")
    page.keyboard.type("half-pixel of")
    best = dialog.locator("[aria-busy=false] li:first-child[data-entry=half-pixel-offset]")
    best.wait_for()
    assert best.locator("p").inner_text()
    assert "result" in dialog.locator("[role=status]").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/half-pixel-offset.html")
    assert page.locator("h1").inner_text().startswith("Half-pixel offset")


def test_escape_closes_the_dialog_and_gives_the_focus_back(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/chunk.html")
    page.locator(".search-button__button").focus()
    page.keyboard.press("Enter")
    assert page.locator("#pst-search-dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#pst-search-dialog").is_hidden()
    assert page.evaluate("document.activeElement.className") == "search-button__button"


def test_enter_leads_to_the_search_page_with_the_same_list(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("image is black")
    rows = page.locator("#pst-search-dialog [aria-busy=false] [data-entry]")
    rows.first.wait_for()
    shown = [row.get_attribute("data-entry") for row in rows.all()]
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=image+is+black")
    page.locator("main [data-entry]").first.wait_for()
    assert [row.get_attribute("data-entry") for row in page.locator("main [data-entry]").all()] == shown


def test_what_answers_words_typed_before_is_marked_as_that(browser: Browser, base_url: str) -> None:
    """An answer that comes late is shown, and says that the next is under way."""
    page = browser.new_page()
    held: list[Route] | None = []
    page.route("**/find/hits-*.json", lambda route: route.continue_() if held is None else held.append(route))
    page.clock.install()
    page.goto(f"{base_url}/index.html")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)
    results = page.locator("main .results")
    field = page.locator("main input[name=q]")
    with page.expect_request("**/find/hits-*.json"):
        field.press_sequentially("image is blac")
        page.clock.run_for(1000)
    field.press("k")
    late, held = held, None
    for route in late:
        route.continue_()
    results.locator("[data-entry]").first.wait_for()
    assert results.get_attribute("aria-busy") == "true"
    page.clock.run_for(1000)
    page.locator("main .results[aria-busy=false] [data-entry]").first.wait_for()
    page.close()


def test_the_last_word_may_be_half_typed(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/index.html")
    page.locator("main input[name=q]").press_sequentially("a dataset in neuro")
    page.locator("main .results[aria-busy=false] [data-entry=neuroglancer]").wait_for()
    page.close()


def test_keys_wait_for_the_answer_to_the_whole_word(browser: Browser, base_url: str) -> None:
    """Who types on, then presses ArrowDown and Enter, gets the first result of all words and not of the first."""
    page = browser.new_page()
    page.clock.install()
    page.goto(f"{base_url}/index.html")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)
    field = page.locator("main input[name=q]")
    first = page.locator("main .results li:first-child")
    field.press_sequentially("shard")
    page.clock.run_for(1000)
    page.locator("main .results[aria-busy=false] li:first-child[data-entry=shard]").wait_for()
    field.press_sequentially(" index")
    page.keyboard.press("ArrowDown")
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Enter")
    assert first.get_attribute("data-entry") == "shard"
    assert page.url.partition("?")[0] == f"{base_url}/index.html"
    page.clock.run_for(1000)
    page.wait_for_url("**/glossary/shard-index.html")
    page.close()


@pytest.mark.parametrize(
    ("keys", "focused"),
    [(["ArrowDown"], "shard-index"), (["ArrowDown", "ArrowUp"], None), (["ArrowDown", "End"], None), ([], None)],
    ids=["down", "down and up", "down and end", "none"],
)
def test_only_the_last_key_counts_while_an_answer_is_under_way(
    browser: Browser, base_url: str, keys: list[str], focused: str | None
) -> None:
    page = browser.new_page()
    held: list[Route] | None = []
    page.route("**/find/hits-*.json", lambda route: route.continue_() if held is None else held.append(route))
    page.goto(f"{base_url}/index.html")
    with page.expect_request("**/find/hits-*.json"):
        page.locator("main input[name=q]").fill("shard index")
    for key in keys:
        page.keyboard.press(key)
    late, held = held, None
    for route in late:
        route.continue_()
    page.locator("main .results[aria-busy=false] [data-entry]").first.wait_for()
    entry = page.evaluate("document.activeElement.closest('[data-entry]')?.dataset.entry ?? null")
    assert entry == focused
    assert page.url.partition("?")[0] == f"{base_url}/index.html"
    page.close()


@pytest.mark.parametrize("piece", ["words", "hits-*", "shown-*"])
def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(page: Page, base_url: str, piece: str) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.route(f"**/find/{piece}.json", lambda route: route.abort())
    page.goto(f"{base_url}/index.html")
    page.locator("main input[name=q]").fill("chunk")
    results = page.locator("main .results[aria-busy=false]")
    results.get_by_role("button", name="Try again").wait_for()
    assert results.get_by_role("status").inner_text() == "Search could not be loaded"
    lists = [f"{base_url}/{folder}/index.html" for folder in ("glossary", "faq")]
    assert results.locator("a").evaluate_all("links => links.map(link => link.href)") == lists
    page.unroute(f"**/find/{piece}.json")
    results.get_by_role("button", name="Try again").click()
    results.locator("[data-entry=chunk]").wait_for()
    assert "could not be loaded" not in results.inner_text()
    assert problems == []


def test_the_home_page_has_a_box_that_answers(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html")
    page.locator("main input[name=q]").fill("multi-scale")
    page.locator("main [data-entry=multiscales]").wait_for()


def test_results_say_what_they_are_and_can_be_filtered(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html?q=chunk+size")
    page.locator("[data-entry]").first.wait_for()
    kinds = {row.get_attribute("data-kind") for row in page.locator("[data-entry]").all()}
    assert len(kinds) > 1
    page.locator(".kinds [data-kind=term]").click()
    page.locator(".kinds [data-kind=term][aria-pressed=true]").wait_for()
    assert {row.get_attribute("data-kind") for row in page.locator("[data-entry]").all()} == {"term"}
    page.wait_for_url("**kind=term*")
    page.reload()
    page.locator("[data-entry]").first.wait_for()
    assert {row.get_attribute("data-kind") for row in page.locator("[data-entry]").all()} == {"term"}


def test_a_pasted_traceback_is_answered_in_place(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/mistakes/index.html")
    page.locator("#paste-text").fill(
        'Traceback (most recent call last):\n  File "/home/x/y.py", line 2, in <module>\n    import z\n'
        "ImportError: cannot import name 'FSStore' from 'zarr.storage' (/opt/zarr/storage/__init__.py)"
    )
    page.locator("#paste-results [data-entry]").first.wait_for()
    assert page.locator("#paste-results [data-entry]").first.get_attribute("data-kind") == "mistake"


def test_escape_closes_the_dialog_at_once_whatever_stands_in_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/about.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("shard index")
    page.locator("#pst-search-dialog [aria-busy=false] [data-entry]").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#pst-search-dialog").is_hidden()
    page.wait_for_url(f"{base_url}/docs/about.html")  # the event `close` comes a moment after


def test_an_answer_that_comes_after_the_dialog_was_closed_stays_out_of_the_address(page: Page, base_url: str) -> None:
    held: list[Route] | None = []
    page.route("**/find/hits-*.json", lambda route: route.continue_() if held is None else held.append(route))
    page.goto(f"{base_url}/docs/about.html")
    page.keyboard.press("Control+k")
    with page.expect_request("**/find/hits-*.json"):
        page.keyboard.type("shard index")
    page.keyboard.press("Escape")
    page.locator("#pst-search-dialog").wait_for(state="hidden")
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    page.locator("#pst-search-dialog [aria-busy=false] [data-entry]").first.wait_for(state="attached")
    page.unroute("**/find/hits-*.json")
    assert page.evaluate("location.search") == ""


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ("index.html", "main input[name=q]"),
        ("docs/mistakes/index.html", "#paste-text"),
        ("docs/about.html", "#pst-search-dialog input"),
    ],
)
def test_the_way_back_brings_what_was_asked(page: Page, base_url: str, place: str, field: str) -> None:
    page.goto(f"{base_url}/{place}")
    if "dialog" in field:
        page.keyboard.press("Control+k")
    page.locator(field).fill("why is my image black")
    found = page.locator(".results[aria-busy=false] .hits a")
    found.first.wait_for()
    shown = found.evaluate_all("links => links.map(link => link.href)")
    address = page.url
    found.first.click()
    page.wait_for_url(shown[0])
    for go in (page.go_back, lambda: page.goto("about:blank"), lambda: page.goto(address)):
        go()
        if page.url == "about:blank":
            continue
        found.first.wait_for()
        assert page.locator(field).input_value() == "why is my image black"
        assert found.evaluate_all("links => links.map(link => link.href)") == shown


def test_counts_are_true(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html?q=image")
    page.locator("[data-entry]").first.wait_for()
    assert page.locator(".results [role=status]").inner_text().startswith("more than 50 results")
    everything = int(page.locator(".kinds [data-kind='']").inner_text().split()[-1])
    each = [int(one.split()[-1]) for one in page.locator(".kinds button").all_inner_texts()[1:]]
    assert everything > 50
    assert sum(each) == everything
    page.locator(".results button.more").click()
    page.locator("[data-entry]").nth(49).wait_for()
    assert page.locator("[data-entry]").count() == 50
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('.hits li')[10]")


def test_the_best_results_keep_their_order_and_those_after_them_stand_by_kind(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html?q=image")
    page.locator("[data-entry]").first.wait_for()
    best = [row.get_attribute("data-entry") for row in page.locator("[data-entry]").all()]
    page.locator(".results button.more").click()
    page.locator("[data-entry]").nth(49).wait_for()
    lists = page.locator(".results .hits").evaluate_all(
        "lists => lists.map(list => [...list.children].map(row => [row.dataset.entry, row.dataset.kind]))"
    )
    assert [entry for entry, _ in lists[0]] == best
    kinds = [{kind for _, kind in rows} for rows in lists[1:]]
    assert all(len(one) == 1 for one in kinds)
    assert len(set.union(*kinds)) == len(kinds) == page.locator(".results h2").count() > 1
    page.locator(".kinds [data-kind=question]").click()
    page.locator(".kinds [data-kind=question][aria-pressed=true]").wait_for()
    if page.locator(".results button.more").count():
        page.locator(".results button.more").click()
        page.locator("[data-entry]").nth(10).wait_for()
    assert page.locator(".results h2").count() == 0


def test_a_sure_answer_names_a_place_to_ask_too(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html?q=half-pixel+offset")
    page.locator("[data-entry].best").wait_for()
    assert page.locator(".results .ask a").get_attribute("href") == f"{base_url}/docs/channels.html"
    assert page.locator(".results .none").count() == 0


def test_what_nothing_fits_can_be_looked_at_all_the_same(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html?q=ModuleNotFoundError%3A+No+module+named+%27flask%27")
    status = page.locator(".results [role=status]")
    page.locator(".results button.more").wait_for()
    assert status.inner_text() == "No result fits"
    page.locator(".results button.more").click()
    page.locator("[data-entry]").first.wait_for()
    assert "none of them certain" in status.inner_text()
    assert page.evaluate("document.activeElement.closest('[data-entry]') === document.querySelector('[data-entry]')")


def test_who_has_not_asked_yet_sees_questions(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/search.html")
    page.locator("[data-entry]").first.wait_for()
    kinds = {row.get_attribute("data-kind") for row in page.locator("[data-entry]").all()}
    assert kinds == {"question"}
    assert page.locator(".results h2").count() == 1


def test_without_scripts_a_question_leads_to_the_lists(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/index.html")
    page.locator("main input[name=q]").fill("chunk size")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=chunk+size")
    lists = page.locator("main .without-js li a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {"glossary/index.html", "faq/index.html", "docs/mistakes/index.html"} <= set(lists)
    context.close()


@pytest.mark.parametrize("folder", ["glossary", "faq"])
def test_the_lists_filter_and_the_address_remembers(page: Page, base_url: str, folder: str) -> None:
    page.goto(f"{base_url}/{folder}/index.html")
    rows = page.locator("dl.entries dt:visible")
    everything = rows.count()
    category = page.locator(".filter select[name=category]")
    value = category.locator("option").nth(2).get_attribute("value")
    category.select_option(value)
    some = rows.count()
    assert 0 < some < everything
    assert page.locator(".filter output").inner_text() == f"{some} of {everything} shown"
    page.locator(".filter input[name=text]").fill("zarr")
    assert 0 < rows.count() <= some
    assert f"category={value}" in page.url and "text=zarr" in page.url
    shown = rows.all_inner_texts()
    rows.first.locator("a").click()
    page.wait_for_url(lambda url: "index.html" not in url)
    page.go_back()
    expect(rows).to_have_text(shown, use_inner_text=True)
    page.locator(".filter button[type=reset]").click()
    page.wait_for_function("n => document.querySelectorAll('dl.entries dt:not([hidden])').length === n", arg=everything)
    assert "?" not in page.url


def test_letters_lead_somewhere_and_back_keeps_the_place(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/index.html")
    for link in page.locator(".letters a").all():
        assert page.locator(link.get_attribute("href") or "#").count() == 1
    page.locator(".letters a", has_text="S").first.click()
    page.locator("section#letter-s dt a").first.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 500
    page.locator("section#letter-s dt a").first.click()
    page.wait_for_url(lambda url: "index.html" not in url)
    page.go_back()
    page.wait_for_function("place => Math.abs(scrollY - place) < 80", arg=place)


def test_an_entry_can_be_copied_and_cited(browser: Browser, base_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base_url}/glossary/chunk.html?x=1#sources")
    page.locator("[data-copy]").click()
    page.locator(".entry-tools [role=status]", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}/glossary/chunk.html"
    page.locator(".entry-tools summary").click()
    assert "glossary/chunk.html" in page.locator(".entry-tools details").inner_text()
    assert page.locator(".crumbs a").all_inner_texts()[0] == "Glossary"
    page.locator(".crumbs a").nth(1).click()
    page.wait_for_url("**/glossary/index.html?category=*")
    expect(page.locator(".filter output")).to_contain_text("of")
    context.close()
