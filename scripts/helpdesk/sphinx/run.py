"""Runs Sphinx; a second time from nothing when it stumbles over what an earlier build left."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from helpdesk.sphinx.work import environment, forget


def run_sphinx(root: Path, work: Path) -> bool:
    """Build ``root`` into the folder ``work``; every warning is printed, and any makes the build wrong."""
    again = environment(work).exists()
    try:
        return _sphinx(root, work)
    except OSError:
        raise  # a full disk, a missing right: the same would happen again
    except Exception as error:
        if isinstance(error, ExtensionError) and isinstance(error.orig_exc, OSError):
            raise error.orig_exc from None
        if again:
            print(f"helpdesk: {error or type(error).__name__}; building afresh", file=sys.stderr, flush=True)
            forget(work)
            return run_sphinx(root, work)
        if not isinstance(error, SphinxError):
            raise
        print(f"helpdesk: {error.category}: {error}", file=sys.stderr)
        return False


def _sphinx(root: Path, work: Path) -> bool:
    if not color_terminal():
        nocolor()
    with patch_docutils(root), docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=root,
            outdir=work / "html",
            doctreedir=work / "doctrees",
            buildername="html",
            confoverrides={"nitpicky": True},
            status=None,
            warning=sys.stderr,
            warningiserror=True,
        )
        app.build()
        return app.statuscode == 0
