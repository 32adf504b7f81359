"""Pictures: each kind is drawn from what a real example wrote, says in words what it shows, and fits its frame.

The proof that nothing is drawn by hand: a changed store gives a changed picture.
"""

# ruff: noqa: RUF001 - pictures show numbers as people write them, with real signs for times and minus

from __future__ import annotations

import copy
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr
from conftest import FILES, ROOT, Site
from keeping import keep, lines_of
from playwright.sync_api import Browser
from pydantic import TypeAdapter

from helpdesk.model.catalog import Catalog
from helpdesk.model.desk import Desk
from helpdesk.model.picture import Picture, PictureLine
from helpdesk_omezarr.examples.run import Example, run_examples
from helpdesk_omezarr.pictures import KINDS
from helpdesk_omezarr.pictures.draw import draw
from helpdesk_omezarr.pictures.matrix import formula, matrix
from helpdesk_omezarr.pictures.outlines import outline
from helpdesk_omezarr.pictures.subject import CannotDraw
from helpdesk_omezarr.stores.painting import paint_channels
from helpdesk_omezarr.stores.sandbox import Sandbox

SVG = "{http://www.w3.org/2000/svg}"
# One picture of each kind, and words that must stand in it.
DRAWN = {
    "axes axes:v05": ["array[t, c, z, y, x]", "2 × 2 × 8 × 64 × 64", "time, 2 steps of 60 second"],
    "axes image:v06": ["array[c, y, x]", "space, 256 steps of 0.325 micrometer"],
    "chunk-grid image:v05": ["c/0/1/1", "one chunk: 1 × 128 × 128 pixels", "grid: 2 × 2 × 2 = 8 chunks"],
    "chunk-grid image:v05:1": ["c/0/0/0", "grid: 2 × 1 × 1 = 2 chunks"],
    "chunk-grid chunk-keys:v04": ["0/0", "3/3"],
    "chunk-grid empty-chunks:v05": ["15 of them are not stored: all fill value"],
    "decision-guide": ["image.sc"],
    "half-pixel level-transforms:v05": ["level 1: 0.05 µm = 0.5 px", "level 2: 0.15 µm = 1.5 px"],
    "half-pixel level-transforms:v06": ["level 1: 0.05 µm = 0.5 px"],
    "labels labels:v05": ["14", "labels/nuclei: 14 objects, 0 elsewhere"],
    "plate plate:v05": ["2 rows, 3 columns: 6 places", "2 wells with images: A/1, B/3"],
    "pyramid level-transforms:v05": ["0: 256 × 256", "2: 64 × 64", "16 chunks, 0.1 µm"],
    "request remote:v05": ["4 of 64 chunks", "GET 0/c/2/3", "1. You look at [256:512, 256:512]"],
    "shard-file sharding:v05": ["16 inner chunks, one after the other", "index"],
    "shards sharding:v05": ["a shard, one file: 4 × 4 inner chunks", "64 chunks in 4 shards of 512 × 512 pixels"],
    "transformation transformations:v06": ["(y, x) → (2 y, 0.5 x)", "(y, x) → (−x, y)", "byDimension"],
    "transformation transformations:v06:affine": ["(y, x) → (y + 0.2 x + 5, x)"],
    "well well:v05": ["A/1/3", "acquisition 1: after"],
}
_LINE: TypeAdapter[Picture] = TypeAdapter(PictureLine)


