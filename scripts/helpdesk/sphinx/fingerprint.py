"""Whether anything changed that a build reads or has made, told from times and sizes alone.

A build without a change need not load Sphinx to find that out. What is looked at: every file below the help desk's
folder but in hidden folders and virtual environments, this package's code, the installed packages, Python, the
address that the environment gives, and SOURCE_DATE_EPOCH. A conf.py that reads anything else has to be touched when
that changes.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import helpdesk
from helpdesk.reading.configuration import address_from_environment

_PASSED_OVER = {"__pycache__", "node_modules"}


def of_sources(root: Path, build: Path) -> str:
    """Of what a build of ``root`` into ``build`` reads."""
    packages = [
        (entry.name, entry.stat().st_mtime_ns)
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)
        if entry.name.endswith((".dist-info", ".egg-info"))
    ]
    software = (sys.version, code_digest(), packages, os.environ.get("SOURCE_DATE_EPOCH"), address_from_environment())
    return _digest(software, _files(root.resolve(), str(build.resolve())))


def of_made(html: Path) -> str:
    """Of the site that is shown, so that one that was damaged is built again."""
    return _digest(None, _files(html.resolve()))


@functools.cache
def code_digest() -> str:
    """Changes with the code, templates and styles of this package and of those that add a subject."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in _packages():
        for path in sorted(folder.rglob("*.*")):
            if path.suffix != ".pyc" and path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _packages() -> list[Path]:
    subjects = {point.value.partition(".")[0] for point in entry_points(group="helpdesk.sphinx")}
    found = [find_spec(name) for name in sorted(subjects)]
    return [Path(helpdesk.__file__).parent, *(Path(spec.origin).parent for spec in found if spec and spec.origin)]


def _digest(first: object, files: Iterator[str]) -> str:
    return hashlib.blake2b("\0".join([repr(first), *files]).encode(), digest_size=16).hexdigest()


def _files(root: Path, without: str = "") -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _PASSED_OVER
            and f"{folder}/{name}" != without
            and not os.path.exists(f"{folder}/{name}/pyvenv.cfg")  # noqa: PTH110
        )
        for name in sorted(names):
            path = f"{folder}/{name}"
            found = os.lstat(path)
            yield f"{path}|{found.st_size}|{found.st_mtime_ns}|{found.st_ctime_ns}"
