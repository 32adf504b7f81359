"""The Sphinx domain of the help desk: what this build knows, where entries are, and what each prose page shows of them.

Sphinx reads a page again when its own file changes. A Markdown page here also shows parts of entries (a title, a
number, a list of all terms); ``seen`` records these parts, so that exactly the pages that show a changed part are read
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join
from sphinx.util.nodes import make_refnode

from helpdesk.model.kinds import CHANNELS
from helpdesk.model.page import Page
from helpdesk.outputs.place import Place
from helpdesk.sphinx.desk import Desk

Object = tuple[str, str, str, str, str, int]
_NOT_SEARCHED = -1  # by Sphinx's own search, as it is for terms, labels and pages


class HelpDesk(Domain):
    name = "helpdesk"
    label = "Help desk"
    # seen: docname -> {key: digest}; places: docname -> title, target and whether it stands in a list with a caption;
    # changes: docname -> kinds of whose entries the page has a form to change them
    initial_data: ClassVar[dict[str, Any]] = {"seen": {}, "places": {}, "changes": {}}
    data_version = 4

    desk: Desk
    articles: list[tuple[Page, str]]  # of this build, for another theme's search

    @classmethod
    def of(cls, env: BuildEnvironment) -> HelpDesk:
        return cast(HelpDesk, env.domains[cls.name])

    @property
    def place(self) -> Place:
        config = self.env.config
        base = config.html_baseurl
        return Place(config.project, base and f"{base.rstrip('/')}/{self.prefix}", config.language or "en")

    @property
    def is_guest(self) -> bool:
        """Whether the help desk is a part of somebody else's site, below a folder of its own."""
        return bool(self.prefix)

    @property
    def prefix(self) -> str:
        """What stands before the names of our pages in this site: ``help/``, or nothing."""
        root = self.env.config.helpdesk_root.strip("/")
        return f"{root}/" if root else ""

    def docname(self, page: Page) -> str:
        """The name of a page in this site."""
        return f"{self.prefix}{page.docname}"

    def page(self, docname: str) -> Page | None:
        """The page of the catalog that has this name in this site."""
        if not docname.startswith(self.prefix):
            return None
        return self.desk.by_docname.get(docname.removeprefix(self.prefix))

    def text(self, docname: str) -> Page | None:
        """The page that has this name in this site, be it in the catalog or a Markdown page beside it."""
        texts = self.desk.catalog.texts if docname.startswith(self.prefix) else ()
        return next((page for page in texts if page.docname == docname.removeprefix(self.prefix)), None)

    def entry_pages(self) -> Iterator[Page]:
        """The pages that are made from YAML files."""
        return (page for page in self.desk.catalog.pages.values() if page.entry)

    def entry_page(self, docname: str) -> Page | None:
        """The page of an entry by its name in this site."""
        page = self.page(docname)
        return page if page and page.entry else None

    def see(self, *keys: str) -> None:
        """Record that the page being read shows what ``keys`` stand for (see :meth:`Desk.digest`)."""
        seen = self.data["seen"].setdefault(self.env.current_document.docname, {})
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
        for known in self.data.values():
            if isinstance(known, dict):  # and not the version
                known.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name in self.initial_data:
            for docname in docnames & otherdata[name].keys():
                self.data[name][docname] = otherdata[name][docname]

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        docname, _, anchor = target.partition("#")
        return make_refnode(builder, fromdocname, f"{self.prefix}{docname}", anchor, contnode)

    def resolve_any_xref(self, *_: Any) -> list[Any]:
        return []


class StandardDomainWithEntries(StandardDomain):
    """Sphinx's standard domain, which also tells other projects of terms, channels and pages of entries.

    They go into ``objects.inv`` as ``std:term``, ``std:label`` and ``std:doc``, as if Sphinx had read the entries.
    """

    def get_objects(self) -> Iterator[Object]:
        yield from super().get_objects()
        domain = HelpDesk.of(self.env)
        catalog = domain.desk.catalog
        for page, _ in catalog.terms:
            for name in catalog.names_of(page):
                yield name, name, "term", page.docname, "", _NOT_SEARCHED
        for page in catalog.of(CHANNELS):
            for channel in catalog.channels.values():
                anchor = f"channel-{channel.id}"
                yield anchor, channel.name, "label", page.docname, anchor, _NOT_SEARCHED
        for page in domain.entry_pages():
            yield page.docname, page.title, "doc", page.docname, "", _NOT_SEARCHED


def resolve_missing(
    app: Any, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Resolve ``{doc}`` to the page of an entry, ``{ref}`` to a channel and, in a site of others, ``{term}``."""
    if node.get("refdomain") != "std":
        return None
    domain = HelpDesk.of(env)
    target, anchor, classes = node["reftarget"], "", ["doc"]
    page: Page | None
    if node["reftype"] == "doc":
        page = domain.entry_page(docname_join(node["refdoc"], target))
        title = page.title if page else ""
    elif node["reftype"] == "ref" and (channel := domain.desk.catalog.channels.get(target.removeprefix("channel-"))):
        page, title, anchor, classes = domain.desk.catalog.of(CHANNELS)[0], channel.name, target, ["std", "std-ref"]
    elif node["reftype"] == "term" and domain.is_guest:
        page, title, classes = domain.desk.catalog.term(target), contnode.astext(), ["term"]
    else:
        return None
    if page is None:
        return None
    words = contnode.astext() if node.get("refexplicit") else title
    inner = nodes.inline("", words, classes=classes)
    return make_refnode(app.builder, node["refdoc"], domain.docname(page), anchor, inner)
