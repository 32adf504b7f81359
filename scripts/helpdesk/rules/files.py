"""Checks that no file is overlooked and none is there twice."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpdesk.model.catalog import Catalog
from helpdesk.model.fields import ID
from helpdesk.model.file_text import title_key
from helpdesk.model.kinds import CHANNELS, TERM, entry_kinds
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.model.published_ids import published
from helpdesk.reading.problems import Problem
from helpdesk.reading.regular_files import refusal
from helpdesk.rules.base import Rule


class Overlooked(Rule):
    """Entries are `.yaml` files directly in their folder, pages are `.md`: a file with another ending is not read."""

    code = "R414"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        yield from _no_files(catalog.root)
        yield from self._pages(catalog.root)
        for kind in entry_kinds():
            top = str(catalog.root / kind.folder)
            for folder, _, names in os.walk(top):
                for name in names:
                    own = name.startswith(".") or name.endswith("~")  # an editor's
                    if not own and not (folder == top and name.endswith((".yaml", *kind.companions))):
                        message = f"this file is not read: an entry is {kind.folder}/<id>.yaml; rename or remove it"
                        yield Problem(Path(folder, name).relative_to(catalog.root), 1, self.code, message)
        channels = CHANNELS.folder / "channels.yaml"
        for path in sorted((catalog.root / CHANNELS.folder).glob("*.yaml")):
            if (shown := path.relative_to(catalog.root)) != Path(channels):
                message = f"this file is not read: channels stand in {channels}, entries in folders of their own"
                yield Problem(shown, 1, self.code, message)

    def _pages(self, root: Path) -> Iterator[Problem]:
        """What Sphinx would take for a page unchecked, or nobody reads."""
        entries = tuple(str(root / kind.folder) for kind in entry_kinds())
        for folder, folders, names in os.walk(root / CHANNELS.folder):
            folders[:] = [name for name in folders if name not in ("_static", "schemas")]
            for path in (Path(folder, name) for name in names if not folder.startswith(entries)):
                shown = path.relative_to(root)
                inner, is_page = shown.parts[1:], path.suffix in (".md", ".rst")
                hidden = any(part.startswith((".", "_")) for part in inner)
                if is_page and (hidden or path.suffix == ".rst"):
                    yield Problem(
                        shown, 1, self.code, "this page is not checked: pages are <name>.md; rename or remove it"
                    )
                elif is_page and not all(re.fullmatch(ID, part) for part in (*inner[:-1], path.stem)):
                    message = "the name is the address: lower-case letters, digits and single hyphens, as in my-page.md"
                    yield Problem(shown, 1, "E206", message)
                elif not hidden and not path.name.endswith((*_READ, "~")):
                    message = f"this file is not read; those that are end with {', '.join(_READ)}: rename or remove it"
                    yield Problem(shown, 1, self.code, message)


_READ = (".md", ".yaml", ".py", ".svg", ".png")


def _no_files(root: Path) -> Iterator[Problem]:
    """A finding for each link out, pipe, device and socket, be it read or not: the build would take some of them."""
    for top in ("glossary", "faq", "docs"):
        for folder, folders, names in os.walk(root / top):
            for name in (*names, *folders):
                path = Path(folder, name)
                mode = os.lstat(path).st_mode
                if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
                    continue
                with suppress(OSError):  # a link to nothing
                    why = refusal(path, root)
                    if path.is_dir() and "out" not in why:
                        why = "a link to a folder: put the folder itself here"
                    if why:
                        yield Problem(path.relative_to(root), 1, "S115", why)


class OneTitle(Rule):
    """A question is asked once, and a mistake has one entry."""

    code = "R415"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        lasting = set(published(catalog.root))  # what is new is told to change
        for kind in entry_kinds():
            if kind is TERM:
                continue  # a name of a term has one owner, be it title or alias: R403
            key = title_key(kind)
            first: dict[str, Page] = {}
            for page in sorted(catalog.of(kind), key=lambda page: page.ref not in lasting):
                same = first.setdefault(fold(page.title).rstrip(" ?.!"), page)
                if same is not page:
                    message = f"{same.path} has this {key} already: add to that file, or say what is different here"
                    yield page.problem((key,), self.code, message)
