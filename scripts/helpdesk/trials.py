"""``helpdesk examples``: runs all examples and mistakes without building a page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from helpdesk.accept import accept
from helpdesk.catalog import Catalog
from helpdesk.kinds import MISTAKE
from helpdesk.problems import Problem
from helpdesk.stores.expected import Finding
from helpdesk.stores.mistakes import MistakesFailed, run_mistakes
from helpdesk.stores.run import ExamplesFailed, run_examples


def run_all(root: Path) -> tuple[list[Problem], list[Finding]]:
    """Every problem of the examples and mistakes below ``root``, and those that can be accepted.

    Results are kept where the site's build keeps them.
    """
    catalog = Catalog.load(root)
    problems = [problem for page in catalog.pages.values() if page.kind is MISTAKE for problem in page.problems]
    findings: list[Finding] = []
    cache = root / "_build" / "work" / "examples"
    with tempfile.TemporaryDirectory() as out:
        try:
            examples = run_examples(root, Path(out), cache)
        except ExamplesFailed as failed:
            problems += failed.problems
            examples = failed.examples
        try:
            run_mistakes(root, catalog.of(MISTAKE), {example.name: example for example in examples}, Path(out), cache)
        except MistakesFailed as failed:
            problems += failed.problems
            findings = failed.findings
    return sorted(problems), findings


def accept_all(root: Path, findings: list[Finding]) -> None:
    """Print every difference, then write it into the files."""
    for finding in findings:
        print(f"{finding.page.path}: {'.'.join(map(str, finding.loc))}\n{finding.diff}\n")
    accept(root, findings)
    print(f"{len(findings)} text(s) accepted; look at them with `git diff`")
