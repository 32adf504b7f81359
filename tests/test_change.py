"""Propose a change: the form holds what the entry says now, and what changes in its file is what was typed, no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT, Site
from playwright.sync_api import Browser, Page
from serving import serve

from helpdesk.cli import main
from helpdesk.model.file_text import field_order
from helpdesk.model.kinds import named
from helpdesk.reading.yaml_document import parse_yaml

NEW = {"short": "Another text: one that is long enough # and has signs.", "search": "one: two\n- three\n\n'four'"}
NEW |= {"sources": "https://example.org/a what it backs\nhttps://example.org/b  more"}
READ = {
    "search": ["one: two", "- three", "'four'"],
    "sources": [
        {"url": "https://example.org/a", "supports": "what it backs"},
        {"url": "https://example.org/b", "supports": "more"},
    ],
}


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page that has loaded the modules."""
    with serve(ROOT / "scripts/helpdesk/theme/static") as url:
        page = browser.new_page()
        page.goto(f"{url}/icon.svg")
        page.evaluate("""async () => {
            window.change = await import('/change.mjs');
            window.diff = await import('/difference.mjs');
        }""")
        yield page
        page.close()


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    page.close()


def sources(built: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((built / "propose").rglob("*.json"))]


def test_each_entry_changes_in_the_fields_that_were_changed_alone(
    script: Page, built_site: Path, tmp_path: Path
) -> None:
    known = [one for one in sources(built_site) if one["kind"] != "channels"]
    assert {one["kind"] for one in known} == {"term", "question", "mistake"}
    files = [path for where in ("glossary", "faq", "docs/mistakes") for path in ROOT.glob(f"{where}/*.yaml")]
    assert len(known) == sum("\nreplaced_by:" not in path.read_text("utf-8") for path in files)
    orders = {kind: field_order(named(kind)) for kind in ("term", "question", "mistake")}
    call = """([known, fresh, orders]) => known.map((source) => {
        const form = (key, value) =>
            ["search", "sources"].includes(key) ? "list" : /\\n$/.test(value) ? "block" : "line";
        const field = ([key, value]) => ({ key, value, form: form(key, value) });
        const fields = (values) => Object.entries(values).map(field);
        const text = (values) => window.change.changedText(source, fields(values), orders[source.kind]);
        const without = text({ ...source.fields, search: "" });
        const { search: [from, end] = [0, 0], ...others } = source.keys;
        const place = (line) => (line < end ? line : line - end + from);
        const keys = Object.entries(others).map(([key, span]) => [key, span.map(place)]);
        const bare = { text: without, keys: Object.fromEntries(keys), fields: { ...source.fields, search: "" } };
        const back = window.change.changedText(bare, fields(source.fields), orders[source.kind]);
        return [text(source.fields), text({ ...source.fields, ...fresh }), without, back];
    })"""
    made = script.evaluate(call, [known, NEW, orders])
    for source, (same, changed, without, back) in zip(known, made, strict=True):
        before = parse_yaml(source["text"], Path("x.yaml")).value
        assert same == source["text"], source["file"]
        assert parse_yaml(changed, Path("x.yaml")).value == before | NEW | READ, source["file"]
        assert parse_yaml(without, Path("x.yaml")).value == {k: v for k, v in before.items() if k != "search"}
        # A field that was not there comes where the project writes it, but for what programs write in a mistake.
        again = parse_yaml(back, Path("x.yaml")).value
        assert again == before, source["file"]
        assert list(again) == list(before) or source["kind"] == "mistake", source["file"]
        path = tmp_path / source["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed, "utf-8")
    assert main(["fmt", "--check", *map(str, sorted(tmp_path.rglob("*.yaml")))]) == 0


def test_the_difference_makes_one_text_of_the_other(script: Page, built_site: Path) -> None:
    texts = [one["text"] for one in sources(built_site)[:40]]
    pairs = [*pairwise(texts), (texts[0], texts[0]), ("a\n", "b\n"), ("", "a\n"), ("a\na\n", "a\n")]
    for (before, after), lines in zip(
        pairs, script.evaluate("(all) => all.map((two) => window.diff.compare(...two))", pairs), strict=True
    ):
        assert "\n".join(line for sign, line in lines if sign in " -") == before
        assert "\n".join(line for sign, line in lines if sign in " +") == after
        assert (before == after) == (script.evaluate("(two) => window.diff.difference(...two)", [before, after]) == [])


def test_a_reader_corrects_a_term(page: Page, base_url: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{base_url}/glossary/chunk.html")
    page.get_by_role("link", name="Propose a change").click()
    form = page.locator('form[data-kind="term"]')
    form.get_by_text("Nothing is changed yet.").wait_for()
    assert page.locator("h1").inner_text().startswith('Change "Chunk"')
    assert page.locator("form[data-change]:visible").count() == 1
    assert page.locator(".no-entry:visible").count() == 0
    text = (ROOT / "glossary/chunk.yaml").read_text("utf-8")
    short = form.get_by_label("Short")
    assert " ".join(parse_yaml(text, Path("x.yaml")).value["short"].split()) == " ".join(short.input_value().split())
    assert form.locator(".findings li").count() == 0
    short.fill("A box of pixels, which is read as one.")
    changed = form.locator("[data-difference]")
    changed.wait_for()
    assert "+ short: A box of pixels, which is read as one." in changed.inner_text().replace('"', "")
    assert {line[0] for line in changed.locator("del").all_inner_texts()} == {"-"}
    assert form.locator("[data-name]").inner_text() == "glossary/chunk.yaml"
    assert (form.locator("[data-open]").get_attribute("href") or "").endswith("/edit/main/glossary/chunk.yaml")
    body = parse_qs(urlsplit(form.locator("[data-issue]").get_attribute("href") or "").query)["body"][0]
    assert "In `glossary/chunk.yaml`" in body
    assert "which is read as one." in body
    form.locator("[data-copy]").click()
    form.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert parse_yaml(copied, Path("x.yaml")).value["short"] == "A box of pixels, which is read as one."
    words = form.locator("[data-ways] :is(a, button)").all_inner_texts()
    assert words == ["Copied", "Open the file on GitHub", "Send it as an issue", "Start again"]
    form.get_by_label("Body").fill("See {term}`chunck`.")
    form.get_by_text("Body names the term chunck, which does not exist.").wait_for()
    page.reload()
    assert form.get_by_label("Body").input_value() == "See {term}`chunck`."
    form.get_by_role("button", name="Start again").click()
    form.get_by_text("Nothing is changed yet.").wait_for()
    page.reload()
    form.get_by_text("Nothing is changed yet.").wait_for()
    assert errors == []


# A browser takes seconds to type so much, line by line.
TYPED = "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', { bubbles: true })); }"


def test_the_channels_are_changed_as_a_whole_file(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/docs/channels.html")
    page.get_by_role("link", name="Propose a change").click()
    form = page.locator('form[data-kind="channels"]')
    text = form.get_by_label("The whole file")
    text.wait_for()
    assert text.input_value() == (ROOT / "docs/channels.yaml").read_text("utf-8")
    text.evaluate(TYPED, text.input_value().replace("name: image.sc forum", "name: The forum image.sc"))
    form.locator("[data-difference]").wait_for()
    assert form.locator("[data-difference] ins").all_inner_texts() == ["+     name: The forum image.sc\n"]
    form.get_by_text("Nothing to mend here.").wait_for()
    lines = text.input_value().split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("    url: https:"))
    text.evaluate(TYPED, "\n".join([*lines[:at], lines[at].replace("https:", "http:"), *lines[at + 1 :]]))
    form.get_by_text(f"Line {at + 1} must be an address such as https://example.org/page.").wait_for()
    text.evaluate(TYPED, "\n".join([*lines[:at], "    short: See {term}`chunck`.", *lines[at:]]))
    form.get_by_text(f"Line {at + 1} names the term chunck, which does not exist.").wait_for()


@pytest.mark.parametrize("wanted", ["glossary/no-such", "../propose", "//example.org/x", "glossary/%3Cb%3E", ""])
def test_an_entry_that_is_not_there_is_told(page: Page, base_url: str, wanted: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base_url}/docs/contribute/change.html?change={wanted}")
    page.locator(".no-entry").wait_for()
    assert page.locator("form[data-change]:visible").count() == 0
    assert all(url.startswith(base_url) for url in asked)


def test_each_page_with_a_source_leads_to_a_change(built_site: Path) -> None:
    texts = {
        path.relative_to(built_site).as_posix(): path.read_text("utf-8")
        for path in built_site.rglob("*.html")
        if "sites" not in path.relative_to(built_site).parts
    }
    texts = {name: text for name, text in texts.items() if "bd-footer" in text and 'http-equiv="refresh' not in text}
    links = {name: re.findall(r'<a class="change" href="([^"]+)"', text) for name, text in texts.items()}
    without = sorted(name for name, found in links.items() if len(found) != 1)
    assert without == ["404.html", "search.html"]
    for name, (link,) in ((name, found) for name, found in links.items() if found):
        if link.startswith("https:"):
            assert (ROOT / link.partition("/edit/main/")[2]).is_file(), name
        else:
            wanted = parse_qs(urlsplit(link).query)["change"][0]
            assert (built_site / "propose" / f"{wanted}.json").is_file(), name
            assert name == f"{wanted}.html"


def test_a_desk_without_the_page_leads_to_the_file_and_what_is_retired_leaves_the_form(site: Site) -> None:
    site.wear_our_look()
    conf = site.root / "conf.py"
    conf.write_text(
        f'{conf.read_text()}html_context = {{"github_user": "o", "github_repo": "r", "github_version": "b"}}\n'
    )
    assert site.build()
    link = '<a class="change" href="{}">'
    assert link.format("https://github.com/o/r/edit/b/glossary/whisk.yaml") in site.pages()["glossary/whisk.html"]
    assert not (site.html / "propose").exists()
    page = site.root / "docs/guide/change.md"
    page.write_text("---\nshort: A form that changes what a term says.\n---\n# Change\n\n```{change-form} term\n```\n")
    site.edit("index.md", "docs/guide/mixing", "docs/guide/mixing\ndocs/guide/change")
    assert site.build()
    assert link.format("../docs/guide/change.html?change=glossary/whisk") in site.pages()["glossary/whisk.html"]
    assert {path.stem for path in (site.html / "propose/glossary").iterdir()} == {"bowl", "batter", "whisk"}
    site.edit("glossary/whisk.yaml", "reviewed:", "replaced_by: bowl\nreviewed:")
    assert site.build()
    assert {path.stem for path in (site.html / "propose/glossary").iterdir()} == {"bowl", "batter"}


FORM = "---\nshort: A form for what a term says.\n---\n# Form\n\n```{{{}-form}} term\n```\n"


@pytest.mark.parametrize("is_named", [True, False])
def test_forms_lead_to_the_folder_in_the_repository_or_say_what_to_do_without_one(
    is_named: bool, site: Site, page: Page
) -> None:
    site.wear_our_look()
    for name in ("propose", "change"):
        (site.root / f"docs/guide/{name}.md").write_text(FORM.format(name))
        site.edit("index.md", "docs/guide/mixing", f"docs/guide/mixing\ndocs/guide/{name}")
    if is_named:
        named = {"github_user": "o", "github_repo": "r", "github_version": "b", "doc_path": "kitchen/"}
        site.edit("conf.py", "project =", f"html_context = {named}\nproject =")
    assert site.build()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    addresses = "all => all.map(link => link.href.split('?')[0])"
    with serve(site.html) as url:
        page.goto(f"{url}/docs/guide/propose.html")
        new = page.locator("form[data-propose]")
        new.get_by_label("Term", exact=True).fill("Ladle")
        new.locator("[data-copy]").click()
        new.get_by_role("button", name="Copied").wait_for()
        assert "term: Ladle" in page.evaluate("navigator.clipboard.readText()")
        links = page.locator("main a[href*='github.com']").evaluate_all(addresses)
        page.goto(f"{url}/docs/guide/change.html?change=glossary/whisk")
        changed = page.locator("form[data-change]")
        changed.get_by_label("Short").fill("A tool that beats air into batter.")
        changed.locator("[data-copy]").click()
        changed.get_by_role("button", name="Copied").wait_for()
        assert "short: A tool that beats air into batter." in page.evaluate("navigator.clipboard.readText()")
        links += page.locator("main a[href*='github.com']").evaluate_all(addresses)
        told = "send it to those who keep this site" in changed.inner_text()
    paths = ["new/b/kitchen/glossary", "issues/new", "edit/b/kitchen/glossary/whisk.yaml", "issues/new"]
    assert links == ([f"https://github.com/o/r/{path}" for path in paths] if is_named else [])
    assert told is not is_named
    assert errors == []