@pytest.fixture(scope="module")
def desk(sandbox: Sandbox, real_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The real examples. Those that a build has kept are not run again."""
    out = tmp_path_factory.mktemp("pictures")
    names = {_LINE.validate_python(line).example for line in DRAWN} - {""}
    examples = run_examples(ROOT, out, ROOT / "_build/work/examples", sandbox, only=names, progress=lambda _: None)
    return Desk(real_catalog, results={f"examples/{one.name}": one for one in examples}, out=out)


def svg(desk: Desk, line: str) -> str:
    return draw(desk, _LINE.validate_python(line)).svg("picture-0")


def words(source: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(source).iter(f"{SVG}text")]


def changed(desk: Desk, line: str, change: Callable[[Example, Any], None]) -> Desk:
    """A desk whose example was changed by ``change``, which gets it and its OME-Zarr metadata in 0.5."""
    name = _LINE.validate_python(line).example
    example = copy.deepcopy(desk.results[f"examples/{name}"])
    run = next(run for run in example.runs if run.script.stem == _LINE.validate_python(line).script)
    change(run if line != "request remote:v05" else example, run.store.documents["zarr.json"]["attributes"]["ome"])
    return Desk(desk.catalog, results={**desk.results, f"examples/{name}": example}, out=desk.out)


def test_every_kind_is_drawn_here() -> None:
    assert {line.split(" ")[0] for line in DRAWN} == set(KINDS)


@pytest.mark.parametrize("line", DRAWN)
def test_a_picture_shows_what_the_store_holds(desk: Desk, line: str) -> None:
    source = svg(desk, line)
    found = words(source)
    for wanted in DRAWN[line]:
        assert any(wanted in text for text in found), f"no `{wanted}` in {found}"
    assert len(source) < 7000, "a picture is a few KiB"


# The channels change; how long a packed chunk is depends on the version of the codec.
NOT_KEPT = {"decision-guide", "shard-file sharding:v05"}
PACKED = re.compile(r"(?<=base64,)[^\"]+|[\d,]+ bytes: [\d.]+ %")


@pytest.mark.parametrize("line", [line for line in DRAWN if line not in NOT_KEPT])
def test_each_line_of_a_picture_is_where_it_is_kept(desk: Desk, line: str) -> None:
    keep(f"picture {line}", lines_of(PACKED.sub("PACKED", svg(desk, line))))


def test_the_picture_of_a_decision_guide_is_where_it_is_kept() -> None:
    """Of the channels of a small site: those of the real one change."""
    keep("picture decision-guide", lines_of(svg(Desk(Catalog.load(FILES / "site")), "decision-guide")))


@pytest.mark.parametrize("line", DRAWN)
def test_a_picture_is_safe_and_says_what_it_shows(desk: Desk, line: str) -> None:
    root = ET.fromstring(svg(desk, line))
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}" == "picture-0-t picture-0-d"
    assert title.tag == f"{SVG}title" and len(title.text or "") > 5
    assert description.tag == f"{SVG}desc" and len(description.text or "") > 60
    assert any(letter.isdigit() for letter in description.text or "") or line == "decision-guide"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in {"script", "style", "foreignObject", "a", "use"}
        names = set(element.attrib)
        assert not names & {"style", "onload", "onclick"}
        assert "id" not in names or element in (title, description)
        assert element.get("href", "data:image/png;base64,").startswith("data:image/png;base64,")


def chunks_of(run: Any, sizes: list[int]) -> None:
    next(child for child in run.store.tree.children if child.name == "0").chunks = sizes


def shards_of(run: Any, sizes: list[int]) -> None:
    next(child for child in run.store.tree.children if child.name == "0").shards = sizes


def shape_of(run: Any, path: str, sizes: list[int]) -> None:
    next(child for child in run.store.tree.children if child.name == path).shape = sizes


CHANGES: dict[str, tuple[Callable[[Any, Any], Any], str]] = {
    "axes axes:v05": (
        lambda run, ome: ome["multiscales"][0]["axes"][0].update(unit="hour"),
        "time, 2 steps of 60 hour",
    ),
    "chunk-grid image:v05": (lambda run, ome: chunks_of(run, [1, 64, 64]), "grid: 2 × 4 × 4 = 32 chunks"),
    "half-pixel level-transforms:v05": (
        lambda run, ome: ome["multiscales"][0]["datasets"][1]["coordinateTransformations"][1].update(
            translation=[0.02, 0.02]
        ),
        "level 1: 0.02 µm = 0.2 px",
    ),
    "plate plate:v05": (
        lambda run, ome: ome["plate"]["wells"].append({"path": "A/2", "rowIndex": 0, "columnIndex": 1}),
        "3 wells with images: A/1, B/3, A/2",
    ),
    "pyramid level-transforms:v05": (lambda run, ome: shape_of(run, "1", [100, 120]), "1: 100 × 120"),
    "request remote:v05": (
        lambda example, ome: setattr(example.facts["crop_region"], "value", "250:512, 256:512"),
        "6 of 64 chunks",
    ),
    "shards sharding:v05": (lambda run, ome: shards_of(run, [256, 256]), "64 chunks in 16 shards of 256 × 256 pixels"),
    "well well:v05": (
        lambda run, ome: run.store.documents["A/1/zarr.json"]["attributes"]["ome"]["well"]["images"].pop(),
        "well A/1: 3 images",
    ),
}


@pytest.mark.parametrize("line", CHANGES)
def test_a_changed_store_changes_the_picture(desk: Desk, line: str) -> None:
    change, wanted = CHANGES[line]
    other = changed(desk, line, change)
    assert wanted not in words(svg(desk, line))
    assert wanted in words(svg(other, line))


def test_the_inside_of_a_shard_is_that_of_the_file(desk: Desk) -> None:
    path = desk.out / "stores/sharding/v05/sharded.ome.zarr/0/c/0/0"
    assert f"one file: 0/c/0/0, {path.stat().st_size:,} bytes" in words(svg(desk, "shard-file sharding:v05"))


def test_labels_are_those_of_the_pixels(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.out / "stores/labels/v05", tmp_path / "stores/labels/v05")
    other = Desk(desk.catalog, results=desk.results, out=tmp_path)
    pixels = zarr.open_array(tmp_path / "stores/labels/v05/labels.ome.zarr/labels/nuclei/1", mode="r+")
    pixels[:] = 0
    pixels[10:20, 30:50] = 77
    source = svg(other, "labels labels:v05")
    assert words(source) == ["77", "labels/nuclei: 1 object, 0 elsewhere"]
    assert svg(desk, "labels labels:v05").count('fill="#') == 2, "two labels have a color in the metadata"
    assert 'fill="#' not in source


def test_an_outline_follows_the_edges_of_pixels() -> None:
    mask = np.zeros((4, 5), bool)
    mask[1:3, 1:4] = True
    steps = outline(mask).rstrip("z")
    assert steps.startswith("M") and sum(steps.count(step) for step in ("h3", "v2", "h-3", "v-2")) >= 3
    ring = np.ones((3, 3), bool)
    ring[1, 1] = False
    assert outline(ring).count("M") == 2, "a hole has an outline of its own"


def test_transformations_are_those_of_the_specification() -> None:
    steps = [{"type": "scale", "scale": [2, 3]}, {"type": "translation", "translation": [1, -1]}]
    assert formula(matrix({"type": "sequence", "transformations": steps})) == "(2 y + 1, 3 x − 1)"
    assert formula(matrix({"type": "sequence", "transformations": steps[::-1]})) == "(2 y + 2, 3 x − 3)"
    assert formula(matrix({"type": "mapAxis", "mapAxis": [1, 0]})) == "(x, y)"
    assert formula(matrix({"type": "rotation", "rotation": [[0, -1], [1, 0]]})) == "(−x, y)"


@pytest.mark.parametrize(
    ("dtype", "count", "colors"),
    [
        ("uint8", 1, ["#FFFFFF"]),
        ("uint16", 2, ["#00FF00", "#FF00FF"]),
        ("uint8", 3, ["#FF0000", "#00FF00", "#0000FF"]),
        ("uint16", 3, ["#00FF00", "#FF00FF", "#00FFFF"]),
    ],
)
def test_channels_without_a_color_get_usual_ones(dtype: str, count: int, colors: list[str]) -> None:
    planes = np.zeros((count, 1, 2), dtype)
    planes[:, :, 1] = 7
    canvas, told = paint_channels(planes, {})
    assert told == colors
    lit = np.sum([[int(color[at : at + 2], 16) for at in (1, 3, 5)] for color in colors], axis=0)
    assert canvas.tolist() == [[[0, 0, 0], np.clip(lit, 0, 255).tolist()]]
    channels = [{"active": number > 0} for number in range(count)]
    assert paint_channels(planes, {"omero": {"channels": channels}})[1] == colors[1:], "inactive ones stay dark"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("chunk-grid image:v05:7", "the store has no `7`"),
        ("chunk-grid plate:v05", "the store has no image"),
        ("shards image:v05", "`0` has no shards"),
        ("half-pixel image:v05", "no level of the image has a translation"),
        ("plate image:v05", "the store has no plate"),
        ("labels image:v05", "the store has no labels"),
        ("request image:v05", "does not measure `crop_region`"),
        ("transformation transformations:v06:twist", "no transformation `twist`; there are: identity, scale"),
        ("pyramid image:v07", "has no `v07`; there are: v04"),
        ("pyramid nowhere:v05", "no example `nowhere` was run"),
    ],
)
def test_what_cannot_be_drawn_says_why(desk: Desk, line: str, why: str) -> None:
    with pytest.raises(CannotDraw) as told:
        svg(desk, line)
    assert why in str(told.value)


def test_an_entry_shows_its_picture_after_the_lead(site: Site) -> None:
    site.edit("glossary/bowl.yaml", "body: |", "picture: decision-guide\nbody: |")
    site.edit("docs/guide/mixing.md", "Take a", "```{picture} decision-guide\n```\n\nTake a")
    assert site.check() == []
    assert site.build()
    for name in ("glossary/bowl.html", "docs/guide/mixing.html"):
        page = site.pages()[name]
        assert page.count('<figure class="picture">') == 1
        assert "It is late: The neighbor" in page
        assert 'channels.html"' in page.partition("Drawn from")[2].partition("</figure>")[0], (
            "its source is named below it"
        )
    page = site.pages()["glossary/bowl.html"]
    assert page.index("A deep round dish") < page.index("<svg") < page.index("Put the")
    before = site.pages()
    site.edit("docs/channels.yaml", "It is late", "It is dark")
    assert site.build()
    assert {name for name, text in site.pages().items() if "It is dark: The neighbor" in text} == {
        "glossary/bowl.html",
        "docs/guide/mixing.html",
    }
    assert site.pages()["glossary/whisk.html"] == before["glossary/whisk.html"]


@pytest.mark.parametrize("line", ["chunk-gird soup:v05", "chunk-grid soup:v05", "a nice picture"])
def test_a_page_that_asks_for_an_unknown_picture_is_named(
    site: Site, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit("docs/guide/mixing.md", "Take a", f"```{{picture}} {line}\n```\n\nTake a")
    assert not site.build()
    assert "docs/guide/mixing.md:6: WARNING: R411" in capsys.readouterr().err


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_reaches_over_the_edge(desk: Desk, browser: Browser, width: int) -> None:
    css = "".join(
        path.read_text("utf-8") for path in sorted((ROOT / "scripts/helpdesk/theme/static/css").glob("*.css"))
    )
    figures = "".join(f'<figure class="picture" id="{n}">{svg(desk, line)}</figure>' for n, line in enumerate(DRAWN))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(f"<!DOCTYPE html><style>{css}</style>{figures}")
    over = page.evaluate(
        """() => [...document.querySelectorAll(".picture svg")].filter(svg => {
             const box = svg.getBBox(), frame = svg.viewBox.baseVal;
             return box.x < 0 || box.y < 0 || box.x + box.width > frame.width || box.y + box.height > frame.height;
           }).map(svg => Number(svg.parentNode.id))"""
    )
    assert [list(DRAWN)[n] for n in over] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
