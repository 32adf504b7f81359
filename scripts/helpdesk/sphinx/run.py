"""Runs Sphinx; a second time from nothing when it stumbles over what an earlier build kept."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from helpdesk.kept import environment, forget, without_collecting
from helpdesk.sphinx.errands import Errands


class _App(Sphinx):
    """Sphinx for a desk that was opened before: ``errands`` are under way."""

    def __init__(self, errands: Errands | None, **settings: Any) -> None:
        self.errands = errands
        super().__init__(**settings)


def run_sphinx(root: Path, work: Path, jobs: int, errands: Errands | None = None) -> bool:
    """Let Sphinx build, a second time from nothing when it stumbles over what an earlier build kept."""
    kept = environment(work).exists()
    try:
        return _sphinx(root, work, jobs, errands)
    except OSError:
        raise  # a full disk, a missing right: the same would happen again
    except Exception as error:
        if kept:
            print(f"helpdesk: {error or type(error).__name__}; building afresh", file=sys.stderr, flush=True)
            if errands:
                errands.give_up()
            forget(work)
            return run_sphinx(root, work, jobs)
        if not isinstance(error, SphinxError):
            raise
        print(f"helpdesk: {error.category}: {error}", file=sys.stderr)
        return False


def _sphinx(root: Path, work: Path, jobs: int, errands: Errands | None) -> bool:
    """Build into ``work``; every warning is printed, and any makes the build wrong."""
    if not color_terminal():
        nocolor()
    with patch_docutils(root), docutils_namespace():
        with without_collecting():
            app = _App(
                errands,
                srcdir=root,
                confdir=root,
                outdir=work / "html",
                doctreedir=work / "doctrees",
                buildername="html",
                confoverrides={"nitpicky": True},
                status=None,
                warning=sys.stderr,
                warningiserror=True,
                parallel=jobs,
            )
            # What is loaded by now stays to the end; looking through it for garbage, even once, is in vain.
            gc.freeze()
        try:
            app.build()
        finally:
            gc.unfreeze()
        return app.statuscode == 0
