"""The package serves another subject, with nothing of OME-Zarr installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import Site

HERE = Path(__file__).parent
# What the extra `zarr` brings. An import of any of them fails as if it were not installed.
BLOCKED = """
import sys
from importlib.abc import MetaPathFinder

class Blocker(MetaPathFinder):
    names = {"zarr", "ngff_zarr", "yaozarrs", "ome_zarr", "ome_zarr_models", "tensorstore", "numpy", "jsonpatch",
             "jsonschema", "tifffile", "PIL", "dask", "time_machine"}
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())
from helpdesk.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_help_desk_on_another_subject(tmp_path: Path) -> None:
    site = Site(tmp_path / "bread")
    shutil.copytree(HERE / "other-site", site.root)
    settings = [
        line for line in (site.root / "conf.py").read_text().splitlines() if line and not line.startswith('"""')
    ]
    assert len(settings) <= 15
    for command in (["check"], ["site", "-j", "1"]):
        done = subprocess.run(
            [sys.executable, "-c", BLOCKED, *command, str(site.root)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    pages = site.pages()
    assert {"glossary/sourdough.html", "faq/why-flat.html", "glossary/index.html"} <= pages.keys()
    assert 'href="proofing.html"' in pages["glossary/sourdough.html"]
    data = json.loads((site.html / "helpdesk.json").read_text())
    assert {entry["ref"] for entry in data["entries"]} >= {"glossary/starter", "faq/why-flat"}
