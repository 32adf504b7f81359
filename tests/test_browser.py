"""The main pages in Chromium: nothing fails, nothing leaves the origin, nothing overflows."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser

# Loads the pictures further down. One that just begins to load as the page is left would be cut off, and that is a
# failed request like any other.
LOAD_PICTURES = """async () => {
    for (const picture of document.images) picture.loading = "eager";
    for (const picture of document.images)
        if (!picture.complete) await new Promise((done) => { picture.onload = picture.onerror = done; });
}"""


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
        page.evaluate(LOAD_PICTURES)
    context.close()
    assert wrong == []
    assert hosts == {urlsplit(base_url).netloc}


# What each tab shows once it is chosen, by its title. Asked at once: a question more for each of a hundred tabs, and a
# click that waits until nothing moves, take long.
SHOWN = """async () => {
    const shown = {};
    for (const label of document.querySelectorAll("label.sd-tab-label")) {
        const title = label.textContent.trim(), tab = label.nextElementSibling;
        if (title in shown) continue;
        label.click();
        if (!tab.checkVisibility()) continue;
        const count = (selector) => tab.querySelectorAll(selector).length;
        const picture = tab.querySelector("img.store");
        picture?.scrollIntoView();
        await picture?.decode();
        shown[title] = {
            code: tab.querySelector("pre").innerText,
            picture: picture && [picture.naturalWidth, picture.alt.length],
            files: count("ul.tree a"),
            verdicts: count("table.verdicts tbody tr"),
            valid: count(".verdict.valid"),
            links: Object.fromEntries([...tab.querySelectorAll("a")].map((a) => [a.textContent.trim(), a.pathname])),
        };
    }
    return shown;
}"""


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
        tabs = page.evaluate(SHOWN)
        for run in example["runs"]:
            title = run["version"] if run["with"] == "zarr" else f"{run['version']} with {run['with']}"
            shown = tabs[title]
            where = f"{example['name']} {title}"
            assert "import" in shown["code"], where
            if run["picture"]:
                width, described = shown["picture"]
                assert width > 100, where
                assert described > 10, where
            assert shown["files"] > 2, where
            assert shown["verdicts"] == len(run["validators"]) >= 4, where
            assert shown["valid"] >= 3, where
            for words in ("store as ZIP", "script"):
                assert (built_site / shown["links"][words].lstrip("/")).is_file(), f"{where}: {words}"
        title = [title, *tabs][-1]  # the one chosen last
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
