"""What is made from the desk alone, beside the pages: the checks, the search index, the other forms of the data.

With several processes two of them do it. The first begins before Sphinx is loaded, which takes a second, and goes on
while Sphinx reads and writes the pages.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpdesk.kept import without_collecting
from helpdesk.model.catalog import Catalog
from helpdesk.model.kinds import GUIDE
from helpdesk.model.page import Page, read_page
from helpdesk.outputs.place import Place
from helpdesk.reading.problems import Problem
from helpdesk.rules import check
from helpdesk.sphinx.desk import Desk

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


@dataclass
class Found:
    """What is known once Sphinx has found the pages.

    ``docnames`` are those of all pages with a source; ``guides`` are Markdown pages that are not in the catalog.
    """

    place: Place
    docnames: set[str]
    guides: list[Path]


class Errands:
    """Begun with what the catalog tells. ``work`` is the folder that keeps what the next build can use."""

    def __init__(self, desk: Desk, work: Path, jobs: int) -> None:
        self.desk, self._work = desk, work
        self._found: Found | None = None
        self._beside: list[Beside] = []
        if jobs > 1 and hasattr(os, "fork"):
            self._beside.append(Beside(partial(_check_and_index, desk, work)))

    @classmethod
    def begin(cls, root: Path, work: Path, out: Path, jobs: int) -> Errands:
        """Read the catalog of ``root`` with ``jobs`` processes. The other forms are written into ``out``."""
        root = root.resolve()  # as Sphinx has it
        return cls(Desk(Catalog.load(root), out=out, cache=work / "examples"), work, jobs)

    def go_on(self, found: Found) -> None:
        """Write what needs more than the catalog, when the examples have run; without this, it is only checked."""
        self._found = found
        if self._beside:
            self._beside[0].tell(found.guides)
            self._beside.append(Beside(lambda _: _write(self.desk, found)))

    def join(self) -> list[Problem]:
        """What is wrong in the catalog, when all is written. Raises the OSError that stopped it: a full disk."""
        if not self._beside:
            problems = _check_and_index(self.desk, self._work, lambda: self._found.guides if self._found else None)
            if self._found:
                _write(self.desk, self._found)
            return problems
        if not self._found:
            self._beside[0].tell(None)
        try:
            problems, *_ = [one.join() for one in self._beside]
            return problems
        finally:
            self.give_up()

    def give_up(self) -> None:
        """Leave what is not done."""
        for one in self._beside:
            one.stop()


def _check_and_index(desk: Desk, work: Path, guides: Callable[[], list[Path] | None]) -> list[Problem]:
    # Imported here: where another process does this, Sphinx is loaded in the meantime.
    from helpdesk.finding.index import Index
    from helpdesk.finding.text import records

    root, catalog = desk.catalog.root, desk.catalog
    problems = check(catalog)
    index = Index()
    index.add(records(root, catalog.pages.values()))
    if (others := guides()) is not None:
        index.add(records(root, _read_guides(root, others)))
        index.write(desk.out / "find")
    return problems


def _read_guides(root: Path, paths: list[Path]) -> Iterator[Page]:
    """The reference tables, the page about the site."""
    from helpdesk.finding.text import first_words

    for path in paths:
        page = read_page(GUIDE, root, path)
        page.short = page.short or first_words(root, page)
        yield page


def _write(desk: Desk, found: Found) -> None:
    from helpdesk.outputs.published import write_all

    write_all(desk, found.place, found.docnames, desk.out)


class Beside:
    """``run`` in a process of its own, which knows everything as it is now. It gets a function that waits for news."""

    def __init__(self, run: Callable[[Callable[[], Any]], Any]) -> None:
        from multiprocessing import get_context  # takes a while to load

        context = get_context("fork")
        self._line, other = context.Pipe()
        self._process = context.Process(target=self._run, args=(run, other), daemon=True)
        self._process.start()
        other.close()

    def tell(self, news: Any) -> None:
        with contextlib.suppress(ConnectionError):  # it has ended early, as `join` will say
            self._line.send(news)

    def join(self) -> Any:
        """What ``run`` returned. Raises its OSError."""
        try:
            result, error = self._line.recv()
        except (EOFError, ConnectionError):
            raise RuntimeError("a process that checks or writes data ended early; its message stands above") from None
        if error:
            raise error
        return result

    def stop(self) -> None:
        self._line.close()
        self._process.terminate()
        self._process.join()

    def _run(self, run: Callable[[Callable[[], Any]], Any], line: Connection) -> None:
        self._line.close()  # or else this process would never hear that the other has ended
        try:
            with without_collecting():
                line.send((run(line.recv), None))
        except (EOFError, ConnectionError):
            pass  # nobody waits for it any more
        except OSError as error:
            line.send((None, error))
