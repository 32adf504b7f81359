"""Runs the examples and the mistakes before any page is read, so that pages can show what came of them."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from helpdesk.model.desk import Desk, Fact
from helpdesk.model.kinds import EXAMPLE
from helpdesk.sphinx.build import warn
from helpdesk.sphinx.domain import HelpDesk
from helpdesk_omezarr.kinds import MISTAKE

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    # After the desk was opened.
    app.connect("builder-inited", run_all, priority=600)


def run_all(app: Sphinx) -> None:
    root = Path(app.srcdir)
    if (root / EXAMPLE.folder).is_dir():
        _run(root, HelpDesk.of(app.env).desk)


def _run(root: Path, desk: Desk) -> None:
    # Imported here: a help desk without examples needs none of the packages that run them.
    from helpdesk_omezarr.examples.run import ExamplesFailed, run_examples
    from helpdesk_omezarr.mistakes.run import MistakesFailed, run_mistakes

    try:
        examples = run_examples(root, desk.out, desk.cache, progress=logger.info)
    except ExamplesFailed as failed:
        warn(failed.problems)
        desk.incomplete = True
        examples = failed.examples
    desk.results |= {f"examples/{example.name}": example for example in examples}
    desk.facts |= {
        f"{example.name}:{name}": Fact(fact.value, fact.unit, fact.label)
        for example in examples
        for name, fact in example.facts.items()
    }
    by_name = {example.name: example for example in examples}
    try:
        mistakes = run_mistakes(root, desk.catalog.of(MISTAKE), by_name, desk.out, desk.cache, progress=logger.info)
    except MistakesFailed as failed_mistakes:
        warn(failed_mistakes.problems)
        mistakes = failed_mistakes.broken
    desk.results |= {f"mistakes/{broken.id}": broken for broken in mistakes}
