"""The stores that the libraries are to read, and what is in them.

Those of 0.4 to 0.6 are written by the scripts of docs/examples, those of 0.1 to 0.3 here, with zarr-python alone.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import KINDS, answer

from helpdesk_omezarr.stores.versions import versions

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Store:
    path: Path
    version: str
    kind: str
    holds: dict[str, Any]  # as common.answer says


def make(folder: Path) -> list[Store]:
    """One store of each version and kind in ``folder``, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    stores = []
    for version, row in versions().items():
        for kind in KINDS:
            place = folder / version
            place.mkdir(parents=True, exist_ok=True)
            path = place / f"{kind}.ome.zarr"
            if row.script:
                script = ROOT / f"docs/examples/{kind}/{row.script}.py"
                subprocess.run([sys.executable, script], cwd=place, check=True)
            else:
                by_hand().write(str(path), version, kind)
            stores.append(Store(path, version, kind, answer(by_hand().read(str(path), kind))))
    return stores


def by_hand() -> Any:
    """The probe of zarr-python, which reads and writes every version by the words of its text."""
    path = Path(__file__).with_name("probes") / "zarr.py"
    spec = importlib.util.spec_from_file_location("by_hand", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
