"""The folder in which a build leaves what the next one can use: pages, Sphinx's own state, results of runs."""

from __future__ import annotations

import shutil
from pathlib import Path


def environment(work: Path) -> Path:
    """What Sphinx knows of the pages it read."""
    return work / "doctrees" / "environment.pickle"


def forget(work: Path) -> None:
    """Remove what the next build would go on with. Results of examples stay: they are checked by themselves."""
    for name in ("html", "doctrees"):
        shutil.rmtree(work / name, ignore_errors=True)
