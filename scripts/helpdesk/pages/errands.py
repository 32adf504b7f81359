"""What is made from the desk alone, by other processes, while Sphinx reads and writes the pages.

These are the checks, the search index, the other forms of the data, and what the next build will want to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks, SerialTasks, parallel_available

from helpdesk.desk import Desk
from helpdesk.finding.index import write_index
from helpdesk.finding.text import first_words, records
from helpdesk.kinds import GUIDE
from helpdesk.outputs.published import write_all
from helpdesk.page import Page, read_page
from helpdesk.pages.domain import HelpDesk
from helpdesk.problems import Problem
from helpdesk.rules import check

logger = logging.getLogger(__name__)


class Errands:
    """Each begins at once, as soon as what it needs is there; with one process alone it is done when it has begun."""

    def __init__(self, app: Sphinx, desk: Desk) -> None:
        self._app, self._desk = app, desk
        self._failed: list[OSError] = []
        self._tasks = ParallelTasks(3) if parallel_available and app.parallel > 1 else SerialTasks()

    def check(self) -> None:
        """Report what is wrong in the catalog, and keep what was read. Needs the catalog."""
        self._begin(self._check)

    def index(self) -> None:
        """Write what search needs. Needs the names of all pages."""
        if self._app.builder.format == "html":
            self._begin(self._index)

    def write(self) -> None:
        """Write the other forms of the data. Needs the names of all pages and the results of the examples."""
        if self._app.builder.format == "html":
            self._begin(self._write)

    def join(self) -> None:
        """Wait for the end. Raises the OSError that stopped one: a full disk, a missing right."""
        self._tasks.join()
        if self._failed:
            raise self._failed[0]

    def give_up(self) -> None:
        if isinstance(self._tasks, ParallelTasks):
            self._tasks.terminate()

    def _begin(self, errand: Callable[[], None]) -> None:
        self._tasks.add_task(_run, errand, self._note)

    def _note(self, *said: OSError | Callable[[], None] | None) -> None:
        # With other processes Sphinx hands over the task's argument too, which is the errand.
        self._failed += [error for error in said if isinstance(error, OSError)]

    def _check(self) -> None:
        warn(check(self._desk.catalog))
        self._desk.catalog.keep()

    def _index(self) -> None:
        app, desk = self._app, self._desk
        found = records(desk.catalog, _other_pages(app, desk))
        write_index(found, Path(app.outdir) / "find", Path(app.doctreedir).parent / "weights", app.config.helpdesk_code)

    def _write(self) -> None:
        app = self._app
        write_all(self._desk, HelpDesk.of(app.env).place, app.env.found_docs, Path(app.outdir))


def _run(errand: Callable[[], None]) -> OSError | None:
    try:
        errand()
    except OSError as error:
        return error
    return None


def warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        logger.warning("%s %s", problem.code, problem.message, location=f"{problem.path}:{problem.line}")


def _other_pages(app: Sphinx, desk: Desk) -> Iterable[Page]:
    """Markdown pages that are no entries: the reference tables, the page about the site."""
    root = Path(app.srcdir)
    for docname in app.env.found_docs:
        path = Path(app.env.doc2path(docname))
        if docname not in desk.by_docname and docname != app.config.root_doc and path.suffix == ".md":
            page = read_page(GUIDE, root, path)
            page.short = page.short or first_words(root, page)
            yield page
