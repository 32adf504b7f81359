"""``helpdesk define`` and the same in a notebook, of words in a small help desk and in this one."""

from __future__ import annotations

import json

import pytest
from conftest import Site

import helpdesk_omezarr
from helpdesk.cli import main
from helpdesk.model.definition import Definition, UnknownTerm, define


@pytest.fixture
def desk(site: Site) -> Site:
    site.edit("conf.py", "project =", 'html_baseurl = "https://kitchen.example.org/help/"\nproject =')
    site.edit("glossary/whisk.yaml", "short: A tool of", "aliases: {also_called: [beater]}\nshort: A `tool` & of")
    return site


PAGE = "https://kitchen.example.org/help/glossary/whisk.html"


def test_a_word_is_told_as_text_and_as_data(desk: Site, capsys: pytest.CaptureFixture[str]) -> None:
    short = "A `tool` & of wire loops that beats air into liquids."
    assert main(["define", "Beaters", "--desk", str(desk.root)]) == 0
    assert capsys.readouterr().out == f"Whisk: {short}\n  also: beater\n  {PAGE}\n"
    assert main(["define", "whisk", "--json", "--desk", str(desk.root)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"id": "whisk", "term": "Whisk", "short": short, "aliases": ["beater"], "url": PAGE}


def test_a_word_without_other_names_has_no_line_for_them(desk: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["define", "batter", "--desk", str(desk.root)]) == 0
    assert [line[:5] for line in capsys.readouterr().out.splitlines()] == ["Batte", "  htt"]


def test_an_unknown_word_gets_the_nearest(desk: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["define", "wisk", "--desk", str(desk.root)]) == 1
    assert capsys.readouterr().err == "helpdesk: no term `wisk`; did you mean `whisk`?\n"
    with pytest.raises(UnknownTerm, match="no term `wisk`; did you mean `whisk`"):
        define("wisk", desk.root)


def test_a_notebook_shows_it_with_a_link_and_runs_nothing(desk: Site) -> None:
    found = define("whisk", desk.root)
    start = f'<p><a href="{PAGE}"><strong>Whisk</strong></a>: A <code>tool</code> &amp; of wire loops '
    assert found._repr_html_().startswith(start)
    hostile = Definition("a", "<b>", "<img> `<i>`", (), 'https://example.org/"<')._repr_html_()
    told = (
        '<p><a href="https://example.org/&quot;&lt;"><strong>&lt;b&gt;</strong></a>: &lt;img&gt; <code>&lt;i&gt;</code>'
    )
    assert hostile == f"{told}</p>"


def test_the_package_has_the_words_of_this_help_desk() -> None:
    found = helpdesk_omezarr.define("chunks")
    assert (found.id, found.term) == ("chunk", "Chunk")
    assert found.url.endswith("/glossary/chunk.html")
