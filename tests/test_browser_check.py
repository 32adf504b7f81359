"""``check.html``: a reader's own store in every way in, and what the page says of it."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from checking import RESULT, Checker, elsewhere
from playwright.sync_api import Browser
from store_kinds import consolidate, labels, plate
from store_kinds import edit as edit_document
from store_kinds import image as image_of


@pytest.fixture(scope="module")
def checker(browser: Browser, base_url: str) -> Iterator[Checker]:
    page = browser.new_page()
    yield Checker(page, base_url)
    page.close()


@pytest.fixture
def stores(built_site: Path) -> Path:
    """The stores that the build publishes, by example and script."""
    return built_site.resolve() / "stores"


@pytest.fixture
def image(stores: Path, tmp_path: Path) -> Path:
    """A copy of a valid image of version 0.5."""
    return Path(shutil.copytree(stores / "image/v05/image.ome.zarr", tmp_path / "image.ome.zarr"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edit_json(path: Path, **ome: object) -> None:
    edit_document(path, lambda value: value["attributes"]["ome"].update(ome))


def pack(folder: Path, target: Path, method: int, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", method) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, top + path.relative_to(folder).as_posix())
    return target


def test_a_valid_folder(checker: Checker, image: Path) -> None:
    assert checker.folder(image) == 0
    assert checker.findings() == []
    assert "An image, OME-Zarr 0.5: 2 channels, 256 x 256 pixels of 0.325 µm, 2 levels." in checker.result
    assert "Valid: image.ome.zarr" in checker.result
    assert checker.page.locator(".levels tbody tr").count() == 2


def test_channels_with_their_colors(checker: Checker, stores: Path) -> None:
    (store,) = (path for path in (stores / "omero/v05").iterdir() if path.is_dir())
    assert checker.folder(store) == 0
    known = json.loads((store / "zarr.json").read_text())["attributes"]["ome"]["omero"]["channels"]
    told = checker.page.locator(".channels li").all_inner_texts()
    assert len(told) == len(known)
    for text, channel in zip(told, known, strict=True):
        assert channel["label"] in text
        assert f"color {channel['color']}" in text
        assert f"shown from {channel['window']['start']:,}" in text


def test_a_finding_says_how_grave_where_and_which_page(checker: Checker, image: Path) -> None:
    value = json.loads((image / "zarr.json").read_text())
    del value["attributes"]["ome"]["multiscales"][0]["axes"]
    (image / "zarr.json").write_text(json.dumps(value, indent=1))
    assert checker.folder(image) == 1
    (finding,) = [one for one in checker.findings() if one["validator"] == "schemas"]
    assert (finding["severity"], finding["code"], finding["page"]) == ("error", "required axes", "axes-missing")
    assert (finding["document"], finding["pointer"]) == ("zarr.json", "/attributes/ome/multiscales/0")
    link = checker.page.locator(".findings a").first
    assert link.inner_text() == "The image has no axes"
    assert checker.page.request.get(link.evaluate("link => link.href")).ok
    assert checker.page.locator(".document mark").count() >= 1


def test_hidden_files_and_names_with_other_letters(checker: Checker, stores: Path, tmp_path: Path) -> None:
    store = shutil.copytree(stores / "image/v04/image.ome.zarr", tmp_path / "Zellen µ 日本 (1).zarr")
    assert (store / ".zattrs").is_file()
    assert checker.folder(store) == 0
    assert "OME-Zarr 0.4" in checker.result


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("top", ["", "image.ome.zarr/"])
def test_a_packed_store(checker: Checker, image: Path, tmp_path: Path, method: int, top: str) -> None:
    assert checker.file(pack(image, tmp_path / "image.zip", method, top)) == 0
    assert "256 x 256 pixels" in checker.result


def test_a_single_file_has_its_store_at_the_top_and_is_not_compressed(
    checker: Checker, image: Path, tmp_path: Path
) -> None:
    assert checker.file(pack(image, tmp_path / "image.ozx", zipfile.ZIP_STORED)) == 0
    assert checker.findings() == []
    assert checker.file(pack(image, tmp_path / "packed.ozx", zipfile.ZIP_DEFLATED)) == 0
    assert [one["code"] for one in checker.findings()] == ["ozx-compressed"]
    assert checker.file(pack(image, tmp_path / "folder.ozx", zipfile.ZIP_STORED, "image.ome.zarr/")) == 1
    assert [one["code"] for one in checker.findings()] == ["ozx-top"]


def test_a_packed_store_with_long_numbers(checker: Checker, image: Path, tmp_path: Path) -> None:
    """Zip64: more entries than fit the short form of the directory's end."""
    packed = tmp_path / "image.zip"
    with zipfile.ZipFile(packed, "w") as target:
        for path in sorted(image.rglob("*")):
            if path.is_file():
                target.write(path, path.relative_to(image))
        for number in range(66_000):
            target.writestr(f"0/c/{number}", b"")
    assert checker.file(packed) == 0
    assert "256 x 256 pixels" in checker.result


