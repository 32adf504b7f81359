"""Parts of an article as HTML: blocks of code."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from helpdesk.rendering.code import CodeBlock, misfit


@pytest.mark.parametrize("language", ["default", "python", "no-such-language"])
@pytest.mark.parametrize("text", ["\n\nx = 1\n\n\n", ">>> x = 1\n>>> x\n1\n\n\n"])
def test_a_block_of_code_keeps_its_blank_lines(text: str, language: str) -> None:
    """But for one at its end, which Markdown adds; so do blocks that Sphinx makes."""
    page = BeautifulSoup(CodeBlock(text, language, "diff").__html__(), "html.parser")
    (block,) = page.select(f"div.diff.highlight-{language}.notranslate pre")
    assert block.get_text() == text.removesuffix("\n")


def test_a_session_is_colored_as_one_and_shows_no_flag_of_doctest() -> None:
    shown = CodeBlock(">>> 1 / 0  # doctest: +SKIP\nTraceback (most recent call last):\n").__html__()
    assert "doctest" not in shown and 'class="gp"' in shown and 'class="gt"' in shown
    assert 'class="gp"' not in CodeBlock("1 / 0  # doctest: +SKIP").__html__()


def test_what_is_not_in_the_language_is_shown_plain_and_named() -> None:
    assert "$" in misfit("x = $", "python")
    assert misfit("x = $", "default") == misfit("x = 1", "python") == ""
    shown = CodeBlock("x = $", "python").__html__()
    assert BeautifulSoup(shown, "html.parser").get_text().strip() == "x = $" and "<span class" not in shown
