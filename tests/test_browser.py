"""The main pages in Chromium: nothing fails, nothing leaves the origin, nothing overflows."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser


@pytest.mark.parametrize(("scheme", "widths"), [("light", (320, 375, 1280)), ("dark", (1280, 375, 320))])
def test_every_kind_of_page_is_sound(browser: Browser, base_url: str, scheme: str, widths: tuple[int, ...]) -> None:
    """Loaded narrow and made wider, loaded wide and made narrower."""
    wrong: list[str] = []
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("response", lambda reply: wrong.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in [*KINDS.values(), "faq/why-ome-zarr.html"]:
        page.set_viewport_size({"width": widths[0], "height": 900})
        page.goto(f"{base_url}/{address}", wait_until="networkidle")
        assert page.locator("h1").count() == 1, address
        assert page.locator("h1").inner_text().strip(), address
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{address} is {wide} px too wide at {width}"
    context.close()
    assert wrong == []
    assert hosts == {urlsplit(base_url).netloc}


def test_every_example_shows_what_was_run(browser: Browser, base_url: str, built_site: Path) -> None:
    examples = json.loads((built_site / "helpdesk.json").read_text("utf-8"))["examples"]
    assert len(examples) >= 20
    page = browser.new_page()
    title = ""
    for example in examples:
        page.goto(f"{base_url}/{example['url']}")
        same = page.locator("label.sd-tab-label").get_by_text(title, exact=True) if title else page.locator("no-tab")
        if same.count():  # what was chosen on the page before is chosen here
            assert same.first.evaluate("label => label.previousElementSibling.checked"), f"{example['name']} {title}"
        for run in example["runs"]:
            title = run["version"] if run["with"] == "zarr" else f"{run['version']} with {run['with']}"
            page.get_by_text(title, exact=True).locator("visible=true").first.click()
            shown = page.locator(".sd-tab-content:visible").first
            where = f"{example['name']} {title}"
            assert "import" in shown.locator("pre").first.inner_text(), where
            if run["picture"]:
                picture = shown.locator("img.store")
                picture.scroll_into_view_if_needed()
                picture.evaluate("image => image.decode()")
                assert picture.evaluate("image => image.naturalWidth > 100"), where
                assert len(picture.get_attribute("alt") or "") > 10, where
            assert shown.locator("ul.tree a").count() > 2, where
            assert shown.locator("table.verdicts tbody tr").count() == len(run["validators"]) >= 4, where
            assert shown.locator(".verdict.valid").count() >= 3, where
            for words in ("store as ZIP", "script"):
                address = shown.get_by_role("link", name=words, exact=True).get_attribute("href") or ""
                assert page.request.get(urljoin(page.url, address)).ok, f"{where}: {address}"
    page.close()


def test_version_tabs_keep_in_step_from_page_to_page(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/axes/index.html")
    page.locator("label.sd-tab-label", has_text="0.5").click()
    page.goto(f"{base_url}/docs/examples/well/index.html")
    assert page.locator("label.sd-tab-label", has_text="0.5").evaluate("label => label.previousElementSibling.checked")
    page.close()


def test_metadata_keys_lead_to_their_terms(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/image/index.html")
    keys = page.locator(".sd-tab-content:visible .metadata a", has_text="multiscales")
    assert keys.first.get_attribute("href") == "../../../glossary/multiscales.html"
    page.close()


def test_a_term_link_leads_to_the_term(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/index.html")
    page.locator("article a", has_text="Zarr").first.click()
    assert page.locator("h1").inner_text().startswith("Zarr")
    page.close()
