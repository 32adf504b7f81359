"""Hundreds of wrong entries that a program made: each gives a finding, on a line of what was changed, and no other."""

from __future__ import annotations

import yaml
from conftest import Site
from entry_mutants import Mutant, all_mutants

from helpdesk.model.catalog import Catalog
from helpdesk.rules import check

TERM = yaml.safe_load("""
term: Ladle
category: tools
audience: user
aliases: {also_called: [dipper]}
short: A deep spoon with a long handle for serving soup.
body: "It holds about a cup.\\n"
confused_with: [{term: whisk, difference: A whisk has wires.}]
versions: {"0.4": Made of wood.}
related: [bowl, faq/lumps]
search: [soup spoon]
sources: [{url: "https://example.org/ladle", supports: what a ladle is}]
reviewed: "2026-01-02"
""")
QUESTION = yaml.safe_load("""
question: How deep is a ladle?
category: first
short: About as deep as a cup, so that soup stays in it.
body: "Look at the handle.\\n"
ask: library
related: [lumps]
search: [depth of a ladle]
sources: [{url: "https://example.org/ladle", supports: what a ladle is}]
reviewed: "2026-01-02"
""")
# A text of any words is right for `body`, whatever its pattern.
FINE = {"term-body-pattern", "question-body-pattern"}


def test_the_entries_that_are_changed_are_right(site: Site) -> None:
    for folder, value in (("glossary", TERM), ("faq", QUESTION)):
        text = yaml.safe_dump(value, sort_keys=False)
        (site.root / folder / "ladle.yaml").write_text(text)
    assert site.check() == []


def test_each_mutant_is_told_where_it_is_wrong(site: Site) -> None:
    mutants = all_mutants(TERM, QUESTION)
    assert len(mutants) >= 300
    assert len({mutant.text for mutant in mutants}) > 480
    silent, misplaced = [], []
    for mutant in mutants:
        found = _lines(site, mutant)
        if not found:
            silent.append(mutant.name)
        elif not any(line in mutant.lines for line in found):
            misplaced.append(f"{mutant.name}: {found}, not in {mutant.lines}")
    assert not {*silent} - FINE, sorted({*silent} - FINE)
    assert not misplaced, "\n".join(misplaced)


def _lines(site: Site, mutant: Mutant) -> list[int]:
    folder = {"term": "glossary", "question": "faq"}[mutant.kind]
    path = site.root / folder / "ladle.yaml"
    path.write_text(mutant.text, encoding="utf-8")
    found = [one.line for one in check(Catalog.load(site.root)) if one.path == path.relative_to(site.root)]
    path.unlink()
    return found
