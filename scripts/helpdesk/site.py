"""Builds the whole site aside and shows it only when it is right.

``_build/html`` is a symbolic link to the last good site. A build that fails or is killed leaves it as it is; the
switch to the new one is one rename. What a build keeps for the next one (``_build/work``) is only ever a saving of
time: when a build was cut off there, or what it kept cannot be read, the next one begins afresh.
"""

from __future__ import annotations

import fcntl
import filecmp
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.cmd.build import jobs_argument
from sphinx.errors import SphinxError
from sphinx.util.console import color_terminal, nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from helpdesk.kept import without_collecting

KEPT_OUT = {".buildinfo", ".buildinfo.bak", ".doctrees"}


def build_site(root: Path, build: Path, jobs: str = "auto") -> bool:
    """Build ``root`` into ``build/html``. False when anything was wrong; then nothing was replaced."""
    build.mkdir(parents=True, exist_ok=True)
    work = build / "work"
    unfinished = work / "unfinished"
    with _alone(build / "lock"):
        if unfinished.exists():
            _forget(work)
        work.mkdir(exist_ok=True)
        unfinished.touch()
        if not _run(root, work, jobs):
            # Sphinx would take the pages with warnings for done and stay silent the next time.
            _environment(work).unlink(missing_ok=True)
            unfinished.unlink()
            return False
        _publish(work / "html", build)
        unfinished.unlink()
    return True


def _run(root: Path, work: Path, jobs: str) -> bool:
    """Let Sphinx build, a second time from nothing when it stumbles over what an earlier build kept."""
    kept = _environment(work).exists()
    try:
        return _sphinx(root, work, jobs)
    except OSError:
        raise  # a full disk, a missing right: the same would happen again
    except Exception as error:
        if kept:
            print(f"helpdesk: {error or type(error).__name__}; building afresh", file=sys.stderr, flush=True)
            _forget(work)
            return _run(root, work, jobs)
        if not isinstance(error, SphinxError):
            raise
        print(f"helpdesk: {error.category}: {error}", file=sys.stderr)
        return False


def _sphinx(root: Path, work: Path, jobs: str) -> bool:
    """Build into ``work``; every warning is printed, and any makes the build wrong."""
    if not color_terminal():
        nocolor()
    with patch_docutils(root), docutils_namespace():
        with without_collecting():
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
                parallel=jobs_argument(jobs),
            )
        # What is loaded by now stays to the end; looking through it for garbage again and again is in vain.
        gc.freeze()
        try:
            app.build()
        finally:
            gc.unfreeze()
        return app.statuscode == 0


def _environment(work: Path) -> Path:
    return work / "doctrees" / "environment.pickle"


def _forget(work: Path) -> None:
    """Remove the half-made pages. Results of examples stay: they are checked by themselves."""
    for folder in (work / "html", work / "doctrees"):
        shutil.rmtree(folder, ignore_errors=True)
    for name in ("catalog.pickle", "find.digest", "find.counts"):
        (work / name).unlink(missing_ok=True)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let builds into the same folder wait for each other."""
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another build is running here: waiting for it to end", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _publish(html: Path, build: Path) -> None:
    sites, shown = build / "sites", build / "html"
    sites.mkdir(exist_ok=True)
    last = shown.resolve() if shown.is_symlink() else None
    number = max((int(site.name) for site in sites.iterdir() if site.name.isdigit()), default=0) + 1
    new = sites / str(number)
    _copy(html, new, last)
    if shown.exists() and not shown.is_symlink():
        shutil.rmtree(shown)
    link = build / "html.new"
    link.unlink(missing_ok=True)
    link.symlink_to(new.relative_to(build), target_is_directory=True)
    link.replace(shown)
    for site in sites.iterdir():
        if site != new:
            shutil.rmtree(site)


def _copy(source: Path, target: Path, last: Path | None) -> None:
    """Copy ``source``; a file that is the same as in the ``last`` site shares its bytes on disk with it."""
    # Plain strings: at ten thousand pages, joining path objects would take longer than linking files.
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in KEPT_OUT]
        inside = os.path.relpath(folder, source)
        there = os.path.join(target, inside)  # noqa: PTH118
        old = os.path.join(last, inside) if last else ""  # noqa: PTH118
        known = set(os.listdir(old)) if old and os.path.isdir(old) else set()  # noqa: PTH112, PTH208
        os.makedirs(there, exist_ok=True)  # noqa: PTH103
        for name in files:
            if name in KEPT_OUT:
                continue
            # Size and time are compared first, bytes only when these differ.
            if name in known and filecmp.cmp(f"{folder}/{name}", f"{old}/{name}"):
                os.link(f"{old}/{name}", f"{there}/{name}")
            else:
                shutil.copy2(f"{folder}/{name}", f"{there}/{name}")
