"""Hundreds of wrong entries and pages that a program made: each gives a finding, where it was changed, and no other."""

from __future__ import annotations

import shutil

import pytest
import yaml
from conftest import FILES, ROOT, Site
from entry_mutants import Mutant, all_mutants
from page_mutants import right_pages, wrong_pages

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


@pytest.fixture
def with_example(site: Site) -> Site:
    """A site in which what right pages name is there."""
    shutil.copytree(FILES / "examples/good", site.root / "docs/examples/image")
    page = site.root / "docs/examples/image/index.md"
    page.write_text(f"{page.read_text('utf-8')}\n```{{example}}\n```\n", "utf-8")
    site.put(FILES / "good/salt.mistake.yaml", "salt", "mistake")
    for name in ("spoons", "clauses"):
        site.put(FILES / f"{name}.yaml", name, "data")
    for name in ("rules", "install", "tools-computed"):
        shutil.copy(ROOT / f"docs/_data/{name}.yaml", site.root / "docs/_data")
    site.edit("index.md", ":hidden:\n", ":hidden:\n:glob:\n")
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/*\ndocs/examples/image/index\n")
    return site


def test_each_wrong_page_is_told_and_each_right_one_passes(with_example: Site) -> None:
    right = dict(right_pages())
    names = {}
    for number, (name, text) in enumerate([*right.items(), *wrong_pages()]):
        path = with_example.path(f"trial-{number}", "guide")
        path.write_text(text, encoding="utf-8")
        names[path.relative_to(with_example.root)] = name
    assert len(names) - len(right) > 350
    told = [(names.get(one.path, ""), str(one)) for one in with_example.check()]
    assert [words for name, words in told if not name or name in right] == []
    assert {name for name, _ in told} == {*names.values()} - right.keys()
