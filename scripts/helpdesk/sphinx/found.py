"""Which pages there are and which changed, found with plain strings.

Sphinx makes path objects of the file of every page several times in every build. At ten thousand pages that takes
longer than anything else when one of them changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import _translate_pattern

from helpdesk.sphinx.domain import HelpDesk


def quicken(app: Sphinx) -> None:
    """Let the project and the environment of ``app`` find pages as it is done here."""
    if app.config.helpdesk_quick:
        folders = [app.srcdir / folder for folder in app.config.locale_dirs]
        app.builder.use_message_catalog = any(map(os.path.isdir, folders))  # type: ignore[misc]
        app.project.__class__ = QuickProject
        app.env.__class__ = QuickEnvironment


class QuickProject(Project):
    _files: dict[str, str]  # the same as _docname_to_path, with strings
    _entries: dict[str, str] | None

    def entries(self, env: BuildEnvironment) -> dict[str, str]:
        """The entries among the found pages, with the file of each."""
        if self._entries is None:
            is_quick, root = HelpDesk.of(env).is_quick, str(self.srcdir)
            self._entries = {
                docname: f"{root}/{path}"
                for docname, path in self._files.items()
                if docname not in env.dependencies and is_quick(docname)
            }
        return self._entries

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        exclude_paths, include_paths = list(exclude_paths), list(include_paths)
        if self.__dict__.get("_asked") == (exclude_paths, include_paths):  # the answer is a moment old
            return self.docnames
        self._asked = exclude_paths, include_paths
        self._entries = None
        root = str(self.srcdir)
        found: dict[str, str] = {}
        for path in _matching(root, include_paths, [*exclude_paths, *EXCLUDE_PATHS]):
            if path.endswith(self.source_suffix):
                docname = path.removesuffix(next(filter(path.endswith, self.source_suffix)))
                if docname in found or not path.isascii() or not os.access(f"{root}/{path}", os.R_OK):
                    super().discover(exclude_paths, include_paths)  # it says what is wrong
                    self._files = {docname: str(path) for docname, path in self._docname_to_path.items()}
                    return self.docnames
                found[docname] = path
        self.docnames.clear()
        self.docnames |= found.keys()
        self._files, self._docname_to_path = found, {docname: Path(path) for docname, path in found.items()}
        self._path_to_docname = {}  # for a path that is not here, Sphinx takes the suffix off
        return self.docnames


class QuickEnvironment(BuildEnvironment):
    def __getstate__(self) -> dict[str, Any]:
        # Which files there are the next build finds by itself.
        return super().__getstate__() | {"project": None}

    def get_outdated_files(self, config_changed: bool) -> tuple[set[str], set[str], set[str]]:
        if config_changed:
            return super().get_outdated_files(config_changed)
        removed = self.all_docs.keys() - self.found_docs
        with entries_aside(self) as entries:
            added, changed, _ = super().get_outdated_files(config_changed)
        for docname, source in entries.items():
            if docname not in self.all_docs:
                added.add(docname)
            elif not os.path.isfile(f"{self.doctreedir}/{docname}.doctree") or (  # noqa: PTH113
                modified(source) > self.all_docs[docname]
            ):
                changed.add(docname)
        return added, changed, removed


@contextmanager
def entries_aside(env: BuildEnvironment) -> Iterator[dict[str, str]]:
    """Hide the entries among the found pages from Sphinx, and give the file of each."""
    project = env.project
    entries = project.entries(env) if isinstance(project, QuickProject) else {}
    whole = project.docnames
    project.docnames = whole - entries.keys()
    try:
        yield entries
    finally:
        project.docnames = whole


def modified(path: str) -> int:
    """When the file was changed, in microseconds rounded up, as Sphinx counts; 0 when it is gone."""
    try:
        return -(os.stat(path).st_mtime_ns // -1000)  # noqa: PTH116
    except OSError:
        return 0


def _matching(root: str, included: list[str], excluded: list[str]) -> Iterator[str]:
    """The files below ``root``, relative to it, as :func:`sphinx.util.matching.get_matching_files` finds them."""
    is_included, is_excluded = _any(included), _any(excluded)
    for folder, folders, files in os.walk(root, followlinks=True):
        inside = "" if folder == root else f"{folder.removeprefix(root)[1:]}/"
        folders[:] = [name for name in sorted(folders) if not is_excluded(f"{inside}{name}")]
        for name in sorted(files):
            path = f"{inside}{name}"
            if is_included(path) and not is_excluded(path):
                yield path


def _any(patterns: list[str]) -> Callable[[str], object]:
    return re.compile("|".join(map(_translate_pattern, patterns)) or "(?!)").match
