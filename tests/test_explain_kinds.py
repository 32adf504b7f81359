"""``helpdesk explain`` on the kinds of stores that people have: the exit status, the page, the sentence."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import store_kinds as kinds
from conftest import ROOT
from store_kinds import edit, group, image, image_v04, labels, plate

from helpdesk.cli import main
from helpdesk_omezarr.explaining import catalog

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> tuple[int, str]:
        code = main(["explain", *map(str, arguments), "--desk", str(ROOT)])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, told.out + told.err

    return run


def ome(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    edit(path / "zarr.json", lambda value: change(value["attributes"]["ome"]))


def first(value: dict[str, Any]) -> dict[str, Any]:
    return value["multiscales"][0]


def with_consolidated(path: Path) -> None:
    labels(path)
    kinds.consolidate(path)


def stale_in_v04(path: Path) -> None:
    image_v04(path)
    kinds.consolidate_v04(path, stale=True)


def right_in_v04(path: Path) -> None:
    image_v04(path)
    kinds.consolidate_v04(path, stale=False)


def with_table(path: Path) -> None:
    image_v04(path)
    kinds.table(path)


def word_array(path: Path) -> None:
    image(path)
    edit(path / "zarr.json", lambda value: value["attributes"].update(note="array"))


def micron(path: Path) -> None:
    image(path)
    ome(path, lambda value: first(value)["axes"][0].update(unit="micron"))


def linked_level(path: Path) -> None:
    image(path)
    shutil.move(path / "1", path.parent / "elsewhere")
    (path / "1").symlink_to(path.parent / "elsewhere")


def plate_without_version(path: Path) -> None:
    plate(path)
    ome(path, lambda value: value["plate"].pop("version"))


def minus_one(path: Path) -> None:
    image_v04(path)
    edit(path / "0/.zarray", lambda value: value.update(compressor={"id": "zlib", "level": -1}))
    shutil.rmtree(path / "0/0")


def with_defaults_written_out(path: Path) -> None:
    """zarr-python repeats in the consolidated metadata what a document leaves out."""
    image(path)
    kinds.consolidate(path)
    edit(path / "0/zarr.json", lambda value: value.update(chunk_key_encoding={"name": "default"}))
    edit(path / "0/zarr.json", lambda value: value.update(storage_transformers=[], codecs=["bytes"]))
    edit(path / "1/zarr.json", lambda v: v["codecs"][0].update(configuration={"endian": "little"}))


def large_consolidated_plate(path: Path) -> None:
    plate(path, rows="ABCDE", columns=6)
    kinds.consolidate(path)


WINDOW = {"min": 0, "max": 255, "start": 0, "end": 255}
VALID = {
    "defaults in consolidated metadata": with_defaults_written_out,
    "a large consolidated plate": large_consolidated_plate,
    "consolidated": with_consolidated,
    "zmetadata": right_in_v04,
    "a table of AnnData": with_table,
    "the word array": word_array,
    "micron": micron,
    "a linked level": linked_level,
    "a plate without version": plate_without_version,
    "zlib level -1": minus_one,
}


@pytest.mark.parametrize("kind", VALID)
def test_what_is_valid_is_valid(tmp_path: Path, explain: Run, kind: str) -> None:
    VALID[kind](tmp_path / "a b µ.zarr")
    code, text = explain(tmp_path / "a b µ.zarr")
    assert code == 0, text
    assert text.splitlines()[-1].startswith("valid")
    assert "  yaozarrs:" not in text


def gone(*paths: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        plate(path)
        for one in paths:
            shutil.rmtree(path / one)

    return change


def changed(make: Callable[[Path], None], place: str, change: Callable[[dict[str, Any]], object]) -> Any:
    def made(path: Path) -> None:
        make(path)
        ome(path / place, change)

    return made


def old_layout(path: Path) -> None:
    image(path)
    edit(
        path / "zarr.json",
        lambda value: value["attributes"].update(multiscales=value["attributes"].pop("ome")["multiscales"]),
    )


def new_layout(path: Path) -> None:
    image_v04(path)
    edit(path / ".zattrs", lambda value: value.update(ome={"version": "0.5", "multiscales": value.pop("multiscales")}))


def written(name: str, text: str) -> Callable[[Path], None]:
    def made(path: Path) -> None:
        image(path)
        (path / name).write_bytes(text.encode("utf-16") if text == "{}" else text.encode())

    return made


def lost(path: Path) -> None:
    image_v04(path)
    (path / ".zgroup").unlink()


def stale(path: Path) -> None:
    image(path)
    kinds.consolidate(path, without="1")


def consolidated_levels(path: Path) -> None:
    labels(path, levels=1)
    kinds.consolidate(path)


def labels_outside(path: Path) -> None:
    labels(path)
    group(path / "labels", labels=["cells"])


def omero_outside(path: Path) -> None:
    image(path)
    edit(path / "zarr.json", lambda value: value["attributes"].update(omero={"channels": []}))


def series_without_image(path: Path) -> None:
    group(path, {"bioformats2raw.layout": 3})
    group(path / "OME", {"series": ["0", "1"]})
    image(path / "0")


def plate_outside_ome(path: Path) -> None:
    plate(path)
    edit(path / "zarr.json", lambda value: value.update(attributes=value["attributes"].pop("ome")))


def cut_chunk(path: Path) -> None:
    image(path)
    (path / "0/c/0/0").write_bytes(b"cut")


# What is made, and the page to which it leads, "" for none.
BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "label levels in consolidated metadata": (consolidated_levels, "label-levels-differ"),
    "stale": (stale, "consolidated-stale"),
    "stale .zmetadata": (stale_in_v04, "consolidated-stale"),
    "a well absent": (gone("B/2"), "well-group-absent"),
    "a row absent": (gone("B"), "well-group-absent"),
    "a field absent": (gone("A/1/0"), "field-group-absent"),
    "levels absent": (lambda path: (image(path), shutil.rmtree(path / "1")), "dataset-path-wrong"),
    "column and row exchanged": (
        changed(plate, "", lambda v: v["plate"]["wells"][1].update(path="2/A")),
        "well-path-reversed",
    ),
    "no images": (changed(plate, "A/1", lambda v: v["well"].update(images=[])), "list-empty"),
    "no datasets": (changed(image, "", lambda v: first(v).update(datasets=[])), "list-empty"),
    "a way up": (changed(image, "", lambda v: first(v)["datasets"][1].update(path="../1")), "path-outside"),
    "layout of 0.4": (old_layout, "ome-key-missing"),
    "layout of 0.5": (new_layout, "zarr-v2-in-0-5"),
    "labels outside": (labels_outside, "labels-outside-ome"),
    "a color with #": (
        changed(image, "", lambda v: v.update(omero={"channels": [{"color": "#FF0000", "window": WINDOW}]})),
        "omero-color-hash",
    ),
    "a color of three": (
        changed(
            labels, "labels/cells", lambda v: v["image-label"].update(colors=[{"label-value": 1, "rgba": [1, 2, 3]}])
        ),
        "label-color-length",
    ),
    "a draft": (changed(image, "", lambda v: v.update(version="0.6.dev4")), "version-release-candidate"),
    "three parts": (changed(image, "", lambda v: v.update(version="0.5.0")), "version-three-parts"),
    "no .zgroup": (lost, "zgroup-lost"),
    "zarr_format 2": (
        lambda path: (image(path), edit(path / "zarr.json", lambda v: v.update(zarr_format=2))),
        "zarr-format-wrong",
    ),
    "empty": (written("zarr.json", ""), "metadata-empty"),
    "a Git LFS pointer": (written("zarr.json", kinds.LFS), "lfs-pointer"),
    "a mark": (written("zarr.json", "\ufeff{ }"), "metadata-not-utf8"),
    "UTF-16": (written("zarr.json", "{}"), "metadata-not-utf8"),
    "NaN": (written("zarr.json", '{"attributes": {"a": NaN}}'), "nan-in-json"),
    "cut off": (written("zarr.json", '{"zarr_format": 3, "attributes": {'), "metadata-cut-off"),
    "a broken array": (written("1/zarr.json", '{"zarr_format": 3,'), "metadata-cut-off"),
    "an array without shape": (
        lambda path: (image(path), edit(path / "0/zarr.json", lambda v: v.pop("shape"))),
        "",
    ),
    "an old array without chunks": (
        lambda path: (image_v04(path), edit(path / "0/.zarray", lambda v: v.pop("chunks"))),
        "",
    ),
    "no node_type": (lambda path: (image(path), edit(path / "zarr.json", lambda v: v.pop("node_type"))), ""),
    "a series without its image": (series_without_image, ""),
    # One library alone says so; that counts, as the build saw it say the same of a broken store.
    "a zarr.json of format 2": (
        lambda path: (image(path), edit(path / "zarr.json", lambda v: v.update(zarr_format=2))),
        "zarr-format-wrong",
    ),
    "a plate of 0.4 in Zarr v3": (plate_outside_ome, "ome-key-missing"),
    "deep": (written("zarr.json", "[" * 100_000), ""),
    "infinity": (
        lambda path: (
            image(path),
            (path / "zarr.json").write_text((path / "zarr.json").read_text().replace("1.0", "1e999", 1)),
        ),
        "",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_leads_to_its_mistake_and_to_no_other(tmp_path: Path, explain: Run, kind: str) -> None:
    make, page = BROKEN[kind]
    make(tmp_path / "s.zarr")
    code, text = explain(tmp_path / "s.zarr")
    assert code == 1, text
    pages = {line.rpartition("/")[2].removesuffix(".html") for line in text.splitlines() if "/docs/mistakes/" in line}
    assert pages == ({page} if page else set()), text


def test_a_chunk_that_is_cut_off_is_an_error(tmp_path: Path, explain: Run) -> None:
    cut_chunk(tmp_path / "s.zarr")
    code, text = explain(tmp_path / "s.zarr")
    assert code == 1
    assert "tensorstore: 0: " in text


def test_omero_outside_is_a_warning_and_strict_makes_it_an_error(tmp_path: Path, explain: Run) -> None:
    omero_outside(tmp_path / "s.zarr")
    code, text = explain(tmp_path / "s.zarr")
    assert (code, text.splitlines()[-1]) == (0, "valid, 1 warning")
    assert "docs/mistakes/omero-outside-ome.html" in text
    assert explain(tmp_path / "s.zarr", "--strict")[0] == 1
    assert explain(tmp_path / "s.zarr", "--strict", "--ignore", "house/omero-outside-ome")[0] == 0


def test_a_file_says_how_grave_a_finding_is(tmp_path: Path, explain: Run) -> None:
    omero_outside(tmp_path / "s.zarr")
    settings = tmp_path / "own.toml"
    settings.write_text('[severity]\n"house/omero-outside-ome" = "error"\n')
    assert explain(tmp_path / "s.zarr", "--config", settings)[0] == 1
    settings.write_text('[severity]\n"house/omero-outside-ome" = "grave"\n')
    code, text = explain(tmp_path / "s.zarr", "--config", settings)
    assert (code, len(text.splitlines())) == (2, 1)
    assert "write one of error, warning, note, off" in text


@pytest.mark.parametrize(
    ("text", "says"),
    [("[severity", "cannot be read: "), ("[grave]\n", "there is one table, [severity]"), (None, "cannot be read: ")],
)
def test_a_file_of_severities_that_cannot_be_used_is_told(
    tmp_path: Path, explain: Run, text: str | None, says: str
) -> None:
    settings = tmp_path / "own.toml"
    if text:
        settings.write_text(text)
    code, told = explain(tmp_path, "--config", settings)
    assert (code, len(told.splitlines())) == (2, 1)
    assert str(settings) in told and says in told


def test_without_a_validator_it_says_what_to_install(
    tmp_path: Path, explain: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpdesk_omezarr.explaining.command.validators_installed", lambda: False)
    code, told = explain(tmp_path)
    assert code == 2
    assert told.startswith("helpdesk: ") and "pip install" in told


def spatial_data(path: Path) -> None:
    group(path, spatialdata_attrs={"version": "0.2"})
    group(path / "images")
    image(path / "images/im")


def row(path: Path) -> None:
    plate(path.parent / "plate.zarr")
    path.symlink_to(path.parent / "plate.zarr/A")


def packed(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda path: (path.parent / name).write_bytes(data) and path.symlink_to(path.parent / name)


DOORS: dict[str, tuple[Callable[[Path], Any], str]] = {
    "plain Zarr": (lambda path: (group(path), kinds.array(path / "a")), "nothing of OME-Zarr is in it"),
    "AnnData": (lambda path: group(path, **{"encoding-type": "anndata"}), "Zarr with data of anndata"),
    "SpatialData": (spatial_data, "open one of the images in it (images/im)"),
    "a group around images": (
        lambda path: (group(path), image(path / "a"), image(path / "b")),
        "is a group around several images, not an image: give one of them (a, b)",
    ),
    "N5": (lambda path: kinds.document(path / "attributes.json", {"n5": "2.0"}), "is an N5 container"),
    "a folder around stores": (lambda path: (image(path / "a.zarr"), image(path / "b.zarr")), "--each"),
    "a store in a store": (lambda path: image(path / "s.zarr"), "there is one in it: give s.zarr"),
    "a row": (row, "is a row of a plate: give the plate, or 1 in it"),
    "hidden files lost": (lambda path: (path / "0/0").mkdir(parents=True), "begin with a dot were lost"),
    "a TIFF": (packed("a", b"II*\0" + bytes(9)), "is a TIFF file"),
    "a tar": (packed("a", b"\x1f\x8b" + bytes(9)), "unpack it"),
    "a ZIP by another name": (packed("a", b"PK\x03\x04"), "give it the ending .zip"),
}


@pytest.mark.parametrize("kind", DOORS)
def test_a_wrong_door_gets_a_sentence(tmp_path: Path, explain: Run, kind: str) -> None:
    make, sentence = DOORS[kind]
    make(tmp_path / "x.zarr")
    code, text = explain(tmp_path / "x.zarr")
    assert (code, len(text.splitlines())) == (2, 1), text
    assert sentence in text


def test_a_zip_of_a_mac_and_one_with_its_store_in_a_folder(tmp_path: Path, explain: Run) -> None:
    image(tmp_path / "s.zarr")
    kinds.zipped(tmp_path / "s.zarr", tmp_path / "mac.zip", prefix="s.zarr/", extra="__MACOSX/._s.zarr")
    assert explain(tmp_path / "mac.zip")[0] == 0
    kinds.zipped(tmp_path / "s.zarr", tmp_path / "a.ozx")
    assert explain(tmp_path / "a.ozx")[0] == 0
    kinds.zipped(tmp_path / "s.zarr", tmp_path / "b.ozx", prefix="s.zarr/")
    code, text = explain(tmp_path / "b.ozx")
    assert code == 1
    assert "is at the top" in text


def test_a_single_file_that_is_packed_is_told_and_one_with_a_password_is_not_opened(
    tmp_path: Path, explain: Run
) -> None:
    image(tmp_path / "s.zarr")
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path / "s.zarr")  # each file packed
    (tmp_path / "a.zip").rename(tmp_path / "a.ozx")
    code, text = explain(tmp_path / "a.ozx", "--json")
    assert code == 0
    assert [one["code"] for one in json.loads(text)["findings"]] == ["house/ozx-compressed"]
    data = bytearray((tmp_path / "a.ozx").read_bytes())
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the mark of a member that needs a password
        place = data.find(start)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(start, place + 4)
    (tmp_path / "b.zip").write_bytes(data)
    code, text = explain(tmp_path / "b.zip")
    assert (code, text) == (2, "helpdesk: b.zip needs a password: unpack it, and give the folder\n")


def test_a_large_plate_is_sampled_and_absent_wells_are_one_line(tmp_path: Path, explain: Run) -> None:
    plate(tmp_path / "p.zarr", rows="ABCDEFGH", columns=8)
    code, text = explain(tmp_path / "p.zarr")
    assert code == 0
    assert "note: 12 of 64 wells were looked into: use --all for every one" in text
    for name in "FGH":
        shutil.rmtree(tmp_path / "p.zarr" / name)
    code, text = explain(tmp_path / "p.zarr")
    assert code == 1
    assert "zarr.json: 24 wells are listed but absent: F/1, F/2, F/3, F/4, F/5, ..." in text
    assert "docs/mistakes/well-group-absent.html" in text


def test_many_stores_are_a_line_each_and_a_table(tmp_path: Path, explain: Run) -> None:
    image(tmp_path / "all/one.zarr")
    labels(tmp_path / "all/deep/er/two.zarr", levels=1)
    group(tmp_path / "all/three.zarr")
    code, text = explain("--each", tmp_path / "all")
    assert code == 2
    assert "one.zarr: valid\n" in text
    assert text.splitlines()[-1] == "3 datasets: 1 valid, 1 with errors, 1 not judged"
    assert explain(tmp_path / "all/one.zarr", tmp_path / "all/deep/er/two.zarr")[0] == 1
    code, text = explain("--each", tmp_path / "none")
    assert (code, len(text.splitlines())) == (2, 1)


def test_programs_get_a_line_of_json_for_each_store(tmp_path: Path, explain: Run) -> None:
    image(tmp_path / "one.zarr")
    labels(tmp_path / "zwei µ.zarr", levels=1)
    group(tmp_path / "three.zarr")
    schema = json.loads(explain("--json-schema")[1])
    code, text = explain("--json", *(tmp_path / f"{name}.zarr" for name in ("one", "zwei µ", "three")))
    assert "zwei µ.zarr" in text, "a name can be read as it is"
    rows = [json.loads(line) for line in text.splitlines()]
    for one in rows:
        jsonschema.validate(one, schema)
    assert [one["status"] for one in rows] == [0, 1, 2]
    (finding, *_) = rows[1]["findings"]
    assert finding["code"] == "house/label-levels"
    assert finding["document"] == "labels/cells/zarr.json"
    assert finding["pointer"] == "/levels" or finding["pointer"].startswith("/attributes") or not finding["pointer"]
    assert code == 2


def test_a_label_image_of_bool_is_told_by_its_name_in_zarr_v2_too(tmp_path: Path, explain: Run) -> None:
    image_v04(tmp_path / "a.zarr")
    (tmp_path / "a.zarr/labels").mkdir()
    for name, text in ((".zgroup", '{"zarr_format": 2}'), (".zattrs", '{"labels": ["cells"]}')):
        (tmp_path / "a.zarr/labels" / name).write_text(text)
    image_v04(tmp_path / "a.zarr/labels/cells", **{"image-label": {"version": "0.4"}})
    edit(tmp_path / "a.zarr/labels/cells/0/.zarray", lambda value: value.update(dtype="|b1", fill_value=False))
    assert "labels are of type bool: they must be whole numbers" in explain(tmp_path / "a.zarr")[1]


def test_a_workflow_gets_annotations(tmp_path: Path, explain: Run) -> None:
    labels(tmp_path / "two.zarr", levels=1)
    code, text = explain("--format", "github", tmp_path / "two.zarr")
    assert code == 1
    assert f"::error file={tmp_path}/two.zarr/labels/cells/zarr.json,title=house/label-levels::" in text


def test_the_list_of_findings_is_that_of_the_code() -> None:
    assert (ROOT / catalog.PATH).read_text("utf-8") == catalog.dumped(), "run `helpdesk examples --accept`"


def test_every_sentence_stands_once_in_data_that_both_checkers_read() -> None:
    """A rule or a wrong door has its words in rules.json and doors.json, and not in Python or JavaScript as well."""
    stores = ROOT / "scripts/helpdesk_omezarr/stores"
    tables = (
        json.loads((stores / "rules.json").read_text())["rules"]
        + json.loads((stores / "doors.json").read_text())["doors"]
    )
    code = [path for end in ("*.py", "*.js") for path in stores.parent.rglob(end) if "npm" not in path.parts]
    texts = {path: path.read_text("utf-8") for path in code}
    parts = {part.strip() for row in tables for part in re.split(r"\{\w+\}", row.get("message", "")) if len(part) > 24}
    assert len(parts) > 100
    twice = {(part, path.name) for part in parts for path, text in texts.items() if part in text}
    assert twice == set()
    codes = {row["code"] for row in tables}
    asked = r'(?:Trouble|sentence|rule|this\.finding)\("([a-z-]+)"(?:\)|, \{|, [a-z]+=)'
    told = {name for text in texts.values() for name in re.findall(asked, text)}
    assert len(told) > 15
    assert told <= codes, "a sentence that is asked for is there"
