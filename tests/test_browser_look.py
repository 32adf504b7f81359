"""What the frame and the styles do for readers, by computed style: where one is, the focus, print, the page 404."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


PLACES = {
    "glossary/index.html": ("page", "glossary/index.html"),
    "glossary/chunk.html": ("true", "glossary/index.html"),
    "faq/all-black.html": ("true", "faq/index.html"),
    "docs/channels.html": ("page", "docs/channels.html"),
    "docs/mistakes/axes-missing.html": ("true", "docs/mistakes/index.html"),
    "docs/examples/image/index.html": ("true", "docs/examples/index.html"),
}
LOOK = """all => all.map(link => {
    const style = getComputedStyle(link);
    return { path: link.pathname, current: link.ariaCurrent, look: [style.color, style.borderBottomColor].join() };
})"""


@pytest.mark.parametrize("address", PLACES)
def test_the_place_of_a_page_is_marked_in_the_header_for_ears_and_eyes(page: Page, base_url: str, address: str) -> None:
    page.goto(f"{base_url}/{address}")
    page.mouse.move(0, 700)
    assert page.locator(".bd-header").evaluate("header => header.offsetHeight") <= 60, "one line"
    links = page.locator(".places a").evaluate_all(LOOK)
    assert len(links) >= 5
    (current,) = [link for link in links if link["current"]]
    assert (current["current"], current["path"]) == (PLACES[address][0], f"/{PLACES[address][1]}")
    others = {link["look"] for link in links if not link["current"]}
    assert len(others) == 1 and current["look"] not in others
    assert "rgba(0, 0, 0, 0)" in others.pop(), "what is not here has no line below it"


def test_elsewhere_no_place_is_marked(page: Page, base_url: str) -> None:
    for address in ("index.html", "search.html", "404.html"):
        page.goto(f"{base_url}/{address}")
        assert page.locator(".places a").count() >= 5
        assert page.locator(".places [aria-current]").count() == 0, address


# Of each part that Tab reaches: what it is, and whether a line around it or beside it shows that it has the focus.
FOCUS = """() => {
    // A door of the home page is covered by its link.
    const part = document.activeElement, covers = part.matches(".doors a") ? "::after" : null;
    const style = getComputedStyle(part, covers);
    const [width, color] = [parseFloat(style.outlineWidth), style.outlineColor];
    const shown = style.outlineStyle !== "none" && width >= 2 && !/, 0\\)$/.test(color);
    const box = part.getBoundingClientRect();
    const seen = (covers || box.width > 0) && box.bottom > 0 && box.top < innerHeight && part.checkVisibility();
    const label = part.matches("input[type=radio]") && getComputedStyle(part.nextElementSibling);
    const name = `${part.localName}.${part.className || part.name || part.id}`;
    return [name, label ? label.outlineStyle === "solid" : shown && seen];
}"""


@pytest.mark.parametrize("kind", ["home", "glossary", "term", "example", "mistakes"])
def test_whatever_the_keyboard_reaches_shows_it(page: Page, base_url: str, kind: str) -> None:
    """Links, buttons, fields, tabs, boxes that scroll: the first thirty of each page."""
    for scheme in ("light", "dark") if kind == "term" else ("light",):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{base_url}/{KINDS[kind]}")
        page.evaluate("document.activeElement.blur()")
        reached: dict[str, bool] = {}
        for _ in range(30):
            page.keyboard.press("Tab")
            name, shown = page.evaluate(FOCUS)
            if name.startswith("body"):
                break
            reached[name] = reached.get(name, True) and shown
        assert len(reached) >= 3
        assert [name for name, shown in reached.items() if not shown] == []
    page.emulate_media(color_scheme="light")


PRINTED = """part => [
    getComputedStyle(part).color, getComputedStyle(part.closest(".image-of")).backgroundColor]"""


def visible(page: Page, selector: str) -> int:
    return page.locator(selector).locator("visible=true").count()


def test_on_paper_every_version_is_there_with_its_name_and_the_frame_is_not(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/examples/image/index.html")
    tabs, labels = ".of-version:has(pre)", ".sd-tab-set > .sd-tab-label"
    count = page.locator(tabs).count()
    assert count == 3 and visible(page, tabs) == 1 and visible(page, ".version-name") == 0
    frame = [".bd-header", ".bd-footer", ".headerlink", ".crumbs", ".search-button__button", ".theme-switch-button"]
    assert all(visible(page, part) for part in frame)
    page.emulate_media(media="print", color_scheme="dark")
    try:
        assert visible(page, tabs) == count
        assert visible(page, labels) == page.locator(labels).count() >= 4
        assert page.locator(f"{tabs} > h2.version-name").all_inner_texts() == [f"OME-Zarr 0.{n}" for n in (4, 5, 6)]
        assert all(
            page.locator(f"{tabs} > h2.version-name").evaluate_all("all => all.map(one => one.checkVisibility())")
        )
        order = page.locator(".sd-tab-set").first.locator("> :is(.sd-tab-label, .sd-tab-content)")
        tops = order.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        assert tops == sorted(tops) and len(set(tops)) == len(tops) == 4, "each library stands above what it wrote"
        assert [part for part in [*frame, ".sd-tab-set > input", ".copy", ".side"] if visible(page, part)] == []
        head = page.locator(".print-head").inner_text()
        assert "OME-Zarr help desk" in head and "docs/examples/image/index.html" in head
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        assert page.evaluate("getComputedStyle(document.querySelector('pre')).whiteSpace") == "pre-wrap"
        assert page.evaluate("getComputedStyle(document.querySelector('pre')).overflowX") == "visible"
        page.goto(f"{base_url}/{KINDS['term']}")
        after = "link => getComputedStyle(link, '::after').content"
        link = page.locator(".sources a.reference.external").first
        assert (link.get_attribute("href") or "?") in link.evaluate(after), "an address can be read on paper"
        assert [part for part in (".entry-tools button", ".skip-link") if visible(page, part)] == []
        assert page.locator(".entry-tools time").is_visible(), "paper says when it was reviewed"
        page.goto(f"{base_url}/{KINDS['glossary']}")
        assert [part for part in (".filter", ".letters") if visible(page, part)] == []
        assert visible(page, "dl.entries dt") > 100 and visible(page, "dl.entries dd") > 100
        page.goto(f"{base_url}/index.html")
        ink, paper = (page.locator(f".image-of {part}").evaluate(PRINTED) for part in ("pre", "pre b"))
        assert ink == paper == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], "printers leave dark backgrounds out"
    finally:
        page.emulate_media(media="screen", color_scheme="light")


def test_on_paper_the_pages_with_forms_show_what_came_out_of_them(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/check.html?source={base_url}/stores/labels/v05/labels.ome.zarr")
    page.wait_for_selector("#check-result[data-status]")
    page.emulate_media(media="print")
    try:
        assert [part for part in (".ways", ".progress", "#check-result button") if visible(page, part)] == []
        assert visible(page, "#check-result table") == 2
        page.goto(f"{base_url}/{KINDS['edit']}")
        page.wait_for_selector("#edit-result[data-status]")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert '"multiscales"' in page.locator("#edit-print").inner_text()
        assert [part for part in (".edit-area", ".edit-side", ".edit button") if visible(page, part)] == []
        page.goto(f"{base_url}/{KINDS['describe']}")
        page.wait_for_selector("#describe[data-done]")
        chosen = page.locator(".describe .choice span").locator("visible=true")
        assert chosen.all_inner_texts() == ["0.5"], "what was not chosen is not there"
        ink, paper = chosen.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
        assert (ink, paper) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"), "printers leave backgrounds out"
        assert [part for part in (".describe button", ".bar a") if visible(page, part)] == []
        assert visible(page, "#describe-document") == 1, "which document it is"
    finally:
        page.emulate_media(media="screen")


def test_what_is_chosen_shows_in_forced_colors(page: Page, base_url: str) -> None:
    page.emulate_media(forced_colors="active")
    try:
        page.goto(f"{base_url}/{KINDS['describe']}")
        page.wait_for_selector("#describe[data-done]")
        looks = page.locator(".describe .choice span").evaluate_all(
            "all => all.map(one => [one.previousElementSibling.checked, getComputedStyle(one).backgroundColor])"
        )
        papers = {chosen: {paper for one, paper in looks if one == chosen} for chosen in (True, False)}
        assert papers[True] and papers[False] and not papers[True] & papers[False]
        page.goto(f"{base_url}/{KINDS['edit']}")
        page.wait_for_selector("#edit-result[data-status]")
        rings = page.locator(".edit-side button").evaluate_all(
            "all => all.map(one => [one.ariaCurrent !== null, getComputedStyle(one).outlineStyle])"
        )
        assert {tuple(ring) for ring in rings} == {(True, "solid"), (False, "none")}
        assert "\N{BLACK CIRCLE}" in page.locator(".edit-clip .line.error").inner_text(), "a sign, not color alone"
    finally:
        page.emulate_media(forced_colors="none")


SPLIT = """all => all.filter(one => !/\\s/.test(one.textContent) && one.getClientRects().length > 1)
    .map(one => one.textContent)"""


def test_words_in_tables_stay_whole(page: Page, base_url: str) -> None:
    for address in ("glossary/chunk.html", "docs/reference/versions.html", "docs/contribute/index.html"):
        page.goto(f"{base_url}/{address}")
        words = page.locator("td :is(.pre, code:not(:has(.pre)))")
        assert words.count() >= 5 and words.evaluate_all(SPLIT) == [], address
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{base_url}/{KINDS['examples']}")
    marks = page.locator(".coverage .verdict")
    lines = marks.evaluate_all("all => all.map(one => one.getClientRects().length)")
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    assert len(lines) > 50 and set(lines) == {1}, "each count is in one line"
    assert page.locator(".coverage td:has(.verdict)").evaluate_all(cut) == 0
    page.set_viewport_size({"width": 1280, "height": 800})


CUT = """all => all.filter(one => {
    const style = getComputedStyle(one), pen = new OffscreenCanvas(1, 1).getContext("2d");
    pen.font = style.font;
    const inner = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(one.selectedOptions[0].text).width + 16 > inner;  // the arrow
}).map(one => one.dataset.field)"""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_what_is_chosen_from_a_list_can_be_read(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base_url}/{KINDS['describe']}")
    page.wait_for_selector("#describe[data-done]")
    lists = page.locator(".describe form select").locator("visible=true")
    assert lists.count() == 6 and lists.evaluate_all(CUT) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_verdict_is_shown_once_and_said_once(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/check.html?source={base_url}/stores/labels/v05/labels.ome.zarr")
    page.wait_for_selector("#check-result[data-status]")
    assert page.locator("#check-status").text_content(), "for screen readers"
    assert page.locator("#check-status").evaluate("one => one.getBoundingClientRect().width") <= 1


def test_pictures_on_buttons_grow_with_the_letters(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html")
    width = "one => one.getBoundingClientRect().width"
    icon = page.locator(".search-button__button .icon")
    once = icon.evaluate(width)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert icon.evaluate(width) == pytest.approx(2 * once, abs=0.5)


@pytest.mark.parametrize("address", ["404.html", "no/such/page.html", "nothing"])
def test_every_link_of_the_page_for_missing_addresses_leads_somewhere(
    page: Page, base_url: str, built_site: Path, address: str
) -> None:
    """In the header, in the text, to the styles and scripts: whatever the depth at which a host shows it."""
    text = (built_site / "404.html").read_text("utf-8")
    where = f"{base_url}/{address}"
    page.route(where, lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    page.goto(where)
    urls = page.evaluate(
        "[...document.querySelectorAll('a[href], link[href]')].filter(one => one.rel !== 'canonical')"
        ".map(one => one.href).concat([...document.scripts].map(one => one.src), document.forms[0].action)"
    )
    # The link that skips the header stays on the page, although its address has no more than a place.
    assert page.locator(".skip-link").evaluate("link => link.href") == f"{where}#main-content"
    here = [url for url in urls if url.startswith(base_url)]
    paths = {url.partition("#")[0].removeprefix(base_url).lstrip("/") for url in here}
    missing = [path for path in paths if path != address and not (built_site / path.partition("?")[0]).is_file()]
    assert missing == []
    wanted = {"index.html", "glossary/index.html", "faq/index.html", "docs/channels.html", "search.html"}
    assert wanted <= paths
    in_text = page.locator("main article li a").evaluate_all("all => all.map(link => link.pathname)")
    assert {"/glossary/index.html", "/faq/index.html", "/docs/channels.html"} <= set(in_text)
    page.unroute(where)
