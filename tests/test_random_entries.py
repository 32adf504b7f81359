"""Random entries of which the check has nothing to say: their pages are whole HTML, lose no word and add no link."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from conftest import FILES
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from judging import Judge, Whole, Writer

from helpdesk.model.dialects import entry_dialect
from helpdesk.reading.prose import Prose

WORD = st.sampled_from(
    ["bowl", "Whisk", "a < b", "5 > 3", "R&D", "soup", "x_y", "2*3", "\u00e9t\u00e9", "\u6f22\u5b57", "it's", '"so"']
)
MARKS = ["`code`", "`` a`b ``", "*soft*", "**hard**", "{term}`bowl`", "{term}`this <whisk>`", "{question}`lumps`"]
MARKS += ["[page](https://example.org/a_(b))", "<https://example.org/x?a=1&b=2>", "`<b>`", "\\*", "&amp;", "&lt;b&gt;"]
MARK = st.sampled_from(MARKS)
LINE = st.lists(WORD | MARK, min_size=1, max_size=7).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.tuples(LINE, LINE).map("\n".join),
    st.lists(LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1))
    ),
    st.tuples(LINE, LINE).map(lambda two: f"- {two[0]}\n\n  {two[1]}"),
    LINE.map(lambda line: f"> {line}"),
    LINE.map(lambda line: f"## {line}"),
    st.lists(WORD, min_size=1, max_size=4).map(lambda words: "```python\n" + "\n".join(words) + "\n```"),
    st.tuples(st.sampled_from(["note", "tip", "warning"]), LINE).map(lambda two: f"```{{{two[0]}}}\n{two[1]}\n```"),
    st.tuples(WORD, LINE, LINE).map(lambda row: f"| {row[0]} | b |\n|---|:-:|\n| {row[1]} | {row[2]} |"),
)
BODY = st.lists(BLOCK, min_size=1, max_size=6).map("\n\n".join)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    root = tmp_path_factory.mktemp("writer") / "site"
    shutil.copytree(FILES / "site", root)
    return Writer(root)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(body=BODY)
def test_the_page_is_whole_and_says_all(writer: Writer, body: str) -> None:
    prose = Prose(body, Path("x.yaml"), 1, entry_dialect())
    assume(not prose.problems)
    page = f"<article>{writer.page(body=body)}</article>"
    whole, empty = Whole(page), Whole(f"<article>{writer.page(body='Empty.')}</article>")
    assert whole.wrong == []
    assert Judge(page).wrong == []
    shown = _words("".join(whole.text))
    said = _words(prose.words)
    missing = [word for word in said if shown.count(word) < said.count(word)]
    assert missing == []
    outside = sorted(link for link in whole.links if "://" in link)
    known = sorted(link for link in empty.links if "://" in link)
    assert outside == sorted([*known, *(html.unescape(url) for url, _ in prose.addresses)])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
