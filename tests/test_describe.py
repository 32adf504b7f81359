"""What the page that describes an image advises: its numbers and its pages are those of this site."""

from __future__ import annotations

import re

import pytest
import yaml
from conftest import ROOT

from helpdesk_omezarr.describe.data import page_data

DATA = page_data(ROOT)


def page_text(page: str) -> str:
    (path,) = (path for path in (ROOT / f"{page}.yaml", ROOT / f"{page}.md") if path.exists())
    return re.sub(r"\s+", " ", path.read_text("utf-8"))


@pytest.mark.parametrize("name", DATA["thresholds"])
def test_each_threshold_rests_on_a_page_that_says_it(name: str) -> None:
    threshold = DATA["thresholds"][name]
    said = re.sub(r"\{term\}`([^<`]+)(?: <[^>]+>)?`", r"\1", page_text(threshold["page"]))
    assert threshold["says"] in said, f"{threshold['page']} no longer says {threshold['says']!r}"


def test_each_advice_leads_to_a_page() -> None:
    assert all(page_text(one["page"]) for one in DATA["advice"])


def test_no_condition_is_without_a_sentence_and_no_sentence_without_a_condition() -> None:
    code = (ROOT / "scripts/helpdesk_omezarr/describe/browser/advice.js").read_text("utf-8")
    named = {one["when"] for one in DATA["advice"]}
    assert {name for name in named if f'"{name}"' not in code and f" {name}:" not in code} == set()
    assert set(re.findall(r'(?:found\[|\{ )"([a-z]+-[a-z-]+)"', code)) <= named


def test_writers_are_those_that_were_tried() -> None:
    tried = yaml.safe_load((ROOT / "docs/_data/tools-computed.yaml").read_text("utf-8"))["libraries"]
    for row in tried:
        if row["name"] in DATA["writers"]:
            for kind, said in DATA["writes"][row["name"]].items():
                assert said == {version: row["writes"][kind][version] for version in DATA["versions"]}
    assert set(DATA["writes"]) == set(DATA["writers"])
