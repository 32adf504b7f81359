"""The form: whatever is typed becomes YAML that reads back as typed, and nothing but text on the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from serving import serve
from test_emit import text, values

from helpdesk.cli.new_entry import propose_id
from helpdesk.model.entries import Term
from helpdesk.model.json_schema import first_line
from helpdesk.model.kinds import TERM
from helpdesk.reading.yaml_document import parse_yaml


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page that has loaded the module."""
    with serve(ROOT / "scripts/helpdesk/theme/static") as url:
        page = browser.new_page()
        page.goto(f"{url}/icon.svg")
        page.evaluate("async () => { window.propose = await import('/propose.mjs'); }")
        yield page
        page.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(st.dictionaries(text, values, min_size=1, max_size=4), min_size=1, max_size=8))
def test_what_is_typed_reads_back_the_same(script: Page, entries: list[dict[str, Any]]) -> None:
    # As JSON: a mapping with the key `__proto__` or a number as key would be another thing as a JavaScript object.
    typed = [{f"k{key}": value for key, value in entry.items()} for entry in entries]
    typed = json.loads(json.dumps(typed))
    written = script.evaluate("(text) => JSON.parse(text).map(window.propose.toYaml)", json.dumps(typed))
    for entry, yaml in zip(typed, written, strict=True):
        assert parse_yaml(yaml, Path("x.yaml")).value == entry, yaml


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.tuples(text, text, text), min_size=1, max_size=5))
def test_a_whole_entry_reads_back(script: Page, typed: list[tuple[str, str, str]]) -> None:
    for title, short, body in typed:
        fields = [
            {"key": "term", "form": "line", "value": title},
            {"key": "short", "form": "line", "value": short},
            {"key": "body", "form": "block", "value": body},
            {"key": "search", "form": "list", "value": body},
        ]
        call = "([fields]) => window.propose.toYaml(window.propose.entryOf(fields, '2026-11-21'))"
        read = parse_yaml(script.evaluate(call, [fields]), Path("x.yaml")).value
        assert read.get("term", "") == " ".join(js_split(title))
        assert read.get("short", "") == " ".join(js_split(short))
        assert read.get("body", "").rstrip() == body.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def js_split(value: str) -> list[str]:
    return value.split()


@pytest.mark.parametrize("title", ["Half pixel", "Köhler & Söhne (2)", "漏勺", "a" * 60, "well known word " * 6])
def test_the_id_is_the_one_that_the_command_proposes(script: Page, title: str) -> None:
    assert script.evaluate("(title) => window.propose.proposeId(title, 'term')", title) == propose_id(title, TERM)


def test_a_long_text_is_copied_instead(script: Page) -> None:
    call = "(text) => window.propose.address('https://github.com/o/r/new/main/glossary', 'a.yaml', text)"
    short = script.evaluate(call, "term: A & B #1\n")
    assert parse_qs(urlsplit(short["href"]).query) == {"filename": ["a.yaml"], "value": ["term: A & B #1\n"]}
    long = script.evaluate(call, "漢" * 3000)
    assert (long["whole"], long["href"]) == (False, "https://github.com/o/r/new/main/glossary?filename=a.yaml")


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{base_url}/docs/contribute/propose.html")
    yield page
    page.close()


def form(page: Page) -> Any:
    """The form for a term, empty."""
    term = page.locator('form[data-kind="term"]')
    term.evaluate("form => form.reset()")
    term.locator("[data-findings]:empty").wait_for(state="attached")
    return term


def test_a_newcomer_fills_in_the_form(page: Page) -> None:
    term = form(page)
    term.get_by_label("Term", exact=True).fill("Half pixel shift of <span>levels</span>")
    term.get_by_label("Short").fill("A small error: the levels of a pyramid lie beside each other # by half a pixel.")
    term.get_by_label("Body").fill("It shows as *blurred* borders.\n\n- one: two")
    term.get_by_label("Sources").fill("https://example.org/half what a shift is")
    term.get_by_label("Search").fill('levels do not fit\n"quoted"')
    term.get_by_label("Category").select_option("image-model")
    said = term.locator(".findings li")
    said.first.wait_for()
    assert said.all_inner_texts() == ["Term has markup or a script: write plain words."]
    assert term.locator("[data-title]").inner_text() == "Half pixel shift of <span>levels</span>"
    term.get_by_label("Term", exact=True).fill("Half pixel shift of levels")
    term.locator("[data-fine]").wait_for()
    address = urlsplit(term.locator("[data-open]").get_attribute("href") or "")
    assert address.path.endswith("/new/main/glossary")
    query = parse_qs(address.query)
    assert query["filename"] == ["half-pixel-shift-of-levels.yaml"]
    (yaml,) = query["value"]
    assert yaml.startswith(first_line(TERM) + "\n")
    entry = Term.model_validate(parse_yaml(yaml, Path("x.yaml")).value)
    assert entry.search == ["levels do not fit", '"quoted"']
    assert entry.sources[0].supports == "what a shift is"


