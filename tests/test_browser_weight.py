"""What a first visit costs, that nothing leaves the origin, and what else is shipped."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser

MOST_BYTES = 130 * 1024
MOST_REQUESTS = 10


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_a_first_visit_is_light(browser: Browser, base_url: str, kind: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/{KINDS[kind]}", wait_until="networkidle")
    assert {urlsplit(url).netloc for url in sizes} == {urlsplit(base_url).netloc}
    assert len(sizes) <= MOST_REQUESTS, list(sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    context.close()


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
