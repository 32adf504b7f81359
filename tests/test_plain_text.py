"""The words of Markdown without its marks: what a reader sees of each construct."""

from __future__ import annotations

import pytest

from helpdesk.reading.markdown import parser
from helpdesk.reading.plain_text import plain_text

CASES = {
    "A {term}`bowl` and a {term}`tool <whisk>`.": "A bowl and a tool.",
    "One *word*\nand `code` in [a link](https://example.org).": "One word and code in a link.",
    "![a *red* whisk](whisk.png) beats": "a red whisk beats",
    "- one\n- two": "one\ntwo",
    "| a | b |\n|---|---|\n| 1 | 2 |": "a\nb\n1\n2",
    "```python\nprint(1)\n\nprint(2)\n```": "print(1)\n\nprint(2)",
    "```{note} Mind\n:class: small\n\nIt is {question}`hot <lumps>`.\n```": "Mind\nIt is hot.",
    "    indented code\n": "indented code",
}


@pytest.mark.parametrize("markdown", CASES)
def test_what_is_seen(markdown: str) -> None:
    assert plain_text(parser().parse(markdown)) == CASES[markdown]
