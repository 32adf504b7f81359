"""Builds the whole site aside and shows it only when it is right.

``_build/html`` is a symbolic link to the last good site. A build that fails or is killed leaves it as it is; the
switch to the new one is one rename. What a build leaves for the next one (``_build/work``) is only ever a saving of
time: when a build was cut off there, or what it left cannot be read, the next one begins afresh.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk.sphinx import fingerprint
from helpdesk.sphinx.work import environment, forget

_NOT_SHOWN = {".buildinfo", ".buildinfo.bak", ".doctrees"}


def build_site(root: Path, build: Path) -> bool:
    """Build ``root`` into ``build/html``. False when anything was wrong; then nothing was replaced."""
    build.mkdir(parents=True, exist_ok=True)
    work = build / "work"
    unfinished, built = work / "unfinished", work / "built"
    with _alone(build / "lock"):
        sources = fingerprint.of_sources(root, build)
        if built.exists() and built.read_text() == f"{sources} {fingerprint.of_made(build / 'html')}":
            print("nothing has changed since the last build")
            return True
        built.unlink(missing_ok=True)
        if unfinished.exists():
            forget(work)
        work.mkdir(exist_ok=True)
        unfinished.touch()
        from helpdesk.sphinx.run import run_sphinx  # it takes a second to load

        if not run_sphinx(root.resolve(), work):
            # Sphinx would take the pages with warnings for done and stay silent the next time.
            environment(work).unlink(missing_ok=True)
            unfinished.unlink()
            return False
        _publish(work / "html", build)
        unfinished.unlink()
        built.write_text(f"{sources} {fingerprint.of_made(build / 'html')}")
    return True


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
    """Show a copy of ``html``, in which files that stay the same share their bytes on disk with the last one."""
    sites, shown = build / "sites", build / "html"
    sites.mkdir(exist_ok=True)
    last = sites / (shown.readlink().name if shown.is_symlink() else "none")
    new = sites / str(max((int(site.name) for site in sites.iterdir() if site.name.isdigit()), default=0) + 1)
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


def _copy(source: Path, target: Path, last: Path) -> None:
    """Copy the files of ``source``; one that is the same in ``last`` becomes a link to that."""
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in _NOT_SHOWN]
        inside = os.path.relpath(folder, source)
        (target / inside).mkdir(parents=True)
        for name in files:
            # Plain strings: with ten thousand pages, joining path objects would take longer than all else.
            old, new = f"{last}/{inside}/{name}", f"{target}/{inside}/{name}"
            if name in _NOT_SHOWN:
                continue
            if _is_same(f"{folder}/{name}", old):
                os.link(old, new)
            else:
                shutil.copy2(f"{folder}/{name}", new)


def _is_same(one: str, other: str) -> bool:
    """Whether two files have the same size and time."""
    try:
        found = os.lstat(other)
    except (FileNotFoundError, NotADirectoryError):
        return False
    made = os.lstat(one)
    return (made.st_size, made.st_mtime_ns) == (found.st_size, found.st_mtime_ns)
