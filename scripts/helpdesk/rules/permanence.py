"""Checks that links from outside keep leading somewhere, and that editors find the schema of a file."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model import json_schema
from helpdesk.model.catalog import Catalog
from helpdesk.model.channels import Channels
from helpdesk.model.published_ids import LIST, current, published
from helpdesk.reading.problems import Problem
from helpdesk.reading.yaml_document import Loc
from helpdesk.rules.base import Rule


class Lasting(Rule):
    """A published id, and the anchor of a published alias or channel, stays for good."""

    code = "R431"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        today, known = current(catalog), set(published(catalog.root))
        for number, line in enumerate(published(catalog.root), 1):
            if not line or line in today:
                continue
            ref, _, anchor = line.partition("#")
            page = catalog.pages.get(ref)
            if page is None and anchor and ref in known:
                continue  # told at the line of the page
            if page is None and (near := catalog.guess(ref, today - known, 0.85)):
                message = (
                    f"`{line}` is gone{near} If you renamed it, keep the old file too, with `replaced_by: <new id>`; "
                    "if you edited this list, take that back: a program writes it"
                )
                yield Problem(LIST, number, self.code, message)
            elif page is None and not anchor:
                message = (
                    f"`{ref}` was published and its file is gone: restore the file; to rename or remove an entry, "
                    "keep it under its old name with `replaced_by: <id of the entry to read instead>`"
                )
                yield Problem(LIST, number, self.code, message)
            elif page and page.entry and not page.entry.replaced_by:
                place: Loc = ("channels",) if isinstance(page.entry, Channels) else ("aliases",)
                if isinstance(page.entry, Channels):
                    new = [i for i, one in enumerate(page.entry.channels) if f"{ref}#channel-{one.id}" not in known]
                    place = ("channels", new[0], "id") if len(new) == 1 else place
                message = (
                    f"the published channel `{anchor.removeprefix('channel-')}` is gone: give it its id back, "
                    "as links lead to it; of one that is closed, say so in `when`"
                    if place[0] == "channels"
                    else f"the published alias `{anchor.removeprefix('alias-')}` is gone: keep it as `old_name`"
                )
                yield page.problem(place, self.code, message)


class StraightOn(Rule):
    """`replaced_by` leads to an entry that is in use, not to another retired one."""

    code = "R432"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            target = catalog.successor(page)
            if target and target is not page and target.entry and target.entry.replaced_by:
                message = f"`{target.id}` is retired too: name the entry that is in use"
                yield page.problem(("replaced_by",), self.code, message)


class SchemaLine(Rule):
    """The first line of a file names its JSON Schema, so that editors complete and check while one types."""

    code = "R430"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        demanded = (catalog.root / json_schema.FOLDER).is_dir()
        for page in catalog.pages.values():
            if not page.kind.model or any(problem.code.startswith("S1") for problem in page.problems):
                continue
            first = page.source.opening
            wanted = json_schema.first_line(page.kind)
            if first != wanted and (demanded or json_schema.is_one(first)):
                yield Problem(page.source.path, 1, self.code, f"the first line must be `{wanted}`")
