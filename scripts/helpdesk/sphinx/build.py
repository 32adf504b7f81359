"""What happens around a build: open the desk before, write the other forms of the data after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from helpdesk.finding.index import Index
from helpdesk.finding.text import records
from helpdesk.model.catalog import HOME, Catalog
from helpdesk.model.installed import is_desk
from helpdesk.outputs.published import write_all
from helpdesk.reading.problems import Problem
from helpdesk.rules import check
from helpdesk.sphinx.desk import Desk
from helpdesk.sphinx.domain import HelpDesk

logger = logging.getLogger(__name__)
# Sphinx cannot go on after a page that is not text; the checks report it.
_UNREADABLE = {"S100", "S101", "S115"}


def open_desk(app: Sphinx) -> None:
    """Read and check the catalog; what is wrong becomes a warning with file and line."""
    domain = HelpDesk.of(app.env)
    root = Path(app.srcdir, domain.prefix)
    if not is_desk(root):
        place = domain.prefix or "./"
        raise ConfigError(
            f"conf.py: helpdesk_root: there is no folder `{place}glossary`: name the folder of a help desk, "
            f"or make one with `helpdesk init {place}`"
        )
    if app.builder.name in ("dirhtml", "singlehtml"):
        raise ConfigError(f"helpdesk.sphinx makes pages with the builder `html`, not with `{app.builder.name}`")
    catalog = Catalog.load(root)
    cache = Path(app.doctreedir).parent / "examples"
    domain.desk = Desk(catalog, out=Path(app.outdir, domain.prefix), cache=cache)
    app.config.exclude_patterns += [
        f"{domain.prefix}{page.path}"
        for page in catalog.texts
        if any(problem.code in _UNREADABLE for problem in page.problems)
    ]
    warn(check(catalog), domain.prefix)


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Sequence[str]:
    """The Markdown pages that show something of an entry which is different now (``env-get-outdated``)."""
    return [docname for docname in HelpDesk.of(env).outdated() if docname not in removed]


def finish(app: Sphinx, error: Exception | None) -> None:
    """Write the search index and the other forms of the data (``build-finished``)."""
    if error or app.builder.format != "html":
        return
    domain = HelpDesk.of(app.env)
    catalog, out = domain.desk.catalog, domain.desk.out
    index = Index()
    index.add(records(catalog.pages.values()))
    built = app.env.all_docs
    others = (page for page in catalog.others if page.docname != HOME and domain.docname(page) in built)
    index.add(records(others))
    index.write(out / "find")
    docnames = {*built, *(page.docname for page in domain.entry_pages())}
    write_all(domain.desk, domain.place, docnames, whole=not domain.is_guest)


def warn(problems: Iterable[Problem], prefix: str = "") -> None:
    """Report problems as Sphinx's warnings, which make a build with ``-W`` wrong. ``prefix``: the desk's folder."""
    for problem in problems:
        words = f"{problem.code} {problem.message}".strip()
        logger.warning("%s", words, location=f"{prefix}{problem.path}:{problem.line}")
