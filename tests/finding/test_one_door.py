"""``helpdesk explain`` looks at a store, the search at what it said of it: both name the same page."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from yardstick import ROOT, site_files

from helpdesk.cli import main
from helpdesk.finding.searcher import Searcher

IMAGE = {
    "version": "0.5",
    "multiscales": [
        {
            "name": "cells",
            "axes": [{"name": name, "type": "space", "unit": "micrometer"} for name in "yx"],
            "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [0.3, 0.3]}]}],
        }
    ],
}
ARRAY = {
    "zarr_format": 3, "node_type": "array", "shape": [8, 8], "data_type": "uint8", "fill_value": 0,
    "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [8, 8]}},
    "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
    "codecs": [{"name": "bytes"}], "dimension_names": ["y", "x"], "attributes": {},
}  # fmt: skip


def _levels(meta: dict[str, Any]) -> dict[str, Any]:
    return meta["multiscales"][0]


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "version-missing": lambda meta: meta.pop("version"),
    "datasets-missing": lambda meta: _levels(meta).pop("datasets"),
    "transforms-missing": lambda meta: _levels(meta)["datasets"][0].pop("coordinateTransformations"),
    "unit-misspelled": lambda meta: _levels(meta)["axes"][1].update(unit="um"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_what_explain_prints_finds_the_page_that_it_names(
    mistake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meta = copy.deepcopy(IMAGE)
    BROKEN[mistake](meta)
    store = tmp_path / "image.ome.zarr"
    group = {"zarr_format": 3, "node_type": "group", "attributes": {"ome": meta}}
    for place, document in {".": group, "0": ARRAY}.items():
        (store / place).mkdir(parents=True, exist_ok=True)
        (store / place / "zarr.json").write_text(json.dumps(document), "utf-8")
    main(["explain", str(store), "--desk", str(ROOT)])
    said = capsys.readouterr().out
    page = f"docs/mistakes/{mistake}.html"
    assert page in said
    report = "\n".join(line for line in said.splitlines() if "http" not in line)
    searcher = Searcher(site_files().__getitem__)
    assert searcher.show(searcher.find(report).shown[:1])[0].url == page, report