def test_nothing_is_chosen_and_nothing_said_before_one_types(page: Page) -> None:
    term = form(page)
    assert term.get_by_label("Category").input_value() == ""
    assert term.locator(".findings li").count() == 0
    assert term.locator("[data-missing]").is_visible()
    term.get_by_label("Term", exact=True).fill("Half pixel shift of levels")
    assert term.locator(".findings li").count() == 0
    term.get_by_label("Short").fill("A small error: the levels of a pyramid lie beside each other by half a pixel.")
    assert term.locator(".findings li").all_inner_texts() == ["Category is missing."]


def test_what_was_typed_is_there_after_a_reload(page: Page) -> None:
    term = form(page)
    term.get_by_label("Term", exact=True).fill("Half pixel shift")
    term.get_by_label("Body").fill("It shows as *blurred* borders. See {term}`chunck`.")
    page.reload()
    term = page.locator('form[data-kind="term"]')
    assert term.get_by_label("Term", exact=True).input_value() == "Half pixel shift"
    assert "blurred" in (term.locator("[data-body]").text_content() or "")
    term.get_by_text("Body names the term chunck, which does not exist.").wait_for()
    term.get_by_role("button", name="Start again").click()
    page.reload()
    assert page.locator('form[data-kind="term"]').get_by_label("Term", exact=True).input_value() == ""


def test_the_file_is_copied(page: Page) -> None:
    term = form(page)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    term.get_by_label("Term", exact=True).fill("Half pixel shift")
    term.locator("[data-copy]").click()
    term.get_by_role("button", name="Copied").wait_for()
    assert "term: Half pixel shift" in page.evaluate("navigator.clipboard.readText()")
    term.get_by_role("button", name="Copy the file").wait_for()
    assert errors == []


def test_a_title_in_another_script_gets_a_name_from_its_author(page: Page) -> None:
    term = form(page)
    term.get_by_label("Term", exact=True).fill("漏勺")
    term.get_by_text("Name of the file is missing").wait_for()
    term.get_by_label("Name of the file").fill("Lou shao")
    term.get_by_text("Name of the file: lower-case letters").wait_for()
    term.get_by_label("Name of the file").fill("lou-shao")
    query = parse_qs(urlsplit(term.locator("[data-open]").get_attribute("href") or "").query)
    assert query["filename"] == ["lou-shao.yaml"]


def test_missing_and_hidden_things_are_named(page: Page) -> None:
    term = form(page)
    term.get_by_label("Short").fill("too short\u202e")
    said = term.locator(".findings li").all_inner_texts()
    assert "Term is missing." in said
    assert any(text.startswith("Short has 10 characters; at least 20") for text in said)
    assert "Short has a hidden character: type that part again." in said


def test_an_entry_like_it_is_shown(page: Page) -> None:
    term = form(page)
    term.get_by_label("Term", exact=True).fill("resolution pyramids")
    links = term.locator("[data-similar] a")
    links.first.wait_for()
    assert any("pyramid" in (link or "").lower() for link in links.all_inner_texts())


@pytest.mark.parametrize(
    "title",
    [
        *("yes", "no", "null", "~", "1e3", "0x1F", "2026-01-01", "12", ".inf", "---", "%YAML", "- a", "a: b", "a #b"),
        *("'", '"', "it's", '"a" b', "{a}", "[a]", "&a", "*a", "!a", "|", ">", "@a", "`a`", "\\n", "? a", "<<"),
        *("  spaces around  ", "چلّه‌ای", "漏勺", "\U0001f52c zoom", "a" * 200),
    ],
)
def test_a_title_reads_back_as_typed(page: Page, title: str) -> None:
    term = form(page)
    term.get_by_label("Term", exact=True).fill(title)
    query = parse_qs(urlsplit(term.locator("[data-open]").get_attribute("href") or "").query)
    assert parse_yaml(query["value"][0], Path("x.yaml")).value["term"] == title.strip()


def test_hostile_text_stays_text(page: Page) -> None:
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    for hostile in (
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "javascript:alert(1)",
        "\ud800",
    ):
        term = form(page)
        term.get_by_label("Term", exact=True).fill(hostile)
        term.get_by_label("Short").fill(hostile)
    assert page.locator("form img, form script").count() == 0
    assert alarms == []
