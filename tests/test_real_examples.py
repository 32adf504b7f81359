"""The examples of this help desk: what all of them keep to, whatever they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT

from helpdesk_omezarr.examples.run import Example, run_examples
from helpdesk_omezarr.stores.sandbox import Sandbox

SCRIPTS = sorted((ROOT / "docs/examples").glob("*/v*.py"))
LIBRARIES = {("0.5", "yaozarrs"), ("0.6", "ome-zarr"), ("0.6", "ngff-zarr")}
# The house checks belong to this project, and tensorstore reads pixels.
NOT_VALIDATORS = {"house", "tensorstore"}


@pytest.fixture(scope="module")
def told() -> list[str]:
    """The lines of progress of ``examples``."""
    return []


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, told: list[str], sandbox: Sandbox) -> list[Example]:
    """All examples, each script run once more than what a build has kept: other bytes would be problems."""
    out = tmp_path_factory.mktemp("examples")
    return run_examples(ROOT, out, ROOT / "_build/work/examples", sandbox, progress=told.append, twice=True)


@pytest.mark.parametrize("script", SCRIPTS, ids=[f"{path.parent.name}-{path.stem}" for path in SCRIPTS])
def test_a_script_can_be_read_and_pasted(script: Path) -> None:
    lines = script.read_text("utf-8").splitlines()
    assert 10 <= len(lines) <= 35
    assert max(map(len, lines)) <= 120


def test_every_script_writes_the_same_bytes_again(examples: list[Example], told: list[str]) -> None:
    assert len(told) == len(examples)
    assert not [line for line in told if "kept" in line]
    assert sum(len(example.runs) for example in examples) == len(SCRIPTS)


def test_every_store_is_judged_by_several(examples: list[Example]) -> None:
    for run in (run for example in examples for run in example.runs):
        outcomes = {verdict.validator: verdict.outcome for verdict in run.verdicts}
        assert outcomes.keys() >= {"schemas", "tensorstore", "house"}, run.script
        assert len(outcomes.keys() - NOT_VALIDATORS) >= 3, run.script
        assert set(outcomes.values()) <= {"valid", "unsupported"}, run.script
        assert [name for name, outcome in outcomes.items() if outcome == "valid"][2:], run.script
        assert all(verdict.checked for verdict in run.verdicts), run.script


def test_libraries_are_shown_for_the_versions_they_write(examples: list[Example]) -> None:
    assert {(run.version, run.variant) for example in examples for run in example.runs if run.variant} == LIBRARIES


def test_vectors_are_not_drawn_as_brightness(examples: list[Example]) -> None:
    (run,) = next(example.runs for example in examples if example.name == "transform-fields")
    assert run.alt.startswith("Image, axes y, x, shape 128 x 128")


def test_on_paper_what_a_version_wrote_has_a_heading_and_a_drawing_has_none(built_site: Path) -> None:
    page = BeautifulSoup((built_site / "docs/examples/image/index.html").read_text("utf-8"), "html.parser")
    headings = {"pre": set[str](), "figure": set[str]()}
    for part in page.select(".of-version"):
        words = [heading.get_text() for heading in part.select(".version-name")]
        headings["figure" if part.find("figure") else "pre"].update(words or {""})
    assert headings == {"pre": {"OME-Zarr 0.4", "OME-Zarr 0.5", "OME-Zarr 0.6"}, "figure": {""}}


def test_what_lies_in_a_store_leads_to_its_term(built_site: Path) -> None:
    terms = set()
    for path in built_site.glob("docs/examples/*/index.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        terms |= {Path(str(link["href"])).stem for link in page.select(".tree a")}
    assert terms >= {"plate", "well", "scene", "bioformats2raw-layout", "labels", "image-label", "multiscales"}
    assert terms >= {"zarr-json", "dot-files", "chunk", "shard"}
