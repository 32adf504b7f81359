"""The matcher in Python and the one in the browser: one corpus, the same words, scores and answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from serving import serve
from yardstick import NAMES, index_files, read, site_files, site_records, write_site

from helpdesk.finding.messages import message_words, significant
from helpdesk.finding.searcher import Searcher
from helpdesk.finding.text import Record
from helpdesk.finding.words import tokens

KITCHEN = yaml.safe_load((Path(__file__).parent / "cases/kitchen.yaml").read_text("utf-8"))
ASKED = KITCHEN["asked"]
IN_PAGE = """async (texts) => {
    const { Finder } = await import("/_static/find.js");
    const { tokens } = await import("/_static/words.js");
    const messages = await import("/_static/messages.js");
    const finder = new Finder();
    const { matching, message: rules } = await finder.ready();
    const answers = [];
    for (const text of texts) {
        const { hits, sure, likely, message } = await finder.find(text);
        const best = await finder.show(hits.slice(0, 5));
        const words = message
            ? messages.distinct(rules, messages.significant(rules, text))
            : tokens(text, matching).map((one) => one.word);
        answers.push({
            hits: best.map((hit) => [hit.id, hit.score, hit.share, hit.like, hit.known, hit.explains]),
            sure, likely, message, words,
        });
    }
    return answers;
}"""


def python_answers(files: dict[str, Any], texts: list[str]) -> list[dict[str, Any]]:
    searcher = Searcher(files.__getitem__)
    answers = []
    for text in texts:
        answer = searcher.find(text)
        best = [
            [hit.id, hit.score, hit.share, hit.like, hit.known, hit.explains] for hit in searcher.show(answer.hits[:5])
        ]
        words = message_words(significant(text)) if answer.message else [word for word, *_ in tokens(text)]
        judged = {"sure": answer.judgment.sure, "likely": answer.judgment.likely}
        answers.append({"hits": best, **judged, "message": answer.message, "words": words})
    return answers


@pytest.fixture(scope="module")
def kitchen() -> dict[str, Any]:
    rows = [{"url": f"{row['id']}.html", **row} for row in KITCHEN["records"]]
    return index_files([Record(**row) for row in rows])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def browser_answers(page: Page, files: dict[str, Any], folder: Path, texts: list[str]) -> list[dict[str, Any]]:
    write_site(files, folder)
    with serve(folder) as base:
        page.goto(f"{base}/index.html")
        return page.evaluate(IN_PAGE, texts)


@pytest.mark.parametrize("number", range(len(ASKED)), ids=[row["text"].split("\n")[-1][:40] for row in ASKED])
def test_the_corpus_in_python(kitchen: dict[str, Any], number: int) -> None:
    row = ASKED[number]
    (got,) = python_answers(kitchen, [row["text"]])
    expect(row, got)


def test_the_corpus_in_the_browser(kitchen: dict[str, Any], page: Page, tmp_path: Path) -> None:
    answers = browser_answers(page, kitchen, tmp_path, [row["text"] for row in ASKED])
    for row, got in zip(ASKED, answers, strict=True):
        expect(row, got)


def expect(row: dict[str, Any], got: dict[str, Any]) -> None:
    text = row["text"]
    assert got["words"] == row["words"], text
    if "first" in row:
        assert got["hits"][0][0] == row["first"], (text, got["hits"])
    for key in ("sure", "message"):
        if key in row:
            assert got[key] == row[key], (text, key, got["hits"])


def test_both_doors_give_the_same_scores(page: Page, tmp_path: Path) -> None:
    """Every second text of the three files and every eighth stored message, with the index of the real site."""
    texts = [one.text for name in NAMES for asked in read(name).values() for one in asked][::2]
    stored = [message for record in site_records() for message in record.errors]
    texts += stored[::8]
    assert len(texts) > 600
    mine, theirs = python_answers(site_files(), texts), browser_answers(page, site_files(), tmp_path, texts)
    for text, one, other in zip(texts, mine, theirs, strict=True):
        assert [hit[0] for hit in one["hits"]] == [hit[0] for hit in other["hits"]], text
        for hit, same in zip(one["hits"], other["hits"], strict=True):
            assert hit[1:] == pytest.approx(same[1:], abs=1e-9), text
        assert {**one, "hits": []} == {**other, "hits": []}, text
