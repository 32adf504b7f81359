"""Search, asked in the browser as people ask: the questions of questions.yaml, typing errors, pasted messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, Page

from helpdesk.catalog import Catalog
from helpdesk.finding.text import records

ROOT = Path(__file__).parent.parent
QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8"))["questions"]

UNRELATED = [
    'Traceback (most recent call last):\n  File "/home/u/a.py", line 3, in <module>\n    d["x"]\nKeyError: \'x\'',
    "ModuleNotFoundError: No module named 'flask'",
    "main.c:12:5: error: expected ';' before 'return'\n   12 |     return 0;\n      |     ^~~~~~",
    "java.lang.NullPointerException\n\tat com.example.Main.main(Main.java:5)",
    "TypeError: Cannot read properties of undefined (reading 'map')",
    "IndexError: list index out of range",
    "django.db.utils.OperationalError: no such table: auth_user",
    "npm ERR! code ENOENT\nnpm ERR! syscall open\nnpm ERR! path /x/package.json\nnpm ERR! errno -2",
]


@pytest.fixture(scope="module")
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{base_url}/search.html")
    yield page
    page.close()


def search(page: Page, base_url: str, question: str) -> list[str]:
    """The ids of the results, in order, of a visit to the search page."""
    page.goto(f"{base_url}/search.html?q={quote(question)}")
    page.wait_for_function("() => document.querySelector('.results [role=status]')?.textContent")
    return [row.get_attribute("data-entry") or "" for row in page.locator("[data-entry]").all()]


def test_the_answer_is_among_the_first_three(page: Page, base_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = [(row, search(page, base_url, row["ask"])[:3]) for row in QUESTIONS]
    misses = [(row, ids) for row, ids in found if not set(ids) & set(row["answers"])]
    first = sum(ids[:1] != [] and ids[0] in row["answers"] for row, ids in found)
    report = [f"search: {len(found) - len(misses)} of {len(found)} in the first three, {first} first"]
    for row, ids in misses:
        asked = " ".join(row["ask"].split())[-80:]
        report.append(f"  missed: {asked!r} wants {' or '.join(row['answers'])}, got {', '.join(ids) or 'nothing'}")
    with capsys.disabled():
        print("\n" + "\n".join(report))
    assert len(misses) <= 0.05 * len(found), "\n".join(report)


def test_the_questions_name_entries_that_exist() -> None:
    # Reference tables are pages without an entry.
    known = {record.id for record in records(Catalog.load(ROOT))} | {
        path.stem for path in (ROOT / "docs/reference").glob("*.md")
    }
    for row in QUESTIONS:
        assert set(row["answers"]) & known, row["ask"]
    assert len(QUESTIONS) >= 80


@pytest.mark.parametrize("asked", ["chunk", "Chunks", "CHUNK", "chnuk", "hunk", "chunkk", "chuink"])
def test_case_plurals_and_one_wrong_letter_do_not_matter(page: Page, base_url: str, asked: str) -> None:
    assert "chunk" in search(page, base_url, asked)[:3]


@pytest.mark.parametrize(
    "asked", ["dimension separator", "dimension_separator", "Dimension-Separator", "dimensionSeparator"]
)
def test_hyphens_underscores_and_camel_case_do_not_matter(page: Page, base_url: str, asked: str) -> None:
    assert search(page, base_url, asked)[0] == "dimension-separator"


@pytest.mark.parametrize("report", UNRELATED)
def test_an_unrelated_error_gets_no_answer_but_the_way_to_ask(page: Page, base_url: str, report: str) -> None:
    assert search(page, base_url, report) == []
    assert page.locator(".results a").get_attribute("href") == f"{base_url}/docs/channels.html"


def test_words_that_mean_nothing_here_lead_to_the_channels(page: Page, base_url: str) -> None:
    assert search(page, base_url, "qwxz vbnmk") == []
    assert page.locator(".results .none a").get_attribute("href") == f"{base_url}/docs/channels.html"


def test_every_known_message_finds_its_mistake_first(page: Page, base_url: str) -> None:
    """Also with other numbers, quotes, line breaks, and inside a traceback."""
    explains: dict[str, set[str]] = {}
    messages: list[str] = []
    for record in records(Catalog.load(ROOT)):
        for message in record.errors if record.kind == "mistake" else []:
            if len(re.findall(r"[a-zA-Z]+", message)) > 2:
                explains.setdefault(" ".join(sorted(set(re.findall("[a-z]+", message.lower())))), set()).add(record.id)
                messages.append(message)
    assert len(messages) > 50
    sample = messages[:: max(1, len(messages) // 40)]
    wrong = []
    for number, message in enumerate(sample):
        asked = re.sub(r"\d+", "7", message).replace("'", '"').replace(" ", "\n" if number % 2 else " ", 3)
        if number % 3 == 0:
            head = f'Traceback (most recent call last):\n  File "/tmp/x/{number}.py", line 3, in <module>\n    go()'
            asked = f"{head}\n{asked}"
        right = explains[" ".join(sorted(set(re.findall("[a-z]+", message.lower()))))]
        ids = search(page, base_url, asked)
        if not ids or ids[0] not in right:
            wrong.append((message, right, ids[:3]))
    assert len(wrong) <= 0.05 * len(sample), wrong


def test_a_first_question_loads_little(browser: Browser, base_url: str) -> None:
    """At most 150 KiB for scripts and index, from this origin alone."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(f"{base_url}/search.html?q={quote('ValueError: my image is black and the chunks are missing')}")
    page.locator("[data-entry]").first.wait_for()
    page.wait_for_load_state("networkidle")
    loaded = {url: size for url, size in sizes.items() if url.endswith(".json") or "/_static/" in url}
    assert all(url.startswith(base_url) for url in sizes)
    assert sum(loaded.values()) <= 150 * 1024, loaded
    context.close()
