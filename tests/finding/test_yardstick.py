"""Questions and messages are answered as well as they were; `make finding` prints by how much."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from typing import Any

import pytest
from yardstick import NAMES, in_python, measure, read, site_files, site_records

from helpdesk.finding.searcher import Searcher
from helpdesk.finding.text import Record


@pytest.fixture
def found() -> list[Record]:
    return site_records()


@pytest.fixture
def index() -> dict[str, Any]:
    return site_files()


def test_the_files_name_entries_that_exist_and_share_no_line(found: list[Record]) -> None:
    known = {record.id for record in found}
    seen: set[str] = set()
    for name in NAMES:
        for kind, asked in read(name).items():
            texts = {one.text for one in asked}
            assert not texts & seen
            seen |= texts
            assert all(one.ids & known for one in asked if one.ids), (name, kind)
    unseen = read("unseen")
    assert len(unseen["questions"]) >= 100
    assert len(unseen["messages"]) >= 60
    for asked in unseen.values():
        assert sum(not one.ids for one in asked) >= len(asked) / 5


# The part of those with an answer that has it among the first three; a little below what `make finding` prints.
LEAST = {
    ("learned", "questions"): 0.93,
    ("learned", "messages"): 0.93,
    ("tuned", "questions"): 0.95,
    ("tuned", "messages"): 0.95,
    ("unseen", "questions"): 0.95,
    ("unseen", "messages"): 0.88,
}


@pytest.mark.parametrize(("name", "kind"), LEAST)
def test_the_answer_is_among_the_first_three_and_sure_is_a_promise(index: dict[str, Any], name: str, kind: str) -> None:
    asked = read(name)[kind]
    totals = measure(asked, in_python(index)([one.text for one in asked]))
    assert totals.three >= LEAST[name, kind] * totals.answered, totals
    assert totals.honest == totals.open, totals
    assert totals.sure_wrong <= (0.05 * (totals.sure_right + totals.sure_wrong) if kind == "questions" else 0), totals


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


def test_every_stored_message_finds_its_mistake_first(found: list[Record], index: dict[str, Any]) -> None:
    """Half of what is captured, altered. Messages that differ only in paths and numbers mean either: none is sure."""
    explains: dict[str, set[str]] = defaultdict(set)
    messages: list[tuple[str, str]] = []
    for record in found:
        for message in record.errors if record.kind == "mistake" else []:
            words = re.findall("[a-z]+", re.sub(INSIDE, r"\1", message).lower())
            if len(words) > 2:
                same = " ".join(sorted(set(words)))
                explains[same].add(record.id)
                messages.append((message, same))
    assert len(messages) > 500
    searcher = Searcher(index.__getitem__)
    wrong = []
    some = list(enumerate(messages))[::2]
    for number, (message, same) in some:
        answer = searcher.find(altered(message, number))
        ids = [hit.id for hit in searcher.show(answer.hits[:1])]
        if ids[0] not in explains[same] or answer.judgment.sure == (len(explains[same]) > 1):
            wrong.append(f"{ids} sure={answer.judgment.sure}, not {explains[same]}: {message}")
    assert len(wrong) <= 0.05 * len(some), "\n".join(wrong)


# Some share words with ours.
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


def test_no_answer_to_a_question_on_another_subject_is_certain(index: dict[str, Any]) -> None:
    answers = in_python(index)(OFF_SUBJECT)
    assert [(text, got.ids[:1]) for text, got in zip(OFF_SUBJECT, answers, strict=True) if got.sure] == []
