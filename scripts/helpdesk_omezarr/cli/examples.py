"""``helpdesk examples``: runs all examples and mistakes without building a page."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from helpdesk.model.catalog import Catalog
from helpdesk.reading.problems import Problem, report
from helpdesk_omezarr.kinds import MISTAKE

if TYPE_CHECKING:
    from helpdesk_omezarr.mistakes.broken import Broken
    from helpdesk_omezarr.mistakes.expected import Difference


def add(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser("examples", help="run the examples and the mistakes, and compare what validators say")
    parser.add_argument("root", nargs="?", type=Path, default=Path(), help="folder of the help desk (default: here)")
    parser.add_argument("--accept", action="store_true", help="write what validators say now into the mistakes' files")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    problems, differences, broken = _run_all(options.root)
    if options.accept:
        _accept_all(options.root, differences, broken)
        accepted = {difference.problem() for difference in differences}
        problems = [problem for problem in problems if problem not in accepted and problem.code != "E144"]
    report(problems, options.format)
    return 1 if problems else 0


def _run_all(root: Path) -> tuple[list[Problem], list[Difference], list[Broken]]:
    """Every problem of the examples and mistakes below ``root``, those that can be accepted, and what was broken.

    Results are kept where the site's build keeps them.
    """
    from helpdesk_omezarr.examples.run import ExamplesFailed, run_examples  # Validators take seconds to load.
    from helpdesk_omezarr.mistakes.run import MistakesFailed, run_mistakes

    catalog = Catalog.load(root)
    problems = [problem for page in catalog.pages.values() if page.kind is MISTAKE for problem in page.problems]
    differences: list[Difference] = []
    cache = root / "_build" / "work" / "examples"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        try:
            examples = run_examples(root, out, cache)
        except ExamplesFailed as failed:
            problems += failed.problems
            examples = failed.examples
        try:
            by_name = {example.name: example for example in examples}
            broken = run_mistakes(root, catalog.of(MISTAKE), by_name, out, cache)
        except MistakesFailed as failed:
            problems += failed.problems
            differences, broken = failed.differences, failed.broken
    return sorted(problems), differences, broken


def _accept_all(root: Path, differences: list[Difference], broken: list[Broken]) -> None:
    """Print every difference, then write it into the files; and the index of what validators say."""
    from helpdesk_omezarr.explaining import catalog
    from helpdesk_omezarr.mistakes import signatures
    from helpdesk_omezarr.mistakes.accept import accept

    for difference in differences:
        print(f"{difference.page.path}: {'.'.join(map(str, difference.loc))}\n{difference.diff}\n")
    accept(root, differences)
    if (root / signatures.PATH).parent.is_dir():
        (root / catalog.PATH).write_text(catalog.dumped(), encoding="utf-8")
        (root / signatures.PATH).write_text(signatures.dumped(signatures.index_of(broken)), encoding="utf-8")
    print(f"{len(differences)} text(s) accepted; look at them with `git diff`")
