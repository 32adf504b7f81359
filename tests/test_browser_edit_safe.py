"""``edit.html`` sends nothing, runs nothing that a text says, ends in bounded time, and can be used by everyone."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Literal

import pytest
from editing import Editor
from playwright.sync_api import Browser, Response
from test_browser_axe import everywhere
from test_browser_check_safe import EVIL, HOSTILE, group

PACK = """async ([documents, open, from]) =>
    (await import(new URL("check/edit-address.js", document.baseURI))).packed({ documents, open, from })"""
PASTE = """text => {
    const given = new DataTransfer();
    given.setData("text/plain", text);
    const pasted = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
    document.getElementById("edit-document").dispatchEvent(pasted);
}"""
IMAGE = "?example=image&script=v05"
PLATE = "?example=plate&script=v04"


def test_nothing_is_sent(editor: Editor, built_site: Path) -> None:
    editor.open(IMAGE)
    editor.asked.clear()
    editor.type(editor.text.replace("cells", "secret"))
    assert editor.fragment.startswith("v1,")
    assert [address for address in editor.asked if "/icon.svg" not in address] == []  # nothing while somebody types
    editor.page.reload()
    assert editor.status == 0
    assert [address for address in editor.asked if not address.startswith(f"{editor.url}/")] == []
    assert [address for address in editor.asked if "v1," in address.partition("#")[0]] == []
    text = (built_site / "edit.html").read_text("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert found
    assert "connect-src 'self';" in found[1]
    assert "worker-src 'self';" in found[1]
    assert "unsafe" not in found[1]


def test_the_worker_has_no_way_out(built_site: Path) -> None:
    """It does not inherit the policy of the page: what could ask another server is taken away before anything else."""
    script = (built_site / "check/edit-worker.js").read_text("utf-8")
    taken = script.index('"XMLHttpRequest"')
    assert 0 <= taken < 300
    assert script.index("Object.defineProperty(self") < script.index("addEventListener")


CUT = ["#v1,", "#v1,q1ZKyU8u", "#v1,!!!", "#v1,%E0%A4%A", "#v1,<script>alert(1)</script>", "#v1,AAAA", "#v1,é"]
UNKNOWN = [
    "#example=../../index&script=v05",
    "#example=image&script=constructor",
    "#example=nothing&script=v05",
    "#mistake=axes-missing&script=v99",
    "#mistake=%3Cimg%20src%3Dx%3E",
    "#example=",
]


@pytest.mark.parametrize("fragment", [*CUT, *UNKNOWN])
def test_a_wrong_address_is_told_in_a_sentence(editor: Editor, fragment: str) -> None:
    come = editor.open if fragment in (CUT[0], UNKNOWN[0]) else editor.bring
    assert come(fragment) == 2
    code = editor.page.get_attribute("#edit-result .told", "data-code")
    assert code == ("address-cut" if fragment in CUT else "address-wrong")
    assert editor.page.locator("#edit-result :is(img, script)").count() == 0
    # One can go on from there.
    assert editor.type(group({"version": "0.5"})) == 2
    assert "nothing of OME-Zarr" in editor.told


def test_an_address_cut_anywhere(editor: Editor) -> None:
    editor.open(IMAGE)
    editor.type(editor.text.replace("cells", "cut"))
    whole = editor.fragment
    for length in range(4, len(whole), 97):
        assert editor.follow(whole[:length]) == 2, length
        assert "cut off" in editor.told
        assert '"cut"' in editor.text  # what was typed stays


def test_what_unpacks_to_too_much_ends_early(editor: Editor) -> None:
    editor.open(IMAGE)
    bomb = editor.page.evaluate(f"({PACK})([{{ 'zarr.json': ' '.repeat(40 << 20) }}, 'zarr.json', ''])")
    assert len(bomb) < 100_000
    assert editor.follow(bomb[1:]) == 2
    assert "unpacks to more than" in editor.told


def test_what_a_text_says_stays_text(editor: Editor) -> None:
    editor.open(IMAGE)
    names = {EVIL: EVIL, f"0/{EVIL}/zarr.json": group(HOSTILE), "zarr.json": group(HOSTILE), "__proto__": "{}"}
    names |= {"../../zarr.json": "{}", "//": "", "constructor": EVIL, 'a"]/zarr.json': "{}"}
    fragment = editor.page.evaluate(PACK, [names, EVIL, "#mistake=%3Cimg src=x onerror=window.owned=1%3E"])
    assert editor.open(fragment) == 1
    assert editor.text == EVIL
    assert EVIL in editor.page.inner_text("#edit-tree")
    for name in editor.documents:
        editor.page.locator(f"[data-path={json.dumps(name)}]").click()
    assert editor.type(EVIL) == 1
    assert editor.page.evaluate("window.owned") is None
    assert editor.page.locator("#edit :is(img, script, b)").count() == 0


def test_a_huge_text_ends_in_bounded_time_and_is_kept(editor: Editor) -> None:
    editor.open()
    editor.page.wait_for_selector("#edit-status:not(:empty)", state="attached")
    huge = json.dumps({"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5"}}}, indent=1)
    rows = ",\n".join(f'"key {number}": [{number}, "a value that nobody needs"]' for number in range(20_000))
    huge = huge.replace('"0.5"', f'"0.5",\n{rows}')
    editor.page.evaluate(PASTE, huge)
    assert editor.status == 2
    assert "nothing of OME-Zarr" in editor.told
    assert editor.page.locator("#edit-lines .line").count() < 100
    editor.page.wait_for_selector("#edit-told:has-text('too long for a link')")
    editor.page.reload()
    assert editor.status == 2
    assert editor.text == huge
    editor.page.evaluate("document.getElementById('edit-document').scrollTo(0, 1e9)")
    editor.page.wait_for_selector("#edit-lines:has-text('19999')", state="attached")


def test_a_judge_that_cannot_be_loaded_is_told_and_asked_anew(editor: Editor) -> None:
    worker = "**/edit-worker.js"
    editor.page.route(worker, lambda route: route.abort())
    assert editor.open(IMAGE) == 2
    assert editor.told == "The checker could not be loaded: reload the page."
    editor.page.unroute(worker)
    assert editor.type(editor.text.replace("cells", "nuclei")) == 0


BROKEN = ['{"a":' * 50_000, "[" * 200_000, "[" * 3000 + "]" * 3000, "\x00\x01", '"' * 99_999, "null", "7", '"a"', "[]"]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_and_deep_texts_have_an_answer(editor: Editor, text: str) -> None:
    editor.bring(IMAGE.replace("?", "#"))
    editor.page.focus("#edit-document")
    editor.page.evaluate("document.activeElement.select()")
    editor.page.evaluate(PASTE, text) if len(text) > 50_000 else editor.type(text)
    assert editor.status == 1
    assert len(editor.findings()) == 1
    assert len(editor.marks) == 1
    assert editor.text == text


def test_axe_finds_nothing(editor: Editor) -> None:
    editor.open()
    editor.page.wait_for_selector("#edit-status:not(:empty)", state="attached")
    assert everywhere(editor.page) == []
    editor.open("?mistake=axes-missing&script=v05&side=yours")
    assert everywhere(editor.page) == []


@pytest.mark.parametrize("colors", ["active", "none"])
def test_no_width_scrolls(browser: Browser, base_url: str, colors: Literal["active", "none"]) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.emulate_media(forced_colors=colors)
    editor = Editor(page, base_url)
    editor.open(PLATE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    names = {"zarr.json": group(HOSTILE), f"{'long' * 90}/{EVIL}/zarr.json": group(HOSTILE)}
    assert editor.open(page.evaluate(PACK, [names, "zarr.json", ""])) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_keyboard_leaves_the_text(editor: Editor) -> None:
    editor.open("?mistake=axes-missing&script=v05&side=yours")
    before = editor.text
    reached: list[str] = []
    editor.page.focus('[data-path="1/zarr.json"]')
    for _ in range(4):
        editor.page.keyboard.press("Tab")
        reached.append(editor.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert reached == ["edit-document", "edit-copy", "The image has no axes", "Line 6"]
    assert editor.text == before
    editor.page.keyboard.press("Enter")
    assert editor.page.evaluate("document.activeElement.id") == "edit-document"
    editor.page.keyboard.press("Shift+Tab")
    assert editor.page.evaluate("document.activeElement.dataset.path") == "1/zarr.json"
    editor.page.keyboard.press("Enter")
    assert editor.page.inner_text("#edit-label") == "1/zarr.json"
    assert editor.page.evaluate("document.activeElement.dataset.path") == "1/zarr.json"


def test_the_skip_link_loses_nothing(editor: Editor) -> None:
    editor.open(IMAGE)
    editor.type(editor.text.replace("cells", "kept"))
    assert editor.fragment.startswith("v1,")
    editor.page.evaluate("location.hash = 'main-content'")
    assert editor.fragment.startswith("v1,")
    editor.page.reload()
    assert editor.status == 0
    assert '"kept"' in editor.text


def test_paper_has_the_whole_text(editor: Editor) -> None:
    editor.open("?mistake=axes-missing&script=v05&side=yours")
    editor.page.emulate_media(media="print")
    editor.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert editor.page.inner_text("#edit-print") == editor.text
    assert editor.page.locator("#edit-document").is_hidden()
    editor.page.emulate_media(media="screen")


def test_it_is_light(browser: Browser, base_url: str) -> None:
    """All that the editor loads until the first text is judged, packed as servers pack it."""
    page = browser.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    Editor(page, base_url).open("?mistake=axes-missing&script=v05&side=yours")
    own = {one.url: len(gzip.compress(one.body())) for one in answers if re.search("/(check|edit)/", one.url)}
    assert any("edit-worker.js" in url for url in own)
    assert any("data.json" in url for url in own)
    assert not any(re.search("zarrita|blosc|zstd", url) for url in own)
    assert sum(own.values()) <= 60_000
    page.close()
