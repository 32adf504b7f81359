"""What a first visit costs, that nothing leaves the origin, and what else is shipped."""

from __future__ import annotations

import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser, Page

MOST_BYTES = 130 * 1024
MOST_REQUESTS = 10


SHIFTS = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_is_light_and_nothing_moves(browser: Browser, base_url: str, built_site: Path, kind: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/{KINDS[kind]}", wait_until="networkidle")
    page.wait_for_timeout(150)
    assert page.evaluate("window.moved") <= 0.01
    assert {urlsplit(url).netloc for url in sizes} == {urlsplit(base_url).netloc}
    if kind != "results":  # which has the index as well
        assert len(sizes) <= MOST_REQUESTS, list(sizes)
        assert sum(sizes.values()) <= MOST_BYTES, sizes
    if kind not in ("404", "search", "results"):
        has_a_picture_and_a_feed_for_other_sites(page, built_site)
    context.close()


def has_a_picture_and_a_feed_for_other_sites(page: Page, built_site: Path) -> None:
    picture = page.locator("meta[property='og:image']").get_attribute("content") or ""
    file = built_site / "previews" / picture.rsplit("/", 1)[1]
    assert struct.unpack(">II", file.read_bytes()[16:24]) == (1200, 630)
    assert page.locator("meta[property='og:image:alt']").get_attribute("content")
    assert page.locator("meta[name=theme-color]").count() == 2
    for selector in ("link[rel=apple-touch-icon]", "link[rel=alternate][type='application/atom+xml']"):
        href = page.locator(selector).evaluate("link => link.href")
        assert page.request.get(href).ok, selector


def test_nothing_is_shipped_that_no_page_loads(built_site: Path) -> None:
    names = {path.name for path in built_site.rglob("*") if path.is_file()}
    assert not names & {"searchindex.js", "searchtools.js", "language_data.js", "bootstrap.js", "fontawesome.js"}
    assert not [name for name in names if name.endswith((".woff", ".woff2", ".ttf"))]


def test_robots_and_readers_of_links_are_told(built_site: Path) -> None:
    sitemap = (built_site / "sitemap.xml").read_text("utf-8")
    robots = (built_site / "robots.txt").read_text("utf-8")
    assert "/glossary/chunk.html</loc><lastmod>" in sitemap
    assert "Sitemap: https://" in robots and "/sitemap.xml" in robots
    for path in built_site.rglob("*.html"):
        address = path.relative_to(built_site).as_posix()
        if address.startswith("stores/") or address in ("404.html", "search.html", "genindex.html"):
            continue
        page = path.read_text("utf-8")
        for part in ('name="description"', 'property="og:title"', 'property="og:description"', 'property="og:url"'):
            assert page.count(part) == 1, f"{address}: {part}"
        assert f'/{address}">' in page.partition('rel="canonical" href="')[2].split("\n")[0], address


def test_the_page_for_missing_addresses_works_anywhere(browser: Browser, base_url: str, built_site: Path) -> None:
    text = (built_site / "404.html").read_text("utf-8")
    page = browser.new_page()
    page.route("**/no/such/page.html", lambda route: route.fulfill(status=200, body=text, content_type="text/html"))
    for address in ("404.html", "no/such/page.html"):
        page.goto(f"{base_url}/{address}", wait_until="networkidle")
        assert page.evaluate("getComputedStyle(document.querySelector('.bd-header')).borderBottomStyle") == "solid"
        page.locator("main input[name=q]").fill("chunk")
        page.locator("main [data-entry=chunk]").wait_for()
        assert page.locator("main [data-entry=chunk] a").get_attribute("href") == f"{base_url}/glossary/chunk.html"
    page.close()
