"""The main pages in Chromium: nothing fails, nothing leaves the origin, nothing overflows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_pages import KINDS
from playwright.sync_api import Browser, expect

# Loads the pictures further down. One that just begins to load as the page is left would be cut off, and that is a
# failed request like any other.
LOAD_PICTURES = """async () => {
    for (const picture of document.images) picture.loading = "eager";
    for (const picture of document.images)
        if (!picture.complete) await new Promise((done) => { picture.onload = picture.onerror = done; });
}"""


@pytest.mark.parametrize(("scheme", "widths"), [("light", (320, 375, 1280)), ("dark", (1280, 320))])
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


# What each part shows once it is chosen, by version and library. Asked at once: a question more for each of a hundred
# parts, and a click that waits until nothing moves, take long.
SHOWN = """async () => {
    const shown = {}, versions = [...document.querySelectorAll(".version-choice input")];
    for (const version of versions.length ? versions : [null]) {
        version?.click();
        const part = [...document.querySelectorAll(".of-version:has(pre)")].find((one) => one.checkVisibility());
        const libraries = [...(part ?? document).querySelectorAll(".sd-tab-set > input")];
        for (const library of libraries.length ? libraries : [null]) {
            library?.click();
            const alone = part ?? document.querySelector("article");
            const tab = library ? library.nextElementSibling.nextElementSibling : alone;
            if (!tab.checkVisibility() || !tab.querySelector("pre")) continue;
            const count = (selector) => tab.querySelectorAll(selector).length;
            const picture = tab.querySelector("img.store");
            picture?.scrollIntoView();
            await picture?.decode();
            shown[`${version?.value ?? ""} ${library?.value ?? "zarr"}`] = {
                code: tab.querySelector("pre").innerText,
                picture: picture && [picture.naturalWidth, picture.alt.length],
                files: count("ul.tree a"),
                verdicts: count("table.verdicts tbody tr"),
                valid: count("table.verdicts .verdict.valid"),
                heads: [...tab.querySelectorAll("h2")].filter((one) => one.checkVisibility()).length,
                links: Object.fromEntries(
                    [...tab.querySelectorAll("a")].map((a) => [a.textContent.trim(), a.pathname])),
            };
        }
    }
    return shown;
}"""


def test_every_example_shows_what_was_run(browser: Browser, base_url: str, built_site: Path) -> None:
    examples = json.loads((built_site / "helpdesk.json").read_text("utf-8"))["examples"]
    assert len(examples) >= 20
    page = browser.new_page()
    last = ""
    for example in examples:
        page.goto(f"{base_url}/{example['url']}")
        same = page.locator(f".version-choice input[value='{last}']")
        if last and same.count():  # what was chosen on the page before is chosen here
            assert same.is_checked(), f"{example['name']} {last}"
        shown_parts = page.evaluate(SHOWN)
        several = len({run["version"] for run in example["runs"]}) > 1
        for run in example["runs"]:
            where = f"{example['name']} {run['version']} {run['with']}"
            shown = shown_parts[f"{run['version'] if several else ''} {run['with']}"]
            assert "import" in shown["code"], where
            if run["picture"]:
                width, described = shown["picture"]
                assert width > 100, where
                assert described > 10, where
            assert shown["files"] > 2, where
            assert shown["verdicts"] == len(run["validators"]) >= 4, where
            assert shown["valid"] >= 3, where
            assert shown["heads"] == 3, f"{where}: what the script wrote, metadata and verdicts have headings"
            for words in ("dataset as ZIP", "script"):
                assert (built_site / shown["links"][words].lstrip("/")).is_file(), f"{where}: {words}"
        last = max((run["version"] for run in example["runs"]), default="") if several else last
    page.close()


def test_the_version_is_kept_from_page_to_page_and_is_in_the_address(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/axes/index.html")
    assert page.locator(".version-choice input:checked").input_value() == "0.5"
    assert page.get_by_role("radiogroup", name="OME-Zarr version").get_by_role("radio").count() == 3
    page.locator(".version-choice label", has_text="0.4").click()
    assert page.url.endswith("?version=0.4")
    page.goto(f"{base_url}/docs/examples/well/index.html")
    assert page.locator(".version-choice input:checked").input_value() == "0.4"
    page.goto(f"{base_url}/docs/mistakes/axes-missing.html?version=0.5")
    assert page.locator(".of-version:visible").first.get_attribute("data-version") == "0.5"
    assert page.locator(".of-version[data-version='0.4']:visible").count() == 0
    page.goto(f"{base_url}/docs/examples/image/index.html#metadata-v06")
    assert page.locator("#metadata-v06").is_visible(), "an address of a part shows that part"
    page.close()


def test_a_drawing_is_of_the_version_that_is_shown(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/image/index.html")
    for version, chunk in (("0.4", "0/0/1"), ("0.5", "c/0/0/1")):
        page.locator(".version-choice label", has_text=version).click()
        names = page.locator("figure.picture svg text:visible").all_text_contents()
        assert chunk in names, version
        assert ("c/0/0/1" in names) == (version == "0.5")
    page.close()


def test_metadata_are_folded_but_for_the_first_document(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/image/index.html?version=0.5&library=zarr")
    documents = page.locator("details.document:visible")
    assert documents.evaluate_all("all => all.map(one => one.open)") == [True, False, False]
    assert documents.nth(2).locator("summary").inner_text() == "1/zarr.json as 0/zarr.json, but for shape"
    marked = documents.first.locator(".of-this-page").all_inner_texts()
    assert '"multiscales"' in marked and '"axes"' in marked
    page.close()


def test_metadata_keys_lead_to_their_terms(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/examples/image/index.html")
    keys = page.locator(".of-version:visible .metadata a", has_text="multiscales")
    assert keys.first.get_attribute("href") == "../../../glossary/multiscales.html"
    page.close()


def test_a_term_link_leads_to_the_term(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/index.html")
    page.locator("article p a:has(> .term)", has_text="Zarr").first.click()
    expect(page.locator("h1")).to_have_text(re.compile("^Zarr"))
    page.close()
