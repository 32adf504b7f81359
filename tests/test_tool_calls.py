"""What the probes of `make tools` ask of libraries that are not installed here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from keeping import keep

PROBES = ROOT / "scripts/tools/probes"


@pytest.mark.parametrize("library", ["bioio", "iohub", "ngio", "ome-writers", "spatialdata"])
def test_a_probe_asks_its_library_what_is_kept(library: str, tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "tests/tool_calls.py", PROBES / f"{library}.py"]
    path = {"PYTHONPATH": str(ROOT / "scripts/tools")}
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | path, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    keep(f"calls of {library}", done.stdout)
