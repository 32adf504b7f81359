"""Search, asked in the browser as people ask: the questions of questions.yaml, typing errors, pasted messages."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, Page

from helpdesk.finding.text import records
from helpdesk.model.catalog import Catalog

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
    "npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree\nnpm ERR! Found: react@18.2.0",
    "RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 23.69 GiB total capacity)",
    "ImportError: cannot import name 'Mapping' from 'collections' (/usr/lib/python3.10/collections/__init__.py)",
    "ImportError: libGL.so.1: cannot open shared object file: No such file or directory",
    "error[E0382]: borrow of moved value: `v`\n --> src/main.rs:4:20\n  |\n2 |     let v = vec![1];",
    "error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.",
    "java.lang.StackOverflowError\n\tat com.example.Tree.walk(Tree.java:41)",
    "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)",
    "ValueError: operands could not be broadcast together with shapes (3,4) (5,)",
    "FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'",
    "fatal: not a git repository (or any of the parent directories): .git",
    "OSError: Unable to open file (file signature not found)",
]

# On another subject. Some share words with ours; none is answered with certainty.
OFF_SUBJECT = [
    "how do I bake sourdough bread",
    "what is the capital of France",
    "my dog does not eat",
    "how to remove coffee stains from a shirt",
    "how do I knit a sweater",
    "my phone battery drains fast",
    "how long do I boil an egg",
    "why is the sky blue",
    "where can I buy cheap flights",
    "how do I fix a leaking tap",
    "how to grow tomatoes on a balcony",
    "can I eat raw mushrooms",
    "what time is it in Tokyo",
    "who won the world cup",
    "translate good morning into Spanish",
    "how much does a new kitchen cost",
    "which wine goes with fish",
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


@dataclass
class Answer:
    ids: list[str]
    sure: bool


def ask(page: Page, base_url: str, texts: list[str]) -> list[Answer]:
    """What the search finds for each of ``texts``, without showing it: hundreds take a few seconds."""
    page.goto(f"{base_url}/search.html")
    found = page.evaluate(
        """async (texts) => {
            const { Finder } = await import(new URL("_static/find.js", document.baseURI));
            const finder = new Finder();
            const answers = [];
            for (const text of texts) {
                const { hits, sure } = await finder.find(text);
                answers.push({ ids: (await finder.show(hits.slice(0, 3))).map((hit) => hit.id), sure });
            }
            return answers;
        }""",
        texts,
    )
    return [Answer(**answer) for answer in found]


def test_the_answer_is_among_the_first_three(page: Page, base_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    answers = ask(page, base_url, [row["ask"] for row in QUESTIONS])
    found = [(row, answer.ids) for row, answer in zip(QUESTIONS, answers, strict=True)]
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
    known = {record.id for record in records(ROOT, Catalog.load(ROOT).pages.values())} | {
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


def test_accents_do_not_matter(page: Page, base_url: str) -> None:
    # On every letter, so that no part of the word is left which a mended typing error would make whole.
    assert search(page, base_url, "ŝĥárď")[0] == "shard"


@pytest.mark.parametrize("report", UNRELATED)
def test_an_unrelated_error_gets_no_answer_but_the_way_to_ask(page: Page, base_url: str, report: str) -> None:
    assert search(page, base_url, report) == []
    assert page.locator(".results a").get_attribute("href") == f"{base_url}/docs/channels.html"


def test_no_answer_to_a_question_on_another_subject_is_certain(page: Page, base_url: str) -> None:
    answers = ask(page, base_url, OFF_SUBJECT)
    assert [(text, answer.ids[:1]) for text, answer in zip(OFF_SUBJECT, answers, strict=True) if answer.sure] == []


def test_words_that_mean_nothing_here_lead_to_the_channels(page: Page, base_url: str) -> None:
    assert search(page, base_url, "qwxz vbnmk") == []
    assert page.locator(".results .none a").get_attribute("href") == f"{base_url}/docs/channels.html"


FRAMES = """Traceback (most recent call last):
  File "/home/some one/envs/zarr/lib/python3.12/site-packages/check/main.py", line 212, in run
    result = validate(group, strict=True)
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "C:\\Users\\me\\tools\\lib\\site-packages\\check\\model.py", line 58, in validate
    raise Invalid(str(error)) from error
check.model.Invalid: """
LOG = "2026-11-21 10:{0:02}:07 [worker-3] ERROR check - invalid metadata in /data/{0}/my image.zarr\n"
INSIDE = r"(?<![\w/])(?:[\w.-]+/)+([\w.-]+)"  # a path: what is above its last name differs from store to store


def altered(message: str, number: int) -> str:
    """``message`` as someone else gets it: other paths, numbers, quotes and line breaks, among other lines."""
    text = re.sub(INSIDE, lambda path: f"/mnt/data/{number}/B/{number % 12}/{path[1]}", message)
    text = re.sub(r"\d+", lambda digits: str((int(digits[0]) * 7 + number + 3) % 1000), text)
    text = text.translate(str.maketrans({"'": "\"`'\u2019"[number % 4], '"': "'\"\u201d"[number % 3]}))
    if number % 2:
        lines = [textwrap.fill(line, 48, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")]
        text = "\n".join(lines)
    return [text, FRAMES + text, f"{LOG.format(number % 60)}{text}\n1 problem found"][number % 3]


def test_every_known_message_finds_its_mistake_first(
    page: Page, base_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that is captured, altered. Messages that differ only in paths and numbers may mean either mistake."""
    explains: dict[str, set[str]] = defaultdict(set)
    messages: list[tuple[str, str]] = []
    for record in records(ROOT, Catalog.load(ROOT).pages.values()):
        for message in record.errors if record.kind == "mistake" else []:
            words = re.findall("[a-z]+", re.sub(INSIDE, r"\1", message).lower())
            if len(words) > 2:
                same = " ".join(sorted(set(words)))
                explains[same].add(record.id)
                messages.append((message, same))
    assert len(messages) > 500
    answers = ask(page, base_url, [altered(message, number) for number, (message, _) in enumerate(messages)])
    wrong = [
        f"{answer.ids[:1]} sure={answer.sure}, not {explains[same]}: {message}"
        for (message, same), answer in zip(messages, answers, strict=True)
        if not (answer.sure and answer.ids[0] in explains[same])
    ]
    with capsys.disabled():
        print(f"\nmessages: {len(messages) - len(wrong)} of {len(messages)} first and certain")
    assert len(wrong) <= 0.05 * len(messages), "\n".join(wrong)


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
