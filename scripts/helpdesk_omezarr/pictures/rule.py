"""The check of pictures that the build draws. What only a run shows (a missing array) is a warning of the build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.picture import PICTURE, Picture
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk_omezarr.examples.rule import no_script
from helpdesk_omezarr.pictures import KINDS, OF_CHANNELS, WITH_PART


class KnownPicture(Rule):
    """A picture has a kind, and for most kinds a script of an example: `chunk-grid image:v05`."""

    code = "R411"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            wanted = getattr(page.entry, "picture", None)
            if isinstance(wanted, Picture) and (message := self._wrong(catalog, wanted)):
                yield page.problem(("picture",), self.code, message)
        for page in catalog.texts:
            for used in page.directives:
                found = re.fullmatch(PICTURE, used.argument) if used.name == "picture" else None
                if found and (message := self._wrong(catalog, Picture(kind=found["kind"], of=found["of"] or ""))):
                    yield Problem(page.source.path, used.line, self.code, message)

    def _wrong(self, catalog: Catalog, wanted: Picture) -> str:
        if wanted.kind not in KINDS:
            hint = catalog.guess(wanted.kind, KINDS) or f"; there are: {', '.join(KINDS)}"
            return f"no picture `{wanted.kind}`{hint}"
        if wanted.kind in OF_CHANNELS:
            return f"`{wanted.kind}` stands alone: remove `{wanted.of}`" if wanted.of else ""
        if not wanted.of:
            return f"`{wanted.kind}` of what? Name an example and its script: `{wanted.kind} image:v05`"
        if message := no_script(catalog, wanted.example, wanted.script):
            return message
        if wanted.part and wanted.kind not in WITH_PART:
            return f"`{wanted.kind}` takes no part: remove `:{wanted.part}`"
        return ""
