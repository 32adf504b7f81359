"""``describe.html``: the form, what it makes of bad input, and that what it shows is true, by running its scripts."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from describing import Case, run_all
from keeping import keep, lines_of
from playwright.sync_api import Browser, Page
from test_browser_axe import everywhere, violations

from helpdesk_omezarr.stores.sandbox import Sandbox

SIZES = {"t": "2", "c": "2", "z": "4", "y": "33", "x": "40"}
PIXELS = {"t": "30", "c": "", "z": "0.5", "y": "0.325", "x": "0.1"}
UNITS = {"t": "second", "c": "", "z": "micrometer", "y": "micrometer", "x": "micrometer"}
CHUNKS = {"t": "1", "c": "1", "z": "2", "y": "16", "x": "16"}
SHARDS = {"t": "2", "c": "2", "z": "4", "y": "32", "x": "32"}
CHANNELS = ["DAPI,0000FF,4000", "GFP,00FF00,"]
WRITERS = ("zarr", "ome-zarr", "ngff-zarr", "yaozarrs")
# Axes, and what else is asked for.
COMBINATIONS: list[tuple[str, dict[str, str]]] = [
    ("cyx", {"from": "tiff", "levels": "1"}),
    ("zyx", {"halve": "zyx", "levels": "2", "type": "uint8", "from": "folder"}),
    ("tczyx", {"shards": "yes", "from": "folder"}),
    ("czyx", {"label": "nuclei"}),
    ("tyx", {"label": "n-2", "method": "nearest", "type": "int16", "from": "tiff"}),
    ("yx", {"levels": "2", "type": "float32", "y": "64", "x": "64"}),
    ("cyx", {"plate": "2x2x2", "levels": "2", "shards": "yes"}),
    ("yx", {"plate": "1x2x1", "levels": "2", "label": "nuclei", "from": "tiff"}),
]
HOSTILE = "a'\"\\\n</script><img src=x onerror=alert(1)>{{name}}%if\u202e\U0001f52c #"


def address(version: str, writer: str, axes: str, more: dict[str, str]) -> str:
    """The readable address of an image with these ``axes`` and ``more``."""
    more = dict(more)
    chunks = CHUNKS | {name: more.pop(name) for name in "yx" if name in more}
    lists = {"size": SIZES, "pixel": PIXELS, "unit": UNITS, "chunk": chunks}
    if more.pop("shards", ""):
        lists["shard"] = SHARDS
    query: dict[str, Any] = {"version": version, "axes": axes}
    query |= {key: ",".join(values[name] for name in axes) for key, values in lists.items()}
    query |= {"type": "uint16", "levels": "3", "halve": "yx", "method": "mean", "from": "array", "name": "cells"}
    query |= {"with": writer, "channel": CHANNELS if "c" in axes else []} | more
    return urlencode(query, doseq=True)


class Described:
    """The page in several tabs, which work side by side."""

    def __init__(self, browser: Browser, url: str, tabs: int = 3) -> None:
        self.context = browser.new_context()
        self.said: list[str] = []
        self.url = f"{url}/describe.html"
        self.tabs = [self._open() for _ in range(tabs)]

    def _open(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.goto(self.url)
        page.wait_for_selector("#describe[data-done]")
        return page

    @property
    def page(self) -> Page:
        self.tabs[0].bring_to_front()  # what lies behind is drawn once a second, and each click waits for two drawings
        return self.tabs[0]

    def begin(self, page: Page, query: str) -> None:
        page.evaluate(
            "query => { delete document.querySelector('#describe').dataset.done; location.hash = query; }", query
        )

    def result(self, page: Page, query: str) -> Case | str:
        """What came out, or why the library cannot."""
        page.bring_to_front()
        page.wait_for_selector("#describe[data-done]")
        told = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()}
        refused = page.locator(f"[data-refused='{told['with']}']")
        if refused.count():
            return str(refused.inner_text())
        assert page.locator("#describe-verdict").get_attribute("data-status") == "0", query
        script = str(page.text_content("#describe-code"))
        return Case(told, script, documents(str(page.get_attribute("#describe-edit", "href"))))

    def all(self, queries: list[str]) -> list[Case | str]:
        results: list[Case | str] = []
        step = len(self.tabs)
        for start in range(0, len(queries), step):
            pairs = list(zip(self.tabs, queries[start : start + step], strict=False))
            for page, query in pairs:
                self.begin(page, query)
            results += [self.result(page, query) for page, query in pairs]
        return results


def documents(link: str) -> dict[str, Any]:
    """The documents that a link to the editor carries."""
    packed = link.partition("#v1,")[2]
    data = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    carried = json.loads(zlib.decompress(data, -zlib.MAX_WBITS))["documents"]
    return {path: json.loads(text) for path, text in carried.items()}


@pytest.fixture(scope="module")
def described(browser: Browser, base_url: str) -> Iterator[Described]:
    described = Described(browser, base_url)
    yield described
    described.context.close()


def test_what_it_shows_is_what_its_scripts_write(described: Described, tmp_path: Path, sandbox: Sandbox) -> None:
    # Each version with each library, and each combination with each of both; of all three together every third. What
    # has a single version is tried with each combination.
    queries = [
        address(version, writer, axes, more)
        for v, version in enumerate(("0.4", "0.5", "0.6"))
        for w, writer in enumerate(WRITERS)
        for c, (axes, more) in enumerate(COMBINATIONS)
        if (v + w + c) % 3 == 0 or writer == "yaozarrs"
    ]
    results = described.all(queries)
    cases = [case for case in results if isinstance(case, Case)]
    assert len(cases) >= 24
    assert {(case.version, case.query["with"]) for case in cases} >= {
        *((version, writer) for version in ("0.4", "0.5", "0.6") for writer in WRITERS[:3]),
        ("0.5", "yaozarrs"),
    }
    for case in cases:
        if "plate" in case.query or "label" in case.query or "shard" in case.query or case.query["from"] != "array":
            assert case.documents
    wrong = run_all(cases, tmp_path, sandbox)
    assert {urlencode(case.query): told for case, told in zip(cases, wrong, strict=True) if told} == {}
    assert described.said == []


KEPT: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "labels": ("0.5", "ome-zarr", "tczyx", {"label": "nuclei", "shards": "yes", "from": "tiff"}),
    "plate": ("0.4", "zarr", "cyx", {"plate": "2x3x2", "levels": "2", "halve": "yx", "from": "folder"}),
    "one level": ("0.6", "ngff-zarr", "yx", {"levels": "1", "y": "4", "x": "4", "type": "float32"}),
    "volume": ("0.5", "zarr", "zyx", {"halve": "zyx", "levels": "2", "type": "uint8"}),
    "refused": ("0.6", "yaozarrs", "zyx", {"method": "nearest"}),
}


@pytest.mark.parametrize("name", KEPT)
def test_all_that_it_says_is_as_it_is_kept(described: Described, name: str) -> None:
    """Verdict, advice, script, files and metadata."""
    page = described.page
    described.begin(page, address(*KEPT[name]))
    page.wait_for_selector("#describe[data-done]")
    said = [
        str(page.evaluate("id => document.getElementById(id).outerHTML", f"describe-{id}")) for id in ("bar", "out")
    ]
    packed = re.sub('(?<=edit.html#v1,)[^"]+|blob:[^"]+', "PACKED", "\n".join(said))
    # A class that was taken away leaves this behind.
    html = packed.replace(' class=""', "").replace(described.url.removesuffix("/describe.html"), "SITE")
    keep(f"describe {name}", lines_of(html))


def test_the_form_is_as_it_is_kept(described: Described) -> None:
    page = described.page
    described.begin(page, address("0.5", "zarr", "tczyx", {"halve": "zyx", "method": "nearest"}))
    page.wait_for_selector("#describe[data-done]")
    keep("describe form", lines_of(page.locator("#describe form").evaluate("form => form.outerHTML")))
    chosen = "all => Object.fromEntries(all.map(one => [one.dataset.field, one.selectedOptions[0]?.textContent]))"
    said = page.locator("#describe select[data-field]").evaluate_all(chosen)
    assert (said["halve"], said["method"]) == ("z, y and x", "every second pixel")


def test_the_comparison_sees_a_difference(described: Described, tmp_path: Path, sandbox: Sandbox) -> None:
    """Or the test above would say nothing: other metadata, other pixels, a script that fails."""
    query = address("0.5", "zarr", "cyx", {})
    case = described.all([query])[0]
    assert isinstance(case, Case)
    other = json.loads(json.dumps(case.documents))
    other["0/zarr.json"]["fill_value"] = 1
    changed = [
        Case(case.query, case.script, other),
        Case(
            case.query,
            case.script.replace("write_levels(group, pixels)\n", "write_levels(group, pixels + 1)\n"),
            case.documents,
        ),
        Case(case.query, case.script.replace('"name": "c", ', '"name": "y", '), case.documents),
        Case(case.query, f"{case.script}\nraise ValueError\n", case.documents),
    ]
    assert len({one.script for one in changed}) == 4
    wrong = run_all(changed, tmp_path, sandbox)
    assert wrong[0] == ["0/zarr.json /fill_value: shown 1, written 0"]
    assert ": other pixels came back" in wrong[1]
    assert any("invalid" in told for told in wrong[2])
    assert "ValueError" in wrong[3][0]


@pytest.mark.parametrize("writer", WRITERS)
def test_scripts_of_hostile_names_run(described: Described, tmp_path: Path, sandbox: Sandbox, writer: str) -> None:
    more = {"name": HOSTILE, "channel": [f"{HOSTILE},FF8000,12.5", ",00FF00,"]}
    case = described.all([address("0.5", writer, "cyx", more)])[0]  # type: ignore[arg-type]
    assert isinstance(case, Case)
    # A field of one line drops the end of a line that the address brings.
    name = HOSTILE.replace("\n", "")
    multiscales = case.documents["zarr.json"]["attributes"]["ome"]["multiscales"]
    assert multiscales[0]["name"] == name
    assert case.documents["zarr.json"]["attributes"]["ome"]["omero"]["channels"][0]["label"] == name
    assert "\u202e" not in case.script
    assert run_all([case], tmp_path, sandbox) == [[]]
    assert described.said == []
    assert described.page.locator("#describe img").count() == 0


def test_bad_input_gets_a_sentence_and_stays(described: Described) -> None:
    page = described.page
    described.all([address("0.5", "zarr", "czyx", {})])
    for field, typed, told in (
        ("size-x", "0", "At least 1"),
        ("size-x", "1000000000000", "a digit too many"),
        ("size-x", "many", "not a whole number"),
        ("size-x", "", "Give a number"),
        ("pixel-x", "0,1", "with a point"),
        ("pixel-x", "-1", "not a number"),
        ("levels", "9", "would have no pixel along y"),
        ("shard-x", "24", "is a multiple of 16"),
        ("color-0", "blue", "six digits"),
        ("end-0", "0", "A number above 0"),
        ("label", "../out", "letters, digits"),
        ("rows", "0", "At least 1"),
    ):
        box = page.locator(f"[data-field='{field}']")
        before = box.input_value()
        box.fill(typed)
        problem = page.locator(f"#problem-{field}")
        assert told in problem.inner_text(), field
        assert box.get_attribute("aria-invalid") == "true"
        assert f"problem-{field}" in str(box.get_attribute("aria-describedby"))
        assert box.input_value() == typed
        page.get_by_role("button", name="Show me").click()
        assert page.evaluate("document.activeElement.dataset.field") in (
            field,
            "shard-c",
            "shard-z",
            "shard-y",
            "columns",
        )
        box.fill(before)
    assert page.locator(".problem:visible").count() == 0
    assert described.said == []


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("version=0.5&axes=xyz", "not in the order"),
        ("version=0.9", "choose 0.4, 0.5, 0.6"),
        ("version=0.5&axes=czyx&size=3,60,20", "3 of 4 values for size"),
        ("version=0.5&evil=<img src=x onerror=alert(1)>", "means nothing here"),
        ("a=" + "x" * 30000, "too long"),
        ("with=__proto__&type=constructor", "choose"),
    ],
)
def test_a_cut_or_hostile_address_gets_a_sentence(described: Described, fragment: str, told: str) -> None:
    page = described.page
    described.begin(page, fragment)
    page.wait_for_selector("#describe[data-done]")
    assert told in page.inner_text("#describe-notes")
    assert page.locator("#describe-notes img").count() == 0
    assert page.text_content("#describe-code")
    assert described.said == []


@pytest.mark.parametrize(
    ("channel", "fields"),
    [
        ("DAPI", ("DAPI", "", "")),
        ("DAPI,0000FF", ("DAPI", "0000FF", "")),
        ("DAPI, bound,0000FF,4000", ("DAPI, bound", "0000FF", "4000")),
    ],
)
def test_a_channel_of_an_address_may_lack_parts(
    described: Described, channel: str, fields: tuple[str, str, str]
) -> None:
    page = described.page
    page.goto("about:blank")
    page.goto(f"{described.url}#{address('0.5', 'zarr', 'cyx', {'channel': channel})}")
    page.wait_for_selector("[data-field=name-0]")
    assert tuple(page.input_value(f"[data-field={name}-0]") for name in ("name", "color", "end")) == fields


def test_the_address_carries_everything(described: Described) -> None:
    page = described.page
    more = {"label": "nuclei", "plate": "2x3x1", "method": "nearest", "from": "tiff", "shards": "yes"}
    query = address("0.6", "ome-zarr", "tczyx", more)
    described.all([query])
    kept = page.evaluate("location.hash").removeprefix("#")
    again = described.tabs[1]
    again.goto("about:blank")
    again.goto(f"{described.url}#{kept}")
    again.wait_for_selector("#describe[data-done]")
    assert again.text_content("#describe-code") == page.text_content("#describe-code")
    assert again.evaluate("location.hash").removeprefix("#") == kept
    assert parse_qs(query) == parse_qs(kept)


def test_advice_has_its_numbers_and_its_page(described: Described) -> None:
    page = described.page
    described.all([address("0.5", "zarr", "zyx", {"levels": "1"})])
    page.fill("[data-field=size-y]", "20000")
    page.fill("[data-field=size-x]", "30000")
    page.fill("[data-field=size-z]", "300")
    said = {
        str(one.get_attribute("data-advice")): one.inner_text() for one in page.locator("#describe-advice li").all()
    }
    assert "2 x 16 x 16 pixels x 2 bytes = 1.0 KiB" in said["chunk-small"]
    assert "1 + log2(30,000 / 1,024), rounded up = 6" in said["pyramid-missing"]
    assert "(300 / 2) x (20,000 / 16) x (30,000 / 16)" in said["files-many"]
    assert "335.3 GiB" in said["memory"]
    for link in page.locator("#describe-advice a").all():
        assert page.request.get(str(link.evaluate("link => link.href"))).ok
    page.fill("[data-field=levels]", "6")
    assert page.locator("[data-advice=pyramid-missing]").count() == 0


def test_a_library_that_cannot_says_why(described: Described) -> None:
    page = described.page
    described.begin(page, address("0.6", "yaozarrs", "yx", {}))
    page.wait_for_selector("#describe[data-done]")
    assert "its writers are for 0.5" in page.inner_text("[data-refused=yaozarrs]")
    assert "with zarr alone" in page.inner_text(".instead")
    assert "import zarr" in str(page.text_content("#describe-code"))
    page.check("[name=version][value='0.5']", force=True)
    assert "from yaozarrs import v05" in str(page.text_content("#describe-code"))


def test_it_fits_a_phone_and_is_light(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/check.html", wait_until="networkidle")
    usual = sum(sizes.values())
    sizes.clear()
    page.goto(f"{base_url}/describe.html", wait_until="networkidle")
    page.wait_for_selector("#describe[data-done]")
    own = {url: size for url, size in sizes.items() if "/describe/" in url or "/check/" in url}
    assert sum(own.values()) <= 60 * 1024, own
    assert usual
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    context.close()


def test_the_editor_opens_with_what_was_described(described: Described) -> None:
    query = address("0.6", "zarr", "czyx", {"label": "nuclei"})
    case = described.all([query])[0]
    assert isinstance(case, Case)
    editor = described.context.new_page()
    editor.goto(str(described.page.evaluate("document.querySelector('#describe-edit').href")))
    editor.wait_for_selector("#edit-result[data-status='0']")
    shown = json.loads(editor.input_value("#edit-document"))
    assert shown == case.documents["zarr.json"]
    editor.close()


def test_a_long_script_can_be_scrolled_by_keyboard(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/describe.html")
    page.wait_for_selector("#describe[data-done]")
    page.wait_for_timeout(100)  # for what looks whether a box scrolls
    assert page.locator(".code[aria-label='The script']").evaluate(
        "box => [box.scrollHeight > box.clientHeight, box.scrollWidth > box.clientWidth, box.tabIndex]"
    ) == [True, False, 0]
    page.close()


def test_axe_finds_nothing(browser: Browser, base_url: str) -> None:
    """With a refused library, advice, channels, a plate and a field that is wrong."""
    page = browser.new_page(reduced_motion="reduce")
    query = address("0.4", "yaozarrs", "tczyx", {"label": "nuclei", "plate": "2x2x2"})
    page.goto(f"{base_url}/describe.html#{query}")
    page.wait_for_selector("#describe[data-done]")
    assert everywhere(page) == []
    page.fill("[data-field=size-x]", "many")
    assert violations(page, part="#describe") == []
    page.close()
