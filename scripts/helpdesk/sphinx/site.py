"""Builds the whole site aside and shows it only when it is right.

``_build/html`` is a symbolic link to the last good site. A build that fails or is killed leaves it as it is; the
switch to the new one is one rename. The site before it stays as well: most of its files are right for the next one.
What a build keeps for the next one (``_build/work``) is only ever a saving of time: when a build was cut off there, or
what it kept cannot be read, the next one begins afresh.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpdesk.kept import environment, forget, without_collecting
from helpdesk.sphinx import fingerprint
from helpdesk.sphinx.errands import Errands

KEPT_OUT = {".buildinfo", ".buildinfo.bak", ".doctrees"}


def build_site(root: Path, build: Path, jobs: int) -> bool:
    """Build ``root`` into ``build/html`` with ``jobs`` processes.

    False when anything was wrong; then nothing was replaced.
    """
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
        if not _build(root, work, jobs):
            # Sphinx would take the pages with warnings for done and stay silent the next time.
            environment(work).unlink(missing_ok=True)
            unfinished.unlink()
            return False
        _publish(work / "html", build)
        unfinished.unlink()
        built.write_text(f"{sources} {fingerprint.of_made(build / 'html')}")
    return True


def _build(root: Path, work: Path, jobs: int) -> bool:
    with without_collecting():
        errands = Errands.begin(root, work, work / "html", jobs)
        from helpdesk.sphinx.run import run_sphinx  # It takes a second to load.

        gc.freeze()  # all this is no garbage; what runs Sphinx makes it ordinary again
    try:
        return run_sphinx(root, work, jobs, errands)
    finally:
        errands.give_up()


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
    """Show what is in ``html``. The site before the last is not shown, so it is what is made into the new one."""
    sites, shown = build / "sites", build / "html"
    sites.mkdir(exist_ok=True)
    last = sites / shown.readlink().name if shown.is_symlink() else None
    numbers = sorted(int(site.name) for site in sites.iterdir() if site.name.isdigit())
    new = sites / str(max(numbers, default=0) + 1)
    for old in (sites / str(number) for number in reversed(numbers)):
        if old != last:
            old.rename(new)
            break
    _make_alike(html, new, last)
    if shown.exists() and not shown.is_symlink():
        shutil.rmtree(shown)
    link = build / "html.new"
    link.unlink(missing_ok=True)
    link.symlink_to(new.relative_to(build), target_is_directory=True)
    link.replace(shown)
    spare = last or sites / "0"
    if not last:  # nobody waits for a first build; after an edit, to link every file would be a third of the time
        _make_alike(html, spare, new)
    for site in sites.iterdir():
        if site not in (new, spare):
            shutil.rmtree(site)


def _make_alike(source: Path, target: Path, last: Path | None) -> None:
    """Make ``target`` hold the files of ``source`` and nothing else.

    A file of the same size and time stays, or shares its bytes on disk with that in the ``last`` site. No file is
    written into: its bytes may be those of the site that is shown.
    """
    # Plain strings: at ten thousand pages, joining path objects would take longer than all else.
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in KEPT_OUT]
        inside = os.path.relpath(folder, source)
        there = os.path.join(target, inside)  # noqa: PTH118
        os.makedirs(there, exist_ok=True)  # noqa: PTH103
        wanted, found = _times(folder), _times(there)
        kept = {name for name in files if name not in KEPT_OUT}
        for name in os.listdir(there):  # noqa: PTH208
            if name in found and (name not in kept or found[name] != wanted[name]):
                os.unlink(f"{there}/{name}")  # noqa: PTH108
            elif name not in found and name not in names:
                shutil.rmtree(f"{there}/{name}")
        for name in kept:
            if found.get(name) == wanted[name]:
                continue
            if last and _time(f"{last}/{inside}/{name}") == wanted[name]:
                os.link(f"{last}/{inside}/{name}", f"{there}/{name}")
            else:
                shutil.copy2(f"{folder}/{name}", f"{there}/{name}")


def _time(file: str) -> tuple[int, int] | None:
    """Size and time of ``file``; None when there is none."""
    try:
        found = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size, found.st_mtime_ns


def _times(folder: str) -> dict[str, tuple[int, int]]:
    """Size and time of each file in ``folder``; nothing when there is none."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return {
        entry.name: ((found := entry.stat(follow_symlinks=False)).st_size, found.st_mtime_ns)
        for entry in entries
        if not entry.is_dir(follow_symlinks=False)
    }
