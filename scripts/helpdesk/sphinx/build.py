"""What happens around a build: open the desk before, write the other forms of the data after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from helpdesk.finding.index import Index
from helpdesk.finding.text import first_words, records
from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import GUIDE
from helpdesk.model.page import Page, read_page
from helpdesk.outputs.published import write_all
from helpdesk.reading.problems import Problem
from helpdesk.rules import check
from helpdesk.sphinx.desk import Desk
from helpdesk.sphinx.domain import HelpDesk

logger = logging.getLogger(__name__)
# Sphinx cannot go on after a page that is not text; the checks report it.
_UNREADABLE = {"S100", "S101"}


def open_desk(app: Sphinx) -> None:
    """Read and check the catalog; what is wrong becomes a warning with file and line."""
    catalog = Catalog.load(Path(app.srcdir))
    HelpDesk.of(app.env).desk = Desk(catalog, out=Path(app.outdir), cache=Path(app.doctreedir).parent / "examples")
    app.config.exclude_patterns += [
        str(page.path)
        for page in catalog.pages.values()
        if any(problem.code in _UNREADABLE for problem in page.problems)
    ]
    warn(check(catalog))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Sequence[str]:
    """The Markdown pages that show something of an entry which is different now (``env-get-outdated``)."""
    return [docname for docname in HelpDesk.of(env).outdated() if docname not in removed]


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write the search index and the other forms of the data (``build-finished``)."""
    if error or app.builder.format != "html":
        return
    domain, out = HelpDesk.of(app.env), Path(app.outdir)
    catalog = domain.desk.catalog
    index = Index()
    index.add(records(catalog.root, catalog.pages.values()))
    index.add(records(catalog.root, _other_pages(app, domain)))
    index.write(out / "find")
    docnames = {*app.env.all_docs, *(page.docname for page in domain.entry_pages())}
    write_all(domain.desk, domain.place, docnames, out)


def warn(problems: Iterable[Problem]) -> None:
    """Report problems as Sphinx's warnings, which make a build with ``-W`` wrong."""
    for problem in problems:
        words = f"{problem.code} {problem.message}".strip()
        logger.warning("%s", words, location=f"{problem.path}:{problem.line}")


def _other_pages(app: Sphinx, domain: HelpDesk) -> Iterator[Page]:
    """Markdown pages that are not in the catalog: the reference tables, the page about the site."""
    root = Path(app.srcdir)
    names = app.env.all_docs.keys() - domain.desk.by_docname.keys() - {app.config.root_doc}
    for name in sorted(names):
        path = Path(app.env.doc2path(name))
        if path.suffix == ".md":
            page = read_page(GUIDE, root, path)
            page.short = page.short or first_words(root, page)
            yield page
