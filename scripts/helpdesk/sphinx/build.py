"""What happens around the reading and writing of pages: open the desk before, begin the errands, sweep after."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from helpdesk.model.desk import Fact
from helpdesk.model.kinds import EXAMPLE
from helpdesk.reading.problems import Problem
from helpdesk.rules import check
from helpdesk.sphinx.desk import Desk
from helpdesk.sphinx.domain import HelpDesk
from helpdesk.sphinx.errands import Errands, Found
from helpdesk.sphinx.found import quicken
from helpdesk_omezarr.kinds import MISTAKE

logger = logging.getLogger(__name__)

# Pages that Sphinx makes without a source, and folders that hold other things than pages.
_WITHOUT_SOURCE = {"genindex", "search", "404"}
_NOT_PAGES = {"stores", "_static"}


def open_desk(app: Sphinx) -> None:
    """Read and check the catalog and run the examples; what is wrong becomes a warning with file and line."""
    root = Path(app.srcdir)
    work = Path(app.doctreedir).parent
    # `helpdesk site` has begun already.
    errands: Errands = getattr(app, "errands", None) or Errands.begin(root, work, Path(app.outdir), app.parallel)
    domain, desk = HelpDesk.of(app.env), errands.desk
    domain.desk, domain.errands = desk, errands
    # Sphinx cannot go on after a page that is not text; the checks report it.
    unreadable = {"S100", "S101"}
    app.config.exclude_patterns += [
        str(page.path)
        for page in desk.catalog.pages.values()
        if any(problem.code in unreadable for problem in page.problems)
    ]
    if (root / EXAMPLE.folder).is_dir():
        _run_examples(root, desk)
    quicken(app)
    app.env.find_files(app.config, app.builder)
    if app.builder.format == "html":
        errands.go_on(Found(domain.place, app.env.found_docs, _guides(app, desk)))


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Sequence[str]:
    return [docname for docname in HelpDesk.of(env).outdated() if docname not in removed]


def finish(app: Sphinx, error: Exception | None) -> None:
    errands = HelpDesk.of(app.env).errands
    if error and errands:
        errands.give_up()
        _warn(check(errands.desk.catalog))
    elif errands:
        _warn(errands.join())
        if app.builder.format == "html":
            _sweep(Path(app.outdir), app.env.all_docs)


def _warn(problems: Iterable[Problem]) -> None:
    for problem in problems:
        logger.warning("%s %s", problem.code, problem.message, location=f"{problem.path}:{problem.line}")


def _guides(app: Sphinx, desk: Desk) -> list[Path]:
    """Markdown pages that are no entries: the reference tables, the page about the site."""
    names = app.env.found_docs - desk.by_docname.keys() - {app.config.root_doc}
    return [path for name in sorted(names) if (path := Path(app.env.doc2path(name))).suffix == ".md"]


def _run_examples(root: Path, desk: Desk) -> None:
    # Imported here: a help desk without examples needs none of the packages that run them.
    from helpdesk_omezarr.examples.run import ExamplesFailed, run_examples
    from helpdesk_omezarr.mistakes.run import MistakesFailed, run_mistakes

    try:
        examples = run_examples(root, desk.out, desk.cache, progress=logger.info)
    except ExamplesFailed as failed:
        _warn(failed.problems)
        desk.incomplete = True
        examples = failed.examples
    desk.results |= {f"examples/{example.name}": example for example in examples}
    desk.facts |= {
        f"{example.name}:{name}": Fact(fact.value, fact.unit, fact.label)
        for example in examples
        for name, fact in example.facts.items()
    }
    pages = desk.catalog.of(MISTAKE)
    by_name = {example.name: example for example in examples}
    try:
        mistakes = run_mistakes(root, pages, by_name, desk.out, desk.cache, progress=logger.info)
    except MistakesFailed as failed_mistakes:
        _warn(failed_mistakes.problems)
        mistakes = failed_mistakes.broken
    desk.results |= {f"mistakes/{broken.id}": broken for broken in mistakes}


def _sweep(out: Path, docnames: Iterable[str]) -> None:
    """Remove the pages whose source is gone, which Sphinx leaves behind."""
    kept = {f"{docname}.html" for docname in (*docnames, *_WITHOUT_SOURCE)}
    for folder, names, files in os.walk(out):
        inside = "" if folder == str(out) else f"{os.path.relpath(folder, out)}/"
        if not inside:
            names[:] = [name for name in names if name not in _NOT_PAGES]
        for name in files:
            if name.endswith(".html") and f"{inside}{name}" not in kept:
                Path(folder, name).unlink()
