"""The Sphinx domain of the help desk: what this build knows, and what each page saw of it.

Sphinx re-reads a page when its own file changes. A page here also shows parts of others (a title, a short
definition, a number, who links to it); ``seen`` records these parts, so that exactly the pages that show a changed
part are read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from helpdesk.outputs.place import Place
from helpdesk.sphinx.desk import Desk

if TYPE_CHECKING:
    from helpdesk.sphinx.errands import Errands


class HelpDesk(Domain):
    name = "helpdesk"
    label = "Help desk"
    initial_data: ClassVar[dict[str, Any]] = {"seen": {}}  # docname -> {key: digest}
    data_version = 1

    desk: Desk
    errands: Errands | None = None

    @classmethod
    def of(cls, env: BuildEnvironment) -> HelpDesk:
        return cast(HelpDesk, env.domains[cls.name])

    @property
    def place(self) -> Place:
        config = self.env.config
        base = config.html_baseurl
        return Place(config.project, base and f"{base.rstrip('/')}/", config.language or "en")

    def is_quick(self, docname: str) -> bool:
        """Whether the page is an entry's, so that much of what Sphinx does for any page can be left out."""
        page = self.desk.by_docname.get(docname)
        return self.env.config.helpdesk_quick and page is not None and page.kind.model is not None

    def see(self, *keys: str) -> None:
        """Record that the page being read shows what ``keys`` stand for (see :meth:`Desk.digest`)."""
        seen = self.data["seen"].setdefault(self.env.docname, {})
        for key in keys:
            if key not in seen:
                seen[key] = self.desk.digest(key)

    def outdated(self) -> Iterable[str]:
        """The pages that saw something which is different now."""
        now: dict[str, str] = {}
        for docname, seen in self.data["seen"].items():
            for key, digest in seen.items():
                if key not in now:
                    now[key] = self.desk.digest(key)
                if now[key] != digest:
                    yield docname
                    break

    def clear_doc(self, docname: str) -> None:
        self.data["seen"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for docname in docnames:
            if docname in otherdata["seen"]:
                self.data["seen"][docname] = otherdata["seen"][docname]

    def resolve_any_xref(self, *_: Any) -> list[Any]:
        return []
