"""What readers of every kind meet first: the home page, neighbors, lists, tables, copies, pictures for other sites."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from browser_pages import KINDS
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

HEIGHT = 800


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT}, reduced_motion="reduce")
    yield page
    page.close()


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["y"] + box["height"]


def test_the_home_page_shows_an_image_and_what_it_is_made_of_in_one_screen(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/index.html")
    picture = page.locator(".image-of img").first
    assert picture.evaluate("image => image.naturalWidth") >= 256
    smaller = page.locator(".image-of .levels > img")
    assert smaller.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [128, 128], "the level itself"
    assert smaller.get_attribute("src") != picture.get_attribute("src")
    tree = page.locator(".image-of pre").inner_text()
    assert re.search(r"zarr\.json\s.*\n\s+0/\s+256 \u00d7 256\n\s+zarr\.json\n\s+c/0/0/0", tree)
    for part in (".image-of", ".hero-words .chips", ".doors li:last-child"):
        assert bottom(page, part) <= HEIGHT, f"{part} is not on the first screen"
    door = page.locator(".doors a").first
    assert (door.inner_text(), door.get_attribute("href")) == ("Check your data", "check.html")
    for link in page.locator(".doors a").all():  # the whole card is the link, and its words are its name
        assert link.evaluate("a => a.closest('li').innerText.startsWith(a.innerText)")
        assert link.evaluate("a => getComputedStyle(a, '::after').position") == "absolute"
    assert page.locator(".entry-list li").count() == 6
    page.locator(".chips a").first.click()
    page.wait_for_url("**q=what*")
    page.set_viewport_size({"width": 375, "height": HEIGHT})
    page.goto(f"{base_url}/index.html")
    assert page.locator(".image-of img").first.bounding_box()["y"] < HEIGHT  # type: ignore[index]
    page.set_viewport_size({"width": 1280, "height": HEIGHT})


def test_the_name_of_the_site_leads_to_its_first_page(page: Page, base_url: str) -> None:
    for address in ("index.html", "glossary/chunk.html"):
        page.goto(f"{base_url}/{address}")
        assert page.locator(".navbar-brand").evaluate("link => link.href") == f"{base_url}/index.html"


def test_the_menu_on_a_phone_opens_without_a_script_and_the_header_stays_small(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": HEIGHT}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/glossary/chunk.html")
    assert bottom(page, ".bd-header") <= 60
    assert page.locator(".places a").first.is_hidden()
    page.locator(".menu-button").click()
    assert page.locator(".places a").first.is_visible()
    assert page.locator(".places a", has_text="About").is_visible()
    context.close()


def test_lines_of_text_have_about_seventy_characters(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1920, "height": HEIGHT})
    page.goto(f"{base_url}/docs/guide/images.html")
    widest = page.locator("article p").evaluate_all("""all => {
        const range = document.createRange();
        return Math.max(...all.filter(one => one.textContent.length > 300).map(one => {
            range.selectNodeContents(one);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 8)));
            return one.textContent.length / lines.size;
        }));
    }""")
    assert 55 <= widest <= 80
    page.set_viewport_size({"width": 1280, "height": HEIGHT})


@pytest.mark.parametrize("address", ["docs/guide/axes.html", "docs/examples/labels/index.html"])
def test_pages_in_an_order_lead_to_the_ones_before_and_after(page: Page, base_url: str, address: str) -> None:
    page.goto(f"{base_url}/{address}")
    siblings = page.locator(".siblings li a").evaluate_all("all => all.map(one => one.href)")
    here = siblings.index(page.url)
    assert page.locator(".siblings [aria-current=page]").evaluate("link => link.href") == page.url
    assert page.locator("a[rel=prev]").evaluate("link => link.href") == siblings[here - 1]
    assert page.locator("a[rel=next]").evaluate("link => link.href") == siblings[here + 1]


def test_an_entry_names_others_of_its_group_and_the_way_to_all(page: Page, base_url: str) -> None:
    for address in ("glossary/chunk.html", "faq/all-black.html", "docs/mistakes/axes-missing.html"):
        page.goto(f"{base_url}/{address}")
        assert 3 <= page.locator(".siblings li").count() <= 9
        page.locator(".siblings .all").click()
        expect(page.locator(".filter output"), address).to_have_text(re.compile(r"\d+ of \d+ shown"))


def test_the_section_being_read_is_marked(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/mistakes/axes-missing.html")
    page.locator("#why-it-matters").evaluate("one => one.scrollIntoView()")
    page.locator(".side .contents [aria-current]", has_text="Why it matters").wait_for()
    page.set_viewport_size({"width": 375, "height": HEIGHT})
    page.locator("#sources").evaluate("one => one.scrollIntoView()")
    folded = page.locator(".folded-contents")
    folded.locator(".now", has_text="Sources").wait_for()
    top = folded.bounding_box()["y"]  # type: ignore[index]
    assert abs(top - bottom(page, ".bd-header")) <= 1, "it stays below the header"
    assert page.locator("#sources h2").bounding_box()["y"] >= bottom(page, ".folded-contents"), "and covers no heading"  # type: ignore[index]
    folded.locator("summary").click()
    folded.get_by_role("link", name="Why it matters").click()
    folded.locator(".now", has_text="Why it matters").wait_for()
    assert not folded.evaluate("one => one.open")
    folded.locator("summary").click()
    folded.get_by_role("link", name="Top of the page").click()
    page.wait_for_function("scrollY < 100")
    page.set_viewport_size({"width": 1280, "height": HEIGHT})


def test_a_mistake_shows_what_one_sees_then_the_cure(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/mistakes/axes-missing.html")
    heads = page.locator("article h2").evaluate_all("all => all.map(one => one.firstChild.textContent)")
    assert heads[:3] == ["What you see", "How to mend it", "Why it matters"]
    assert heads.index("Related") < heads.index("Used in")
    assert page.locator("#used-in details").evaluate("one => one.open") is False
    green = page.locator(".of-version:visible .highlight-diff .gi").all_inner_texts()
    assert any('"axes"' in line for line in green), "what is right is what is added"
    says = page.locator(".of-version:visible .says").inner_text()
    assert re.match(r"Official schemas \(from ngff-zarr [\d.]+\) reject it:", says) and "yaozarrs" in says
    assert re.search(r"yaozarrs [\d.]+ rejects it:", says)
    badges = page.locator(".badges li").all_inner_texts()
    assert badges[0] == "Images and axes" and badges[1:] == ["OME-Zarr 0.4", "OME-Zarr 0.5"]


def test_the_list_of_mistakes_is_grouped_short_and_filtered_in_the_address(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/mistakes/index.html")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    assert page.locator("#all-mistakes section:has(> dl)").count() >= 6
    assert page.locator("#paste-your-error dl").count() == 0
    assert page.locator("dl.entries dd:visible").count() == 0
    page.locator(".filter select[name=structure]").select_option("labels")
    page.locator(".filter select[name=version]").select_option("0.4")
    page.locator(".filter input[name=shorts]").check()
    assert page.url.endswith("?structure=labels&version=0.4&shorts=1")
    shown = page.locator("dl.entries dt:visible").count()
    assert 3 < shown < 60 and page.locator("dl.entries dd:visible").count() == shown
    page.reload()
    assert page.locator("dl.entries dt:visible").count() == shown
    page.locator(".filter input[name=text]").fill("nothing has these words")
    lost = page.locator(".nothing")
    assert lost.is_visible()
    lead = lost.locator("a").evaluate_all("all => all.map(one => one.pathname + one.search)")
    assert lead == ["/search.html?q=nothing+has+these+words", "/docs/channels.html"]


def test_fields_of_a_filter_have_one_height(page: Page, base_url: str) -> None:
    for address in ("glossary/index.html", "faq/index.html", "docs/mistakes/index.html"):
        page.goto(f"{base_url}/{address}")
        fields = page.locator(".filter :is(select, [type=search], button)")
        assert len(set(fields.evaluate_all("all => all.map(one => one.offsetHeight)"))) == 1, address


def test_every_guide_is_in_one_group_with_a_sentence_and_its_minutes(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/guide/index.html")
    groups = page.locator("article section > h2 ~ .entry-list").evaluate_all(
        "all => all.map(one => [...one.children].map(row => [row.querySelector('a').pathname, row.innerText]))"
    )
    assert len(groups) == 3
    listed = [address for group in groups for address, _ in group]
    assert len(listed) == len(set(listed))
    page.goto(f"{base_url}/docs/guide/zarr.html")
    assert page.locator(".siblings li a").evaluate_all("all => all.map(link => link.pathname)") == listed
    for address, words in (row for group in groups for row in group):
        title, short, minutes = filter(None, words.splitlines())
        assert title and re.fullmatch(r"\d+ min read", minutes) and len(short) > 20, address


def test_each_rule_is_a_heading_with_what_is_refused_beside_what_is_right(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/contribute/rules.html")
    rules = page.locator(".rule").evaluate_all("""all => all.map(one => ({
        id: one.id, code: one.querySelector("h3 > code").textContent, title: one.querySelector("h3").textContent,
        sides: [...one.querySelectorAll(".sides > *")].map(side => [
            side.querySelector("p").textContent, side.querySelector("pre").textContent, side.offsetTop]),
    }))""")
    assert len(rules) > 60
    for rule in rules:
        (bad, bad_text, bad_top), (good, good_text, good_top) = rule["sides"]
        assert (bad, good, bad_top) == ("Refused", "Right", good_top) and bad_text != good_text, rule["id"]
        assert rule["id"] == rule["code"].lower() and len(rule["title"]) > len(rule["code"]) + 10, rule["id"]


def test_code_can_be_copied_without_prompts_and_as_what_is_right(browser: Browser, base_url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    read = "navigator.clipboard.readText()"
    page.goto(f"{base_url}/docs/examples/image/index.html")
    block = page.locator(".of-version:visible .highlight-python:visible").first
    block.hover()
    block.get_by_role("button", name="Copy this code").click()
    block.locator(".copy", has_text="Copied").wait_for()
    assert page.evaluate(read) == block.locator("pre").evaluate("pre => pre.textContent.trimEnd()")
    block.locator(".copy", has_text="Copied").wait_for(state="detached")  # it says so for a moment
    page.goto(f"{base_url}/docs/mistakes/axes-missing.html")
    diff = page.locator(".highlight-diff:visible").first
    diff.hover()
    diff.locator(".copy").click()
    diff.locator(".copy", has_text="Copied").wait_for()
    copied = page.evaluate(read)
    assert '"axes": [' in copied and not re.search(r"^[-+]", copied, re.MULTILINE)
    context.close()


def test_entries_can_be_cited_in_two_formats(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/chunk.html")
    page.locator(".entry-tools summary").click()
    bibtex, csl = (page.locator(f".entry-tools .highlight-{name} pre").inner_text() for name in ("bibtex", "json"))
    assert re.match(r"@misc\{chunk,\n  title = \{\{Chunk\}\},", bibtex)
    data = json.loads(csl)
    assert (data["title"], data["type"]) == ("Chunk", "webpage")
    assert data["URL"].endswith("/glossary/chunk.html") and f"url = {{{data['URL']}}}" in bibtex


def test_tables_on_a_phone_keep_their_first_column(browser: Browser, base_url: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": HEIGHT})
    page.goto(f"{base_url}/docs/reference/versions.html")
    box = page.locator(".pst-scrollable-table-container").first
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    before = box.locator("tbody td").first.bounding_box()
    box.evaluate("box => box.scrollLeft = 200")
    assert box.locator("tbody td").first.bounding_box() == before
    # What most people come for is seen without scrolling: as cards, as marks, as narrow columns.
    for address in ("glossary/chunk.html", "docs/mistakes/matrix.html", "docs/examples/index.html"):
        page.goto(f"{base_url}/{address}")
        boxes = page.locator(".pst-scrollable-table-container")
        assert boxes.evaluate_all("all => all.map(box => box.scrollWidth - box.clientWidth)") == [0] * boxes.count()
    page.close()


def test_the_choice_of_a_version_can_be_seen_in_forced_colors(browser: Browser, base_url: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{base_url}/docs/examples/image/index.html")
    look = "all => all.map(one => getComputedStyle(one).backgroundColor)"
    system = """(part, names) => {
        const probe = document.body.appendChild(document.createElement("p"));
        probe.style = `forced-color-adjust: none; color: ${names[0]}; background: ${names[1]}`;
        const [wanted, found] = [probe, part].map((one) => getComputedStyle(one));
        return [found.color === wanted.color, found.backgroundColor === wanted.backgroundColor];
    }"""
    for labels in (".version-choice label", ".of-version:visible .sd-tab-label"):
        colors = page.locator(labels).evaluate_all(look)
        chosen = page.locator(labels).evaluate_all("all => all.findIndex(one => one.previousElementSibling.checked)")
        assert colors.count(colors[chosen]) == 1, labels
        assert page.locator(labels).nth(chosen).evaluate(system, ["HighlightText", "Highlight"]) == [True, True], labels
    page.goto(f"{base_url}/search.html")
    submit = page.locator("main [type=submit]")
    assert submit.evaluate(system, ["ButtonText", "ButtonFace"]) == [True, True], "or its words stand on a box"
    context.close()


def test_an_issue_about_a_page_is_filled_in(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/glossary/chunk.html")
    address = urlsplit(page.locator("a.report").get_attribute("href") or "")
    given = parse_qs(address.query)
    assert address.path.endswith("/issues/new")
    assert "glossary/chunk" in given["title"][0] and "/glossary/chunk.html" in given["body"][0]
    assert "Version of the site: " in given["body"][0]


def test_no_two_pages_share_a_title_and_numbers_are_short(built_site: Path) -> None:
    titles: dict[str, list[str]] = {}
    long_numbers = []
    for path in built_site.rglob("*.html"):
        address = path.relative_to(built_site).as_posix()
        text = path.read_text("utf-8")
        if not address.startswith("stores/") and 'content="noindex"' not in text:
            long_numbers += re.findall(r"\d\.\d*0{7,}[1-9]\d*|\d\.\d*9{8,}\d*", text)
            titles.setdefault(text.partition("<title>")[2].partition("</title>")[0], []).append(address)
    assert [pages for pages in titles.values() if len(pages) > 1] == []
    assert long_numbers == [], "0.15000000000000002 teaches nobody anything"


def pages_of(page: Page, address: str) -> int:
    """How many sheets of A4 a page takes."""
    page.goto(address, wait_until="networkidle")
    data = page.pdf(format="A4")
    return data.count(b"/Type /Page") - data.count(b"/Type /Pages")


def test_an_example_with_all_its_versions_fits_on_eight_sheets(page: Page, base_url: str) -> None:
    for name in ("image", "plate", "sharding"):
        assert 2 <= pages_of(page, f"{base_url}/docs/examples/{name}/index.html") <= 8, name


def test_long_code_on_paper_begins_where_the_text_ends(page: Page, base_url: str) -> None:
    """A block that must not break leaves half a sheet blank before it."""
    page.goto(f"{base_url}/docs/guide/first-hour.html")
    page.emulate_media(media="print")
    blocks = page.locator("article .highlight").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")
    page.emulate_media(media="screen")
    assert blocks and set(blocks) == {"auto"}


def test_a_copy_on_a_disk_is_read_without_a_server(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    """What browsers refuse from files (modules) is not missed: lists are whole, nothing waits for a script."""
    subprocess.run([sys.executable, "scripts/offline.py"], cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(ROOT / "_build/offline/ome-zarr-help-desk.zip") as archive:
        archive.extractall(tmp_path)
    site = tmp_path / "ome-zarr-help-desk"
    assert (site / "README.txt").is_file()
    page = browser.new_page(viewport={"width": 1280, "height": HEIGHT})
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for address in KINDS.values():
        if address == "404.html":  # only a server shows it
            continue
        page.goto((site / address.partition("?")[0]).as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.bd-header')).position") == "sticky", address
        assert page.locator(".js-only").locator("visible=true").count() == 0, address
        leads = page.locator("a[href]").evaluate_all(
            "all => all.map(a => a.href).filter(href => href.startsWith('file:'))"
        )
        paths = {unquote(urlsplit(href).path) for href in leads}
        assert [path for path in paths if not Path(path).is_file()] == [], address
    assert {url.rpartition(".")[2].partition("?")[0] for url in failed} <= {"js", "mjs"}
    page.goto((site / "glossary/index.html").as_uri())
    assert page.locator("dl.entries dd").locator("visible=true").count() > 100
    for address in ("check.html", "edit.html", "describe.html"):
        page.goto((site / address).as_uri())
        assert page.locator("article .without-js", has_text="python -m http.server").is_visible(), address
    page.goto((site / "search.html").as_uri())
    assert page.locator("main").get_by_role("link", name="glossary").is_visible()
    page.close()


def test_a_link_to_a_place_in_a_closed_tab_opens_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/examples/image/index.html")
    place = page.locator("#verdicts-v05-yaozarrs")
    expect(place).to_be_hidden()
    page.goto("about:blank")
    page.goto(f"{base_url}/docs/examples/image/index.html#verdicts-v05-yaozarrs")
    expect(place).to_be_in_viewport()
