"""A version of OME-Zarr is a row of one table: a test adds one, and touches no module."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import FILES, ROOT

PACKAGE = ROOT / "scripts/helpdesk_omezarr"
TABLE = PACKAGE / "stores/versions.json"


def new_table(folder: Path) -> Path:
    """A table with 0.7, whose schemas are those of 0.6 but for the number."""
    package = importlib.util.find_spec("ngff_zarr")
    assert package and package.origin
    shutil.copytree(Path(package.origin).parent / "spec/0.6/schemas", folder / "0.7/schemas")
    version = folder / "0.7/schemas/_version.schema"
    version.write_text(version.read_text().replace('"0.6"', '"0.7"'))
    table = json.loads(TABLE.read_text())
    row = table["versions"][-1] | {"version": "0.7", "script": "v07", "schemas": str(folder / "0.7")}
    row |= {"text": "https://example.org/0.7", "validators": ["schemas", "house"], "quick": [["schemas", "house"]]}
    table["versions"].append(row)
    path = folder / "versions.json"
    path.write_text(json.dumps(table))
    return path


def helpdesk(table: Path, *command: str) -> tuple[int, str]:
    run = [sys.executable, "-m", "helpdesk", *command]
    environment = os.environ | {"OME_ZARR_VERSIONS": str(table)}
    done = subprocess.run(run, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def explain(store: Path, table: Path) -> tuple[int, str]:
    return helpdesk(table, "explain", str(store), "--desk", str(ROOT))


def image(path: Path, version: str) -> None:
    path.mkdir()
    (path / "0").mkdir()
    axes = [{"name": name, "type": "space"} for name in "yx"]
    scale = {"type": "scale", "scale": [1.0, 1.0], "input": {"path": "0"}, "output": {"name": "physical"}}
    level = {"path": "0", "coordinateTransformations": [scale]}
    multiscale = {"name": "m", "coordinateSystems": [{"name": "physical", "axes": axes}], "datasets": [level]}
    ome = {"version": version, "multiscales": [multiscale]}
    group = {"zarr_format": 3, "node_type": "group", "attributes": {"ome": ome}}
    (path / "zarr.json").write_text(json.dumps(group))
    grid = {"name": "regular", "configuration": {"chunk_shape": [4, 4]}}
    keys = {"name": "default", "configuration": {"separator": "/"}}
    array = {"zarr_format": 3, "node_type": "array", "shape": [4, 4], "data_type": "uint8", "chunk_grid": grid}
    array |= {"chunk_key_encoding": keys, "fill_value": 0, "codecs": [{"name": "bytes"}], "attributes": {}}
    (path / "0/zarr.json").write_text(json.dumps(array))


def test_a_new_version_is_a_row(tmp_path: Path) -> None:
    table, store = new_table(tmp_path), tmp_path / "image.zarr"
    image(store, "0.7")
    assert explain(store, TABLE)[0] == 2, "unknown without its row"
    code, text = explain(store, table)
    assert (code, text.splitlines()[0], text.splitlines()[-1]) == (0, "image.zarr: OME-Zarr 0.7", "valid"), text
    document = json.loads((store / "zarr.json").read_text())
    document["attributes"]["ome"]["multiscales"][0].pop("datasets")
    (store / "zarr.json").write_text(json.dumps(document))
    code, text = explain(store, table)
    assert code == 1
    assert "schemas: zarr.json $.ome.multiscales[0]: 'datasets' is a required property" in text


SCRIPT = """\
import json
from pathlib import Path

for name, text in json.loads({!r}).items():
    path = Path("image.zarr", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
"""
MISTAKE = """\
title: The image has no levels
sort: metadata
versions: ["0.7"]
short: The metadata name no array, so that nothing can be shown.
start: {example: image, script: v07}
change:
  - ome: ""
    patch:
      - {op: remove, path: /multiscales/0/datasets}
clause:
  - {versions: ["0.7"], quote: MUST, words: Every image has levels., url: "https://example.org/0.7"}
why: |
  Because.
cause: |
  A hurry.
mend: |
  Add them.
sources:
  - url: https://example.org/0.7
    supports: the rule
reviewed: 2026-11-21
"""


def test_examples_and_mistakes_of_a_new_version_run(tmp_path: Path) -> None:
    table, root, store = new_table(tmp_path), tmp_path / "desk", tmp_path / "image.zarr"
    shutil.copytree(FILES / "site", root)
    image(store, "0.7")
    written = {str(path.relative_to(store)): path.read_text() for path in store.rglob("*") if path.is_file()}
    folder, mistake = root / "docs/examples/image", root / "docs/mistakes/no-levels.yaml"
    folder.mkdir(parents=True)
    mistake.parent.mkdir()
    (root / "docs/_data").mkdir()
    (folder / "v07.py").write_text(SCRIPT.format(json.dumps(written)))
    absent = json.dumps(dict.fromkeys(("0.4", "0.5", "0.6"), "not here"))
    text = (FILES / "examples/good/index.md").read_text()
    (folder / "index.md").write_text(text.replace("order: 1\n", f"order: 1\nabsent: {absent}\n"))
    mistake.write_text(MISTAKE)
    code, text = helpdesk(TABLE, "examples", str(root))
    assert code == 1
    assert "E205 `versions.0` must be '0.4', '0.5' or '0.6'" in text, "unknown without its row"
    code, text = helpdesk(table, "examples", "--accept", str(root))
    assert code == 0, text
    assert "- 'zarr.json $.ome.multiscales[0]: ''datasets'' is a required property'" in mistake.read_text()
    index = json.loads((root / "docs/_data/mistake-findings.json").read_text())
    assert ["no-levels"] in index["0.7"].values()


def test_no_module_about_stores_compares_versions() -> None:
    """Texts may name versions; a comparison or a list of them in code is the table's."""
    compared = re.compile(r"""[=(\[{,:]\s*["']0\.[1-9]["']|["']0\.[1-9]["']\s*(==|!=|in\b|:)""")
    for folder in ("stores", "explaining", "examples", "mistakes", "pictures", "check", "cli"):
        modules = sorted((PACKAGE / folder).rglob("*.py"))
        assert modules, folder
        for module in modules:
            code = re.sub(r'"""(.|\n)*?"""|#.*', "", module.read_text("utf-8"))
            assert not compared.search(code), f"{module.name}: {compared.search(code)}"
