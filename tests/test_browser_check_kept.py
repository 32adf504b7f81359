"""``check.html``: every word, link and mark of the answer to some small stores, valid and wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import store_kinds as kinds
import yaml
from checking import Checker
from conftest import FILES
from keeping import keep, lines_of
from playwright.sync_api import Browser

ODD = yaml.safe_load((FILES / "odd-stores.yaml").read_text("utf-8"))
CHANNELS = [
    {"label": "DNA", "color": "0000FF", "active": True, "window": {"start": 10, "end": 2000, "min": 0, "max": 65535}},
    {"label": "Actin", "color": "00FF00", "active": False, "window": {"start": 0, "end": 1.5, "min": 0, "max": 2}},
    {"color": "#FF0000"},
]


def with_channels(path: Path) -> None:
    kinds.image(path, omero={"channels": CHANNELS, "rdefs": {"model": "color"}})


def with_a_well_less(path: Path) -> None:
    kinds.plate(path, "ABC", 3, 2)
    kinds.edit(path / "zarr.json", lambda value: value["attributes"]["ome"]["plate"]["wells"][4].update(path="B/9"))


def with_many_findings(path: Path) -> None:
    kinds.image(path, 3)

    def spoil(value: Any) -> None:
        ome = value["attributes"]["ome"]
        ome["multiscales"][0]["axes"] = [{"name": name, "type": "space", "unit": "micron"} for name in ("x", "x", "q")]
        for dataset in ome["multiscales"][0]["datasets"]:
            dataset["coordinateTransformations"] = [{"type": "scale", "scale": [0, -1, 1]}, {"type": "shear"}]
        ome["multiscales"][0]["datasets"].append({"path": "9", "coordinateTransformations": []})

    kinds.edit(path / "zarr.json", spoil)


def with_many_findings_in_v04(path: Path) -> None:
    kinds.image_v04(path)

    def spoil(value: Any) -> None:
        del value["multiscales"][0]["axes"]
        value["multiscales"][0]["datasets"][0]["path"] = 0
        value["omero"] = {"channels": [{}]}

    kinds.edit(path / ".zattrs", spoil)


def with_labels_that_lack_a_level(path: Path) -> None:
    kinds.labels(path, 1)
    kinds.edit(path / "labels/zarr.json", lambda value: value["attributes"]["ome"]["labels"].append("nuclei"))


def with_other_dimensions(path: Path) -> None:
    kinds.image(path, 2)
    kinds.array(path / "1", (4, 4), "uint16", dimension_names=["x", "y"], fill_value=7)
    kinds.consolidate(path, without="1")


def in_a_folder(path: Path) -> None:
    kinds.document(path / "notes.txt", "nothing")
    kinds.image(path / "inner.ome.zarr")
    kinds.image_v04(path / "old.zarr")


def of_labels_alone(path: Path) -> None:
    kinds.group(path, {"labels": ["cells"]})
    kinds.image(path / "cells", **{"image-label": {}})


def of_a_label_alone(path: Path) -> None:
    kinds.image(path, **{"image-label": {"colors": [{"label-value": 1, "rgba": [255, 0, 0, 128]}]}})


def of_a_well_alone(path: Path) -> None:
    kinds.group(path, {"well": {"images": [{"path": "0"}, {"path": "1"}]}})
    for field in "01":
        kinds.image(path / field, 1)


def of_a_conversion(path: Path) -> None:
    kinds.group(path, {"bioformats2raw.layout": 3})
    kinds.group(path / "OME", {"series": ["0", "1"]})
    for series in "01":
        kinds.image(path / series, 1)


def of_no_metadata(path: Path) -> None:
    kinds.group(path)
    kinds.image(path / "a/image", 1)


def of_an_array(path: Path) -> None:
    kinds.array(path)


STORES: dict[str, Callable[[Path], object]] = {
    "image.ome.zarr": kinds.image,
    "old.ome.zarr": kinds.image_v04,
    "labels.ome.zarr": kinds.labels,
    "plate.ome.zarr": kinds.plate,
    "channels.ome.zarr": with_channels,
    "wells.ome.zarr": with_a_well_less,
    "many.ome.zarr": with_many_findings,
    "many-old.ome.zarr": with_many_findings_in_v04,
    "levels.ome.zarr": with_labels_that_lack_a_level,
    "dimensions.ome.zarr": with_other_dimensions,
    "list.ome.zarr": of_labels_alone,
    "label.ome.zarr": of_a_label_alone,
    "well.ome.zarr": of_a_well_alone,
    "conversion.ome.zarr": of_a_conversion,
    "bare.zarr": of_no_metadata,
    "empty.zarr": kinds.group,
    "array.zarr": of_an_array,
    "folder": in_a_folder,
}
FROM_TABLE = (
    *("everything-of-the-wrong-kind.zarr", "multiscales-of-numbers.zarr", "paths-that-lead-out.zarr"),
    *("prototype.zarr", "cut-off.zarr", "web-page.zarr", "spatialdata.zarr", "n5.n5", "around-one"),
)

# How long it took, and metadata as the browser packs them for the editor.
CHANGES = re.compile(r'(?<=data-ms=")\d+|(?<=; )[\d.,]+ m?s(?=\))|(?<=edit\.html#v1,)[^"]+')


@pytest.fixture(scope="module")
def checker(browser: Browser, base_url: str) -> Iterator[Checker]:
    page = browser.new_page(locale="en-US")
    yield Checker(page, base_url)
    page.close()


def make(name: str, path: Path) -> Path:
    if name in STORES:
        STORES[name](path)
    else:
        for inner, text in ODD[name].items():
            kinds.document(path / inner, text)
    return path


def answer(checker: Checker) -> str:
    """The HTML of the answer, with addresses of the site as a reader would write them."""
    html = CHANGES.sub("ANOTHER", checker.page.evaluate("document.getElementById('check-result').outerHTML"))
    folded = [one.inner_text() for one in checker.page.locator("#check-result summary").all()]
    return lines_of(html.replace(checker.url, "SITE")) + json.dumps(folded, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", [*STORES, *FROM_TABLE])
def test_the_answer_is_as_it_is_kept(checker: Checker, tmp_path: Path, name: str) -> None:
    status = checker.folder(make(name, tmp_path / name))
    keep(f"check {name}", f"status {status}\n{answer(checker)}")


def test_the_answer_to_pasted_metadata_is_as_it_is_kept(checker: Checker, tmp_path: Path) -> None:
    status = checker.text((make("many.ome.zarr", tmp_path / "many") / "zarr.json").read_text("utf-8"))
    keep("check pasted", f"status {status}\n{answer(checker)}")


def test_the_form_is_as_it_is_kept(checker: Checker) -> None:
    checker.page.goto(f"{checker.url}/check.html")
    checker.page.locator("#check-url").wait_for()
    keep("check form", lines_of(checker.page.evaluate("document.getElementById('check').outerHTML")))
