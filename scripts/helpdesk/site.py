"""Builds the whole site aside and shows it only when it is right.

``_build/html`` is a symbolic link to the last good site. A build that fails or is killed leaves it as it is; the
switch to the new one is one rename. What a build keeps for the next one (``_build/work``) is only ever a saving of
time: when a build was cut off there, or what it kept cannot be read, the next one begins afresh.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk import stamp
from helpdesk.kept import environment, forget

KEPT_OUT = {".buildinfo", ".buildinfo.bak", ".doctrees"}


def build_site(root: Path, build: Path, jobs: str = "auto") -> bool:
    """Build ``root`` into ``build/html``. False when anything was wrong; then nothing was replaced."""
    build.mkdir(parents=True, exist_ok=True)
    work = build / "work"
    unfinished, built = work / "unfinished", work / "built"
    with _alone(build / "lock"):
        sources = stamp.of_sources(root, build)
        if built.exists() and built.read_text() == f"{sources} {stamp.of_made(build / 'html')}":
            print("nothing has changed since the last build")
            return True
        from helpdesk.pages.run import run_sphinx  # It takes a second to load.

        built.unlink(missing_ok=True)
        if unfinished.exists():
            forget(work)
        work.mkdir(exist_ok=True)
        unfinished.touch()
        if not run_sphinx(root, work, jobs):
            # Sphinx would take the pages with warnings for done and stay silent the next time.
            environment(work).unlink(missing_ok=True)
            unfinished.unlink()
            return False
        _publish(work / "html", build)
        unfinished.unlink()
        built.write_text(f"{sources} {stamp.of_made(build / 'html')}")
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
    """Copy ``source``; a file of the same size and time as in the ``last`` site shares its bytes on disk with it."""
    # Plain strings: at ten thousand pages, joining path objects would take longer than linking files.
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in KEPT_OUT]
        inside = os.path.relpath(folder, source)
        there = os.path.join(target, inside)  # noqa: PTH118
        old = os.path.join(last, inside) if last else ""  # noqa: PTH118
        known = _times(old) if old and os.path.isdir(old) else {}  # noqa: PTH112
        times = _times(folder)
        os.makedirs(there, exist_ok=True)  # noqa: PTH103
        for name in files:
            if name in KEPT_OUT:
                continue
            if times[name] == known.get(name):
                os.link(f"{old}/{name}", f"{there}/{name}")
            else:
                shutil.copy2(f"{folder}/{name}", f"{there}/{name}")


def _times(folder: str) -> dict[str, tuple[int, int]]:
    """Size and time of each file in ``folder``."""
    return {entry.name: ((found := entry.stat()).st_size, found.st_mtime_ns) for entry in os.scandir(folder)}