@pytest.mark.parametrize("form", ["{}", "{}/", "{}/zarr.json", "https://example.org/?source={}"])
def test_an_address(checker: Checker, image: Path, tmp_path: Path, form: str) -> None:
    with elsewhere(tmp_path) as (url, asked):
        assert checker.address(form.format(f"{url}/image.ome.zarr")) == 0
    assert "256 x 256 pixels" in checker.result
    assert [path for path in asked if "/c/" in path] == []  # no pixels
    link = checker.page.locator("#check-result a", has_text="Link to this check")
    assert "check.html?source=http" in str(link.get_attribute("href"))


def test_a_packed_store_at_an_address_is_read_in_parts(checker: Checker, image: Path, tmp_path: Path) -> None:
    (image / "0/c/large").write_bytes(bytes(3_000_000))  # more than the whole of what is needed
    pack(image, tmp_path / "image.ozx", zipfile.ZIP_STORED)
    pack(image, tmp_path / "deflated.zip", zipfile.ZIP_DEFLATED, "image.ome.zarr/")
    shutil.copy(tmp_path / "image.ozx", tmp_path / "no-ranges.zip")
    with elsewhere(tmp_path) as (url, asked):
        assert checker.address(f"{url}/image.ozx") == 0
        assert "256 x 256 pixels" in checker.result
        assert checker.address(f"{url}/deflated.zip") == 0
        assert "256 x 256 pixels" in checker.result
        assert len(asked) < 30
        assert checker.address(f"{url}/no-ranges.zip") == 2
        assert "does not give parts of a file" in checker.told
        assert checker.address(f"{url}/absent.zip") == 2
        assert "absent.zip: HTTP 404" in checker.told or "no Zarr group at" in checker.told


def test_a_list_of_files_names_its_stores(checker: Checker, image: Path, tmp_path: Path) -> None:
    shutil.copytree(image, tmp_path / "größe 2.zarr")
    with elsewhere(tmp_path) as (url, _):
        assert checker.address(f"{url}/") == 2
    assert "is a list of files, not a dataset: give one of the datasets in it (" in checker.told
    assert "größe 2.zarr" in checker.told


def test_large_consolidated_stores_on_a_server_need_few_requests(checker: Checker, tmp_path: Path) -> None:
    labels(tmp_path / "many.zarr")
    for number in range(60):
        image_of(tmp_path / f"many.zarr/labels/{number}", **{"image-label": {}})
    edit_json(tmp_path / "many.zarr/labels/zarr.json", labels=["cells", *map(str, range(60))])
    consolidate(tmp_path / "many.zarr")
    with elsewhere(tmp_path) as (url, asked):
        assert checker.address(f"{url}/many.zarr") == 0, checker.result
        assert len(asked) < 50
        assert "were taken from the consolidated metadata" in checker.result


