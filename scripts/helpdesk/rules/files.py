"""Checks that no file is overlooked and none is there twice."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from helpdesk.model.catalog import Catalog
from helpdesk.model.file_text import title_key
from helpdesk.model.kinds import CHANNELS, TERM, entry_kinds
from helpdesk.model.names import fold
from helpdesk.model.page import Page
from helpdesk.model.published_ids import published
from helpdesk.reading.problems import Problem
from helpdesk.reading.regular_files import refusal
from helpdesk.rules.base import Rule


class Overlooked(Rule):
    """Entries are `.yaml` files directly in their folder: a file with another ending is not read."""

    code = "R414"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        yield from _no_files(catalog.root)
        for kind in entry_kinds():
            top = str(catalog.root / kind.folder)
            for folder, _, names in os.walk(top):
                for name in names:
                    own = name.startswith(".") or name.endswith("~")  # an editor's
                    if not own and not (folder == top and name.endswith((".yaml", *kind.companions))):
                        message = f"this file is not read: an entry is {kind.folder}/<id>.yaml; rename or remove it"
                        yield Problem(Path(folder, name).relative_to(catalog.root), 1, self.code, message)
        channels = CHANNELS.folder / "channels.yaml"
        for path in sorted((catalog.root / CHANNELS.folder).glob("*.y*ml")):
            if (shown := path.relative_to(catalog.root)) != Path(channels):
                message = f"this file is not read: channels stand in {channels}, entries in folders of their own"
                yield Problem(shown, 1, self.code, message)


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
                    if (why := refusal(path, root)) and not (path.is_dir() and "folder" in why and "out" not in why):
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
