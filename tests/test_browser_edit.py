"""``edit.html``: metadata are changed, judged while they are typed, and kept in the address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking import Checker
from editing import Editor
from keeping import keep, lines_of
from playwright.sync_api import Browser

IMAGE = "?example=image&script=v05"
AXES = "?mistake=axes-missing&script=v05"


@pytest.fixture
def stores(built_site: Path) -> Path:
    return built_site.resolve() / "stores"


def test_the_text_has_room_before_anything_is_pasted(editor: Editor) -> None:
    editor.page.set_viewport_size({"width": 1280, "height": 800})
    editor.page.goto(f"{editor.url}/edit.html")
    place = "one => one.getBoundingClientRect().toJSON()"
    text, documents = (editor.page.locator(part).evaluate(place) for part in ("#edit-document", ".edit-side"))
    assert text["width"] >= 600 and documents["right"] < text["left"], "beside the list, not below it"


def test_the_page_with_a_mistake_is_as_it_is_kept(editor: Editor) -> None:
    editor.page.set_viewport_size({"width": 1280, "height": 800})
    assert editor.open(AXES) == 1
    assert len(editor.marks) == 1  # the lines are drawn
    keep("edit mistake", lines_of(editor.page.evaluate("document.getElementById('edit').outerHTML")))


def test_an_example_opens_from_its_page(editor: Editor, stores: Path) -> None:
    editor.page.goto(f"{editor.url}/docs/examples/labels/index.html?version=0.5")
    editor.page.locator("details.document[open] .edit-link a:visible").first.click()
    assert editor.status == 0
    folder = stores / "labels/v05/labels.ome.zarr"
    published = {path.relative_to(folder).as_posix(): path for path in folder.rglob("zarr.json")}
    assert sorted(editor.documents) == sorted(published)
    for name, path in published.items():
        editor.choose(name)
        assert json.loads(editor.text) == json.loads(path.read_text("utf-8"))
    assert editor.findings() == []
    assert editor.fragment.startswith("example=labels&script=v05")


def test_a_document_of_an_example_opens(editor: Editor) -> None:
    editor.page.goto(f"{editor.url}/docs/examples/image/index.html?version=0.5")
    find = "all => all.find((one) => one.search.endsWith('&script=v05&open=1/zarr.json')).getAttribute('href')"
    href = editor.page.locator("a[aria-label='Edit and check 1/zarr.json']").evaluate_all(find)
    assert editor.open(href.partition("edit.html")[2]) == 0
    assert json.loads(editor.text)["shape"] == [2, 128, 128]
    assert editor.page.inner_text("#edit-label") == "1/zarr.json"


def test_both_sides_of_a_mistake_open_from_its_page(editor: Editor) -> None:
    address = f"{editor.url}/docs/mistakes/axes-missing.html?version=0.5"
    editor.page.goto(address)
    editor.page.locator(".edit-link:visible a", has_text="yours").click()
    assert editor.status == 1
    assert editor.findings()[0]["page"] == "axes-missing"
    assert (
        editor.page.inner_text("#edit-origin")
        == "Mistake: The image has no axes, OME-Zarr 0.5, yours (show corrected)."
    )
    assert '"axes"' not in editor.text
    editor.page.click("#edit-origin a[href*=corrected]")
    editor.page.wait_for_selector("#edit-result[data-status='0']")
    assert '"axes"' in editor.text
    editor.page.go_back()
    editor.page.wait_for_selector("#edit-result[data-status='1']")
    editor.page.go_back()
    assert editor.page.url.startswith(address)


def test_an_error_is_told_at_its_line(editor: Editor) -> None:
    assert editor.open(IMAGE) == 0
    assert editor.type(editor.text.replace('"name": "cells"', '"name": 7')) == 1
    (finding,) = editor.findings()
    place = "/attributes/ome/multiscales/0/name"
    assert (finding["document"], finding["pointer"]) == ("zarr.json", place)
    line = next(n for n, text in enumerate(editor.text.split("\n"), 1) if '"name": 7' in text)
    assert editor.marks == [f"● {line}"]
    editor.page.click(f"#edit-result .place:has-text('Line {line}')")
    assert editor.page.evaluate("getSelection().toString()") == '"name": 7'
    assert editor.page.inner_text("#edit-status") == "Not valid. 1 error."
    assert editor.reset() == 0
    assert '"name": 7' not in editor.text
    assert editor.go_back() == 1  # what was typed stays one step back
    assert '"name": 7' in editor.text


def test_what_is_no_json_is_told_at_its_line(editor: Editor) -> None:
    editor.open(IMAGE)
    lines = editor.text.split("\n")
    assert editor.type("\n".join([*lines[:6], '"oops"', *lines[6:]])) == 1
    assert [one["code"] for one in editor.findings()] == ["no-json"]
    assert editor.marks == ["● 8"]  # where something else than `:` comes
    assert editor.type("\n".join(lines[:5])) == 1
    assert [one["page"] for one in editor.findings()] == ["metadata-cut-off"]
    assert editor.marks == ["● 5"]
    assert editor.type("\n".join([*lines[:3], "// mine", *lines[3:]])) == 1
    assert editor.marks == ["● 4"]


def test_a_finding_in_another_document_opens_it(editor: Editor) -> None:
    editor.open(IMAGE)
    editor.choose("1/zarr.json")
    editor.type(editor.text.replace('"uint16"', '"uint8"'))
    editor.choose("zarr.json")
    (finding,) = editor.findings()
    assert (finding["page"], finding["document"]) == ("levels-differ-in-type", "1/zarr.json")
    assert "1 finding" in editor.page.inner_text('[data-path="1/zarr.json"]')
    editor.page.click("#edit-result .place")
    assert editor.page.inner_text("#edit-label") == "1/zarr.json"
    assert editor.page.evaluate("document.activeElement.id") == "edit-document"
    line = next(n for n, text in enumerate(editor.text.split("\n"), 1) if '"data_type"' in text)
    assert editor.marks == [f"▲ {line}"]


def test_reloading_keeps_what_was_typed(editor: Editor) -> None:
    editor.open(IMAGE)
    editor.choose("0/zarr.json")
    editor.type(editor.text.replace('"shape": [2, 256, 256]', '"shape": [2, 256]'))
    assert editor.fragment.startswith("v1,")
    editor.page.reload()
    assert editor.status == 1
    assert "[2, 256]" in editor.text
    assert editor.page.inner_text("#edit-origin") == "Example: Image, OME-Zarr 0.5, changed here."
    editor.page.evaluate("document.getElementById('edit-document').focus()")
    editor.page.keyboard.insert_text("At once")
    editor.page.reload()  # before the pause that ends with a new address
    assert editor.status == 1
    assert "At once" in editor.text
    editor.page.goto(f"{editor.url}/index.html")
    editor.page.go_back()
    assert editor.status == 1
    assert "At once" in editor.text
    assert editor.reset() == 0
    assert "At once" not in editor.text


def test_a_link_brings_the_text(editor: Editor, browser: Browser) -> None:
    editor.open(IMAGE)
    editor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.type(editor.text.replace("cells", "Zellen µ 日本 <b>"))
    editor.page.click("#edit-copy")
    editor.page.wait_for_selector("#edit-told:not(:empty)")
    link = editor.page.evaluate("navigator.clipboard.readText()")
    assert link == editor.page.url
    assert len(link) < 2000
    other = Editor(browser.new_page(), editor.url)
    assert other.open(link.partition("edit.html")[2]) == 0
    assert other.text == editor.text
    assert other.documents == editor.documents
    other.page.close()


def test_documents_of_a_program_open(editor: Editor) -> None:
    """Another page packs documents by the same module."""
    editor.open(IMAGE)
    packed = """async ([documents, open]) =>
        (await import(new URL("check/edit-address.js", document.baseURI))).packed({ documents, open })"""
    group = {"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5"}}}
    given = {"zarr.json": editor.text, "0/zarr.json": "{}", "notes/zarr.json": json.dumps(group)}
    fragment = editor.page.evaluate(packed, [given, "0/zarr.json"])
    assert editor.open(fragment) == 1
    assert (editor.text, editor.page.inner_text("#edit-label")) == ("{}", "0/zarr.json")
    assert editor.documents == ["zarr.json", "0/zarr.json", "notes/zarr.json"]


def test_pasted_metadata_are_named_by_what_they_are(editor: Editor, stores: Path) -> None:
    editor.open()
    editor.page.wait_for_selector("#edit-status:has-text('Nothing to check yet')", state="attached")
    text = (stores / "image/v05/image.ome.zarr/zarr.json").read_text("utf-8")
    assert editor.type(text) == 0  # that the levels are not here is no error
    assert editor.documents == ["zarr.json"]
    attributes = json.loads(text)["attributes"]
    del attributes["ome"]["multiscales"][0]["axes"]
    attributes["ome"]["version"] = "0.5.0"
    alone = json.dumps(attributes, indent=1)
    assert editor.type(alone) == 1
    line = next(n for n, text in enumerate(alone.split("\n"), 1) if '"0.5.0"' in text)
    assert f"● {line}" in editor.marks
    assert editor.type((stores / "image/v04/image.ome.zarr/.zattrs").read_text("utf-8")) == 0
    assert editor.documents == [".zattrs"]
    assert editor.fragment.startswith("v1,")
    editor.page.click("#edit-reset")
    editor.page.wait_for_selector("#edit-status:has-text('Nothing to check yet')", state="attached")
    assert editor.text == ""
    assert editor.go_back() == 0
    assert editor.documents == [".zattrs"]
    editor.type(editor.text.replace("cells", "nuclei"))
    assert editor.reset() == 0
    assert "cells" in editor.text  # what the link brought


def test_the_checker_leads_here(browser: Browser, base_url: str, stores: Path) -> None:
    page = browser.new_page()
    checker = Checker(page, base_url)
    assert checker.folder(stores / "labels/v04/labels.ome.zarr") == 0
    page.click("#check-result a:has-text('Edit the metadata')")
    editor = Editor(page, base_url)
    assert editor.status == 0
    assert ".zattrs" in editor.documents
    assert "labels/nuclei/.zattrs" in editor.documents
    checker = Checker(page, base_url)
    assert checker.text((stores / "image/v04/image.ome.zarr/.zattrs").read_text("utf-8")) == 0
    page.click("#check-result a:has-text('Edit the metadata')")
    assert editor.status == 0
    assert editor.documents == [".zattrs"]
    page.close()


def test_no_error_was_said_on_the_way(editor: Editor) -> None:
    assert editor.said == []
