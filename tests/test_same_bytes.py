"""The same commit gives the same bytes: in any folder, on any day, with any hash seed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FILES, Site, files

BUILD = """
import sys, time_machine
from helpdesk.cli import main
with time_machine.travel(sys.argv[2], tick=True):
    sys.exit(main(["site", sys.argv[1]]))
"""


def build(root: Path, day: str, **variables: str) -> dict[str, bytes]:
    shutil.copytree(FILES / "site", root)
    text = (root / "glossary/whisk.yaml").read_text()
    for i in range(12):
        own = text
        for words in ("term: Whisk", "short: A tool", "  Whisks"):
            own = own.replace(words, f"{words} {i}")
        (root / f"glossary/whisk-{i}.yaml").write_text(own)
    subprocess.run([sys.executable, "-c", BUILD, str(root), day], env=os.environ | variables, check=True)
    return files(Site(root).html)


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    one = build(tmp_path / "one", "2026-11-21T10:00:00Z", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    two = build(tmp_path / "a longer name/two", "2031-02-03T23:59:00Z", PYTHONHASHSEED="22", TZ="Asia/Kolkata")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert {"objects.inv", "helpdesk.json", "index.html"} <= one.keys()
    assert not [name for name, data in two.items() if b"2031" in data or str(tmp_path).encode() in data]


SEEN = """
import sys
from pathlib import Path
from helpdesk.model.page import short_hash
from helpdesk.reading.yaml_document import read_front_matter, read_yaml
path = Path(sys.argv[1])
print(short_hash(read_yaml(path) if path.suffix == ".yaml" else read_front_matter(path)))
"""
QUOTED = '"0.4": no\n"0.5": yes\n"0.6": yes\n"a": 1\n"b": [x,\n  y]\n'


@pytest.mark.parametrize("text", ["# A remark.\nterm: x\nversions:\n  {}", "---\ntitle: x\nabsent:\n  {}---\n# X\n"])
def test_a_file_that_did_not_change_is_taken_for_the_same_with_any_hash_seed(text: str, tmp_path: Path) -> None:
    """Or else a build reads and writes pages again that did not change."""
    path = tmp_path / ("x.md" if text.startswith("---") else "x.yaml")
    told = set()
    for written in (QUOTED, QUOTED.replace('"0.6": yes', '"0.6":  "yes"  # is it?')):
        path.write_text(text.format(written.replace("\n", "\n  ").rstrip(" ")))
        for seed in "123":
            command = [sys.executable, "-c", SEEN, path]
            variables = os.environ | {"PYTHONHASHSEED": seed}
            told.add(subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout)
    assert len(told) == 1
    path.write_text(path.read_text().replace("yes", "no"))
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout not in told
