"""The check of the field ``picture``. What only a run shows (a missing array) is a warning of the build."""

from __future__ import annotations

from collections.abc import Iterator

from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import EXAMPLE
from helpdesk.model.picture import Picture
from helpdesk.reading.problems import Problem
from helpdesk.rules.base import Rule
from helpdesk_omezarr.pictures import KINDS, OF_CHANNELS


class KnownPicture(Rule):
    """`picture` names a kind of picture, and for most kinds a script of an example: `chunk-grid image:v05`."""

    code = "R411"

    def check(self, catalog: Catalog) -> Iterator[Problem]:
        for page in catalog.pages.values():
            wanted = getattr(page.entry, "picture", None)
            if isinstance(wanted, Picture) and (message := self._wrong(catalog, wanted)):
                yield page.problem(("picture",), self.code, message)

    def _wrong(self, catalog: Catalog, wanted: Picture) -> str:
        if wanted.kind not in KINDS:
            hint = catalog.guess(wanted.kind, KINDS) or f"; there are: {', '.join(KINDS)}"
            return f"no picture `{wanted.kind}`{hint}"
        if wanted.kind in OF_CHANNELS:
            return f"`{wanted.kind}` stands alone: remove `{wanted.of}`" if wanted.of else ""
        if not wanted.of:
            return f"`{wanted.kind}` of what? Name an example and its script: `{wanted.kind} image:v05`"
        examples = [page.id for page in catalog.of(EXAMPLE)]
        if wanted.example not in examples:
            return f"no example `{wanted.example}`{catalog.guess(wanted.example, examples) or ': correct the name'}"
        folder = catalog.root / EXAMPLE.folder / wanted.example
        if not (folder / f"{wanted.script}.py").is_file():
            known = ", ".join(sorted(path.stem for path in folder.glob("v*.py"))) or "none"
            return f"the example `{wanted.example}` has no script `{wanted.script}`; there are: {known}"
        if wanted.part and not KINDS[wanted.kind]:
            return f"`{wanted.kind}` takes no part: remove `:{wanted.part}`"
        return ""