def test_a_link_brings_an_address(browser: Browser, base_url: str, image: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    with elsewhere(tmp_path) as (url, _):
        page.goto(f"{base_url}/check.html?source={url}/image.ome.zarr")
        page.wait_for_selector(RESULT)
        assert page.get_attribute("#check-result", "data-status") == "0"
    page.close()


def test_a_server_that_refuses_other_websites(checker: Checker, image: Path, tmp_path: Path) -> None:
    with elsewhere(tmp_path, shared=False) as (url, _):
        assert checker.address(f"{url}/image.ome.zarr") == 2
    assert checker.page.get_attribute(".told", "data-code") == "cors"
    assert "Access-Control-Allow-Origin: *" in checker.result


def test_addresses_that_lead_nowhere(checker: Checker, tmp_path: Path) -> None:
    with elsewhere(tmp_path) as (url, _):
        assert checker.address(f"{url}/nothing.zarr") == 2
        assert "no Zarr group at" in checker.told
    assert checker.address(f"{url}/nothing.zarr") == 2
    assert "cannot be reached" in checker.told
    for wrong in ("", "image.zarr", "s3://bucket/image.zarr", "https://user:secret@example.org/image.zarr"):
        assert checker.address(wrong) == 2
        assert "address" in checker.told


def test_pasted_metadata(checker: Checker, image: Path, stores: Path) -> None:
    text = (image / "zarr.json").read_text()
    assert checker.text(text) == 0
    assert "Only the pasted metadata were checked" in checker.result
    assert checker.text((stores / "plate/v05/plate.ome.zarr/zarr.json").read_text()) == 0  # its wells are not there
    assert checker.text((stores / "image/v04/image.ome.zarr/.zattrs").read_text()) == 0
    assert checker.text(json.dumps(json.loads(text)["attributes"])) == 0
    assert checker.text(text.replace('"axes"', '"axis"')) == 1
    assert checker.text(text[:200]) == 1
    assert [one["page"] for one in checker.findings()] == ["metadata-cut-off"]


@pytest.mark.parametrize("way", ["folder", "file"])
def test_dropping(checker: Checker, image: Path, tmp_path: Path, way: str) -> None:
    given = image if way == "folder" else pack(image, tmp_path / "image.zip", zipfile.ZIP_STORED)
    assert checker.drop(given) == 0
    assert "256 x 256 pixels of 0.325 µm" in checker.result


KINDS = {
    "plate/v04/plate.ome.zarr": "A plate of 2 wells, OME-Zarr 0.4; images of ",
    "plate/v05/plate.ome.zarr/A/1": "A well with ",
    "labels/v05/labels.ome.zarr": ", with 1 label image.",
    "labels/v06/labels.ome.zarr/labels/nuclei": "A label image, OME-Zarr 0.6: ",
    "bioformats2raw/v05/series.ome.zarr": "A collection of 2 images as bioformats2raw writes it, OME-Zarr 0.5",
    "scene/v06/scene.ome.zarr": "A scene of ",
}


def test_each_kind_of_store(checker: Checker, stores: Path) -> None:
    told = {}
    for name in KINDS:
        assert checker.folder(stores / name) == 0, name
        told[name] = checker.page.inner_text("#check-result .lead")
    assert {name: sentence for name, sentence in told.items() if KINDS[name] not in sentence} == {}


def test_a_plate_is_a_grid_of_wells(checker: Checker, stores: Path, tmp_path: Path) -> None:
    plate = Path(shutil.copytree(stores / "plate/v05/plate.ome.zarr", tmp_path / "plate.ome.zarr"))
    shutil.rmtree(plate / "A/1")
    assert checker.folder(plate) == 1
    assert [one["page"] for one in checker.findings()] == ["well-group-absent"]
    assert checker.page.locator(".plate .well.absent").count() == 1


def test_all_wells_of_a_large_plate_are_looked_into_on_request(checker: Checker, tmp_path: Path) -> None:
    plate(tmp_path / "plate.zarr", rows="ABCDEF", columns=6)
    edit_json(tmp_path / "plate.zarr/A/2/0/zarr.json", omero={"channels": [{"color": "#FF0000"}]})
    assert checker.folder(tmp_path / "plate.zarr") == 0
    assert "12 of 36 wells were looked into." in checker.result
    assert checker.press("Look into all wells") == 1
    assert "wells were looked into" not in checker.result
    assert {one["document"] for one in checker.findings()} == {"A/2/0/zarr.json"}


def test_names_in_an_old_zip_file_are_read_as_the_first_pc_wrote_them(checker: Checker, tmp_path: Path) -> None:
    labels(tmp_path / "s.zarr")
    (tmp_path / "s.zarr/labels/cells").rename(tmp_path / "s.zarr/labels/gr@@e")
    edit_json(tmp_path / "s.zarr/labels/zarr.json", labels=["größe"])
    packed = pack(tmp_path / "s.zarr", tmp_path / "old.zip", zipfile.ZIP_STORED)
    packed.write_bytes(packed.read_bytes().replace(b"gr@@e", "größe".encode("cp437")))
    assert checker.file(packed) == 0
    assert checker.findings() == []


def test_old_versions_are_known_but_not_judged(checker: Checker, tmp_path: Path) -> None:
    for version in ("0.1", "0.2", "0.3"):
        store = tmp_path / f"{version}.zarr"
        store.mkdir()
        (store / ".zgroup").write_text('{"zarr_format": 2}')
        (store / ".zattrs").write_text(json.dumps({"multiscales": [{"version": version, "datasets": []}]}))
        assert checker.folder(store) == 2
        assert checker.told.startswith(f"{version}.zarr states version '{version}'; only 0.4, 0.5, 0.6")


def test_a_second_store_replaces_the_first(checker: Checker, image: Path, stores: Path) -> None:
    checker.folder(stores / "plate/v04/plate.ome.zarr")
    checker.folder(image)
    assert "plate" not in checker.result
    edit(image / "zarr.json", '"0.5"', '"0.5.1"')
    assert checker.folder(image) == 1


def test_the_report_names_the_store_and_nothing_around_it(checker: Checker, image: Path, tmp_path: Path) -> None:
    edit(image / "zarr.json", '"version": "0.5"', '"version": "0.5.0"')
    checker.folder(image)
    checker.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    checker.page.click("#check-result button:has-text('Copy a report')")
    checker.page.wait_for_selector(".copied:not(:empty)")
    report = checker.page.evaluate("navigator.clipboard.readText()")
    assert report.startswith("OME-Zarr check of image.ome.zarr: not valid (OME-Zarr 0.5)\n")
    assert "error: the version is 0.5.0" in report
    assert f"{checker.url}/docs/mistakes/version-three-parts.html" in report
    assert tmp_path.name not in report
    assert str(tmp_path) not in report


def test_no_error_was_said_on_the_way(checker: Checker) -> None:
    # A refused or missing document is what a browser itself reports.
    own = [line for line in checker.said if "Failed to load resource" not in line and "CORS policy" not in line]
    assert own == []
