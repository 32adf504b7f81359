"""``check.html`` sends nothing, runs nothing that a store says, ends in bounded time, and can be used by everyone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from checking import Checker, elsewhere
from playwright.sync_api import Browser, Page
from test_browser_axe import everywhere

EVIL = "<img src=x onerror=window.owned=1><script>window.owned=2</script>"
HOSTILE = {
    "version": "0.5",
    "multiscales": [
        {
            "name": EVIL,
            "axes": [{"name": EVIL, "type": EVIL, "unit": EVIL}, {"name": "x", "type": "space"}],
            "datasets": [{"path": EVIL, "coordinateTransformations": [{"type": "scale", "scale": [1, 1]}]}],
        }
    ],
    "omero": {"channels": [{"label": EVIL, "color": f'"{EVIL}'}]},
    "plate": {
        "name": EVIL,
        "rows": [{"name": EVIL}],
        "columns": [{"name": "javascript:alert(1)"}],
        "wells": [{"path": EVIL}],
    },
}


@pytest.fixture(scope="module")
def checker(browser: Browser, base_url: str) -> Iterator[Checker]:
    page = browser.new_page()
    yield Checker(page, base_url)
    page.close()


@pytest.fixture
def stores(built_site: Path) -> Path:
    return built_site.resolve() / "stores"


def group(ome: dict) -> str:
    return json.dumps({"zarr_format": 3, "node_type": "group", "attributes": {"ome": ome}})


def store_of(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "zarr.json").write_text(text)
    return folder


def test_nothing_is_sent(checker: Checker, stores: Path, browser: Browser, base_url: str) -> None:
    fresh = Checker(browser.new_page(), base_url)
    fresh.folder(stores / "image/v05/image.ome.zarr")
    fresh.page.click(".picture-button")
    fresh.page.wait_for_selector(".picture canvas")
    fresh.text(group({"version": "0.5"}))
    assert [address for address in fresh.asked if not address.startswith(f"{base_url}/")] == []
    # What belongs to the site, and no part of the store.
    assert [address for address in fresh.asked if re.search(r"image\.ome|/c/|zarr\.json", address)] == []
    assert fresh.page.evaluate("[localStorage.length, document.cookie]") in ([0, ""], [1, ""])  # the color mode at most
    fresh.page.close()


def test_an_address_is_asked_and_no_other(checker: Checker, stores: Path, base_url: str) -> None:
    checker.asked.clear()
    with elsewhere(stores / "image/v05") as (url, _):
        checker.address(f"{url}/image.ome.zarr")
    hosts = {re.sub(r"^(https?://[^/]+).*", r"\1", address) for address in checker.asked}
    assert hosts <= {base_url, url}


def test_only_this_page_may_ask_elsewhere(built_site: Path) -> None:
    policies = {}
    for name in ("check.html", "index.html", "docs/channels.html", "glossary/chunk.html", "docs/mistakes/index.html"):
        found = re.search(r'Content-Security-Policy" content="([^"]+)"', (built_site / name).read_text("utf-8"))
        assert found
        policies[name] = found[1]
    assert "connect-src 'self' https: http://localhost:* http://127.0.0.1:*;" in policies["check.html"]
    assert "worker-src 'self';" in policies["check.html"]
    assert "unsafe" not in policies["check.html"]
    others = [text for name, text in policies.items() if name != "check.html"]
    assert all("connect-src 'self';" in text and "worker-src" not in text for text in others)


def test_the_workers_have_no_way_out(checker: Checker, base_url: str) -> None:
    """They do not inherit the policy of the page, so they give up what could ask another server."""
    script = """async (name) => {
        const worker = new Worker(name, { type: "module" });
        const { promise, resolve, reject } = Promise.withResolvers();
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        const found = await promise;
        worker.terminate();
        return found;
    }"""
    probe = """
        ;self.postMessage(["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "Worker",
        "importScripts", "indexedDB", "caches", "BroadcastChannel"].filter((name) => self[name] !== undefined));"""
    bodies: list[str] = []
    checker.page.route(
        "**/check/probe.js*", lambda route: route.fulfill(body=bodies[-1], content_type="text/javascript")
    )
    for name in ("worker.js", "picture.js", "edit-worker.js"):
        text = checker.page.request.get(f"{base_url}/check/{name}").text()
        bodies.append(text + probe)
        assert checker.page.evaluate(script, f"{base_url}/check/probe.js?{name}") == []
        # In one file with the others or apart, but before all.
        assert text.startswith('import"./quiet.js";') or 0 <= text.index('"XMLHttpRequest"') < 300, name


def test_what_a_store_says_stays_text(checker: Checker, tmp_path: Path) -> None:
    store = store_of(tmp_path / "hostile.zarr", group(HOSTILE))
    (store / "<img src=x onerror=window.owned=3>").mkdir()
    assert checker.folder(store) == 1
    assert EVIL in checker.result
    assert checker.page.evaluate("window.owned") is None
    assert checker.page.locator("#check-result img, #check-result script").count() == 0
    hrefs = checker.page.eval_on_selector_all("#check-result a", "all => all.map(one => one.protocol)")
    assert set(hrefs) <= {"http:", "https:"}


@pytest.mark.parametrize("depth", [1_000_000, 3_000])
def test_deep_metadata_end_in_a_sentence(checker: Checker, tmp_path: Path, depth: int) -> None:
    text = '{"zarr_format": 3, "attributes": ' + "[" * depth + "]" * depth + "}"
    assert checker.folder(store_of(tmp_path / "deep.zarr", text)) == 1
    assert [one["code"] for one in checker.findings()] == ["too-deep"]


def test_huge_metadata_end_in_a_sentence(checker: Checker, tmp_path: Path) -> None:
    store = store_of(tmp_path / "huge.zarr", "[" + "1," * (9 << 20) + "1]")
    assert checker.folder(store) == 1
    assert [one["code"] for one in checker.findings()] == ["too-large"]


def test_many_wells_and_many_findings(checker: Checker, tmp_path: Path) -> None:
    wells = [{"path": f"A/{number}", "rowIndex": 0, "columnIndex": number} for number in range(2000)]
    plate = {"columns": [{"name": str(number)} for number in range(2000)], "rows": [{"name": "A"}], "wells": wells}
    assert checker.folder(store_of(tmp_path / "plate.zarr", group({"version": "0.5", "plate": plate}))) == 1
    assert "2000 wells are listed but absent: A/0, A/1, " in checker.result


def test_of_many_groups_the_first_are_shown(checker: Checker, tmp_path: Path) -> None:
    store = store_of(tmp_path / "many.zarr", group({"version": "0.5", "bioformats2raw.layout": 3}))
    for number in range(450):
        store_of(store / str(number), group({"version": "0.5"}))
    checker.folder(store)
    assert "and 51 more" in (checker.page.locator(".store-tree").text_content() or "")


def test_thousands_of_chunks_are_not_read(checker: Checker, stores: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(stores / "image/v05/image.ome.zarr", tmp_path / "image.ome.zarr"))
    for number in range(3000):
        (store / f"0/c/extra-{number}").write_bytes(b"x")
    read = (
        "(() => { window.read = []; const old = Blob.prototype.arrayBuffer;"
        "Blob.prototype.arrayBuffer = function () { window.read.push(this.size); return old.call(this); }; })()"
    )
    checker.page.evaluate(read)
    assert checker.folder(store) == 0
    assert len(checker.page.evaluate("window.read")) < 20
    assert "3,0" in checker.page.inner_text(".levels")


def test_a_server_that_never_ends_can_be_stopped(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.route("https://example.org/**", lambda route: None)  # no answer, ever
    page.goto(f"{base_url}/check.html?source=https://example.org/image.zarr")
    page.locator("#check-stop").click()
    page.wait_for_selector("#check-result[data-status='2']")
    assert page.inner_text("#check-result h2") == "Stopped"
    assert page.locator("#check-stop").is_hidden()
    page.unroute_all(behavior="ignoreErrors")
    page.close()


def test_the_picture(checker: Checker, stores: Path) -> None:
    """Each way to store pixels, whole and over the web, with its colors and labels."""
    for name in ("image/v04", "image/v05", "image/v06", "sharding/v05", "labels/v05", "plate/v04", "rgb/v05"):
        (store,) = (path for path in (stores / name).iterdir() if path.is_dir())
        checker.folder(store)
        checker.page.click(".picture-button")
        checker.page.wait_for_selector(".picture canvas, .picture-told[data-code]")
        told = checker.page.inner_text(".picture-told")
        assert checker.page.locator(".picture canvas").count() == 1, f"{name}: {told}"
        colors = checker.page.evaluate(
            "(() => { const one = document.querySelector('.picture canvas'); const data = one.getContext('2d')"
            ".getImageData(0, 0, one.width, one.height).data; return new Set(new Uint32Array(data.buffer)).size })()"
        )
        assert colors > 2, name
        if name.startswith("labels"):
            assert "labels " in told
    with elsewhere(stores / "sharding/v05") as (url, _):
        (store,) = (path for path in (stores / "sharding/v05").iterdir() if path.is_dir())
        checker.address(f"{url}/{store.name}")
        checker.page.click(".picture-button")
        checker.page.wait_for_selector(".picture canvas")


def test_no_picture_is_said_in_a_sentence(checker: Checker, stores: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(stores / "image/v05/image.ome.zarr", tmp_path / "image.ome.zarr"))
    for level in ("0", "1"):
        value = json.loads((store / level / "zarr.json").read_text())
        value["codecs"] = [
            {"name": "bytes", "configuration": {"endian": "little"}},
            {"name": "secret", "configuration": {}},
        ]
        (store / level / "zarr.json").write_text(json.dumps(value))
    checker.folder(store)
    checker.page.click(".picture-button")
    checker.page.wait_for_selector(".picture-told[data-code=codec]")
    assert "codec that is missing here" in checker.page.inner_text(".picture-told")
    assert checker.page.is_enabled(".picture-button"), "one can try again"


def test_axe_finds_nothing(checker: Checker, stores: Path, tmp_path: Path) -> None:
    assert everywhere(checker.page) == []
    checker.folder(store_of(tmp_path / "hostile.zarr", group(HOSTILE)))
    assert everywhere(checker.page) == []
    checker.folder(stores / "plate/v05/plate.ome.zarr")
    assert everywhere(checker.page) == []


def test_no_width_scrolls_and_nothing_shifts(browser: Browser, base_url: str, stores: Path, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
        " if (!one.hadRecentInput) window.shift += one.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    narrow = Checker(page, base_url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") < 0.01
    for store in (stores / "plate/v05/plate.ome.zarr", store_of(tmp_path / "hostile.zarr", group(HOSTILE))):
        narrow.folder(store)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_everything_with_the_keyboard(browser: Browser, base_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{base_url}/check.html")
    reached: list[str] = []
    page.focus("main")
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    wanted = ["check-folder", "check-file", "check-url"]
    assert [name for name in reached if name in wanted] == wanted
    page.focus("#check-url")
    page.keyboard.type("nonsense")
    page.keyboard.press("Enter")
    page.wait_for_selector("#check-result[data-status='2']")
    assert page.evaluate("document.activeElement.id") == "check-result"
    assert "is not a complete address" in page.inner_text("#check-status")  # for screen readers
    page.close()


def test_the_first_load_is_light(browser: Browser, base_url: str) -> None:
    """What belongs to the checker, beside what every page loads: at most 60 KB, and no libraries."""
    page: Page = browser.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/check.html", wait_until="networkidle")
    own = {url: size for url, size in sizes.items() if "/check/" in url}
    assert own
    assert sum(own.values()) < 60_000
    assert not any(re.search("zarrita|blosc|zstd|data.json", url) for url in own)
    page.close()
