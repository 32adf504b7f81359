"""Building a site: every YAML file is a page, exactly the right pages change, and a bad build changes nothing."""

from __future__ import annotations

import json
import re
import shutil
import textwrap

import pytest
from conftest import FILES, Site, files
from sphinx.util.inventory import InventoryFile

from helpdesk.cli import main


@pytest.fixture
def built(site: Site) -> Site:
    assert site.build()
    return site


def changed(site: Site, before: dict[str, str]) -> set[str]:
    """The pages whose text differs, came or went."""
    after = site.pages()
    return {page for page in before.keys() | after.keys() if before.get(page) != after.get(page)}


def links(site: Site, page: str) -> set[str]:
    return set(re.findall(r'<a class="reference internal" href="([^"#]+)', site.pages()[page]))


def test_every_yaml_file_is_a_page(built: Site) -> None:
    assert {
        "glossary/bowl.html",
        "glossary/batter.html",
        "glossary/whisk.html",
        "faq/lumps.html",
        "docs/channels.html",
        "docs/guide/mixing.html",
    } <= built.pages().keys()
    page = built.pages()["glossary/bowl.html"]
    assert "A deep round dish in which food is mixed or served." in page
    assert 'href="https://example.org/bowl"' in page
    assert "mixing bowl" in page


def test_terms_resolve_in_any_case_by_alias_and_plural(built: Site) -> None:
    built.edit("faq/lumps.yaml", "{term}`bowl`", "{term}`MIXING   Bowls`, {term}`batters <whisk>` and {term}`bowl`")
    assert built.build()
    assert {"../glossary/bowl.html", "../glossary/whisk.html"} <= links(built, "faq/lumps.html")
    assert "glossary/batter.html" in links(built, "index.html")


def test_an_unknown_term_stops_the_build_at_its_line(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    built.edit("glossary/bowl.yaml", "{term}`whisk`", "{term}`wisk`")
    before = built.pages()
    assert not built.build()
    assert "glossary/bowl.yaml:9: WARNING: R401 no term `wisk`; did you mean `Whisk`?" in capsys.readouterr().err
    assert built.pages() == before
    assert not built.build(), "a second build must not forget the first one's problem"
    built.edit("glossary/bowl.yaml", "{term}`wisk`", "{term}`whisk`")
    assert built.build()


def test_an_unknown_term_on_a_plain_page_stops_the_build(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    built.edit("index.md", "{term}`bowl`", "{term}`bowel`")
    assert not built.build()
    assert re.search(r"index\.md:3: WARNING: R401 no term `bowel`; did you mean `Bowl`\?", capsys.readouterr().err)


@pytest.mark.parametrize("name", ["S102.1.empty.term.yaml", "S101.1.latin-1.term.yaml", "M301.9.script.term.yaml"])
def test_bad_input_leaves_the_last_site(built: Site, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = built.pages()
    code, line, what, kind, _ = name.split(".")
    built.put(FILES / "bad" / name, what, kind)
    assert not built.build()
    said = capsys.readouterr().err
    assert f"glossary/{what}.yaml:{line}: WARNING: {code}" in said
    assert "Traceback" not in said
    assert built.pages() == before


def test_the_command_says_where_the_site_is_or_that_it_was_not_built(
    built: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(built.root)]) == 0
    html = built.root / "_build/html"
    told = f"the site is in {html}: `python -m http.server --directory {html}` shows it"
    assert capsys.readouterr().out.splitlines()[-1] == told
    (built.root / "glossary/bad.yaml").write_text("term: [")
    assert main(["site", str(built.root)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "the site was not built; the last good one is untouched"


def test_code_that_is_not_its_language_stops_the_build(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Whisks differ in size.\n\n  ```json\n  {'size': 1}\n  ```\n\n  Use a small"
    built.edit("glossary/whisk.yaml", "Whisks differ in size. Use a small", text)
    line = 1 + (built.root / "glossary/whisk.yaml").read_text().split("```json")[0].count("\n")
    assert not built.build()
    assert f"glossary/whisk.yaml:{line}: WARNING: this code is not json" in capsys.readouterr().err


def test_the_edit_link_opens_the_yaml_file(site: Site) -> None:
    conf = site.root / "conf.py"
    more = '\nhtml_context = {"github_user": "u", "github_repo": "r", "github_version": "main", "doc_path": ""}\n'
    conf.write_text(conf.read_text().replace('"left"}', '"left", "use_edit_page_button": True}') + more)
    assert site.build()
    assert "https://github.com/u/r/edit/main/glossary/bowl.yaml" in site.pages()["glossary/bowl.html"]
    assert "https://github.com/u/r/edit/main/docs/channels.yaml" in site.pages()["docs/channels.html"]


def test_glossary_letters_are_those_there_are(built: Site) -> None:
    page = built.pages()["glossary/index.html"]
    assert set(re.findall(r'href="#letter-(\w)"', page)) == {"b", "w"}
    assert re.findall(r'id="letter-(\w)"', page) == ["b", "w"]


def test_an_edit_changes_its_page_and_those_that_show_it(built: Site) -> None:
    before = built.pages()
    built.edit("glossary/whisk.yaml", "Whisks differ in size.", "Whisks come in sizes.")
    assert built.build()
    assert changed(built, before) == {"glossary/whisk.html"}

    before = built.pages()
    built.edit("glossary/whisk.yaml", "A tool of wire loops", "A tool with wire loops")
    assert built.build()
    assert {"glossary/whisk.html", "glossary/index.html"} <= changed(built, before)


def test_without_a_change_nothing_is_built(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    shown = built.html.resolve()
    assert built.build()
    assert "nothing has changed" in capsys.readouterr().out
    assert built.html.resolve() == shown


@pytest.mark.parametrize("what", ["times", "new", "gone", "page", "date"])
def test_any_change_is_noticed(
    built: Site, what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.pages()
    match what:
        case "times":
            (built.root / "glossary/whisk.yaml").touch()
        case "new":
            (built.root / "docs/_notes.txt").write_text("No page, but a conf.py might read it.")
        case "gone":
            (built.html / "glossary/whisk.html").unlink()
        case "page":
            (built.html / "glossary/whisk.html").write_text("Somebody's own.")
        case "date":
            monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert built.build()
    assert "nothing has changed" not in capsys.readouterr().out
    assert built.pages() == before


def test_a_new_title_reaches_the_pages_that_show_it(built: Site) -> None:
    before = built.pages()
    built.edit("faq/lumps.yaml", "Why does my batter have lumps?", "Why is my batter full of lumps?")
    assert built.build()
    found = changed(built, before)
    assert {"faq/lumps.html", "faq/index.html", "docs/guide/mixing.html", "glossary/whisk.html"} <= found
    assert "docs/channels.html" not in found


def test_a_new_file_appears_where_it_belongs(built: Site) -> None:
    before = built.pages()
    built.put(FILES / "good/full.term.yaml", "sieve", "term")
    assert built.build()
    found = changed(built, before)
    assert {"glossary/sieve.html", "glossary/index.html", "glossary/bowl.html"} <= found  # bowl: "used in"
    assert not {"docs/channels.html", "faq/index.html"} & found


def test_a_deleted_file_leaves_no_page_and_no_link(built: Site, capsys: pytest.CaptureFixture[str]) -> None:
    (built.root / "faq/lumps.yaml").unlink()
    assert not built.build()
    assert "no question `lumps`" in capsys.readouterr().err
    built.edit("glossary/batter.yaml", " until {question}`no lumps are left <lumps>`", "")
    built.edit("docs/guide/mixing.md", " and see {question}`lumps`", "")
    assert built.build()
    assert "faq/lumps.html" not in built.pages()
    assert not [page for page, text in built.pages().items() if "lumps.html" in text]


def test_a_renamed_file_is_a_new_page(built: Site) -> None:
    shutil.move(built.root / "glossary/whisk.yaml", built.root / "glossary/wire-whisk.yaml")
    built.edit("glossary/bowl.yaml", "related: [whisk]", "related: [wire-whisk]")
    assert built.build()
    assert "glossary/whisk.html" not in built.pages()
    assert "../glossary/wire-whisk.html" in links(built, "faq/lumps.html")


def test_a_site_built_edit_by_edit_is_the_one_built_at_once(built: Site) -> None:
    built.put(FILES / "good/full.term.yaml", "sieve", "term")
    built.edit("glossary/bowl.yaml", "related: [whisk]", "related: [sieve]")
    assert built.build()
    edits = [
        ("glossary/sieve.yaml", "reviewed:", "replaced_by: bowl\nreviewed:"),
        ("glossary/batter.yaml", "category: food", "category: tools"),
        ("glossary/index.md", "food: Food", "food: What one eats"),
        ("faq/lumps.yaml", "short: ", "short: In short, "),
        ("docs/channels.yaml", "name: The neighbor", "name: The people next door"),
        ("glossary/whisk.yaml", "reviewed:", "aliases:\n  also_called: [beater]\nreviewed:"),
        # So long that all texts are shorter than before beside the average: search weighs their words anew.
        ("glossary/whisk.yaml", "Whisks differ in size.", "Whisks differ in size and in wires. " * 60),
    ]
    for edit in edits:
        built.edit(*edit)
        assert built.build()
    made = files(built.html)
    shutil.rmtree(built.root / "_build")
    assert built.build()
    # Sphinx's own index, which a theme of its own brings, remembers where words were.
    assert files(built.html) | {"searchindex.js": b""} == made | {"searchindex.js": b""}


def test_other_projects_find_every_name(built: Site) -> None:
    inventory = InventoryFile.loads((built.html / "objects.inv").read_bytes(), uri="")
    terms = inventory.data["std:term"]
    assert terms["Bowl"].uri == terms["mixing bowl"].uri == terms["bowls"].uri == "glossary/bowl.html"


def test_the_data_says_who_uses_what(built: Site) -> None:
    data = json.loads((built.html / "helpdesk.json").read_text())
    assert data["schema_version"] == 1
    entries = {entry["ref"]: entry for entry in data["entries"]}
    bowl = entries["glossary/bowl"]
    assert (bowl["kind"], bowl["id"], bowl["title"], bowl["url"]) == ("term", "bowl", "Bowl", "glossary/bowl.html")
    assert bowl["aliases"] == {"also_called": ["mixing bowl"]}
    assert bowl["related"] == ["glossary/whisk"]
    assert set(bowl["used_in"]) == {"glossary/batter", "faq/lumps"}
    assert bowl["sources"] == [{"url": "https://example.org/bowl", "supports": "what a bowl is"}]
    assert [channel["id"] for channel in entries["docs/channels"]["channels"]] == ["neighbor", "library"]


RICH = """\
Whisks differ in size. See <https://example.org/b> and [a page](https://example.org/a "A page").

  > Quoted: *beat* **well**, `stir`.

  ```python
  >>> whisk(1)  # doctest: +SKIP
  ```

  ```{note}
  Wash it.
  ```

  ***

  | Whisk | Wires |
  |-------|-------|
  | small | 8     |

  1. Take it.
     - By the handle, says {term}`bowl`.
  2. Beat.

  ## Sizes & shapes `x` *y*

  Two.

  ### Sizes

  Three.
"""


def article(page: str) -> str:
    """The text of a page from its first paragraph to its last section, with one space for any other."""
    inner = re.split(r"</h1>\s*(?:<p class=\"lead\">.*?</p>)?|<section id=\"sources\">|</article>", page)[1]
    inner = re.sub(r"(?:\s*</section>)*\s*$", "", inner)
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", inner)).strip()


def test_the_markdown_of_entries_looks_as_that_of_other_pages(site: Site) -> None:
    site.edit("glossary/whisk.yaml", "Whisks differ in size. Use a small one for a cup.\n", RICH)
    guide = site.root / "docs/guide/mixing.md"
    text = textwrap.dedent(f"  {RICH}")
    guide.write_text(f"---\nshort: How to mix things so that no lumps stay in the bowl.\n---\n# Mixing\n\n{text}")
    site.edit("index.md", "docs/guide/mixing", "docs/guide/mixing\nglossary/whisk")
    assert site.build()
    pages = site.pages()
    prose = article(pages["docs/guide/mixing.html"]).replace("../../glossary/", "")
    assert 'id="sizes-shapes-x-y"' in prose
    assert article(pages["glossary/whisk.html"]).startswith(prose)


def test_a_table_of_contents_may_name_an_entry(site: Site) -> None:
    with (site.root / "docs/guide/mixing.md").open("a") as file:
        file.write("\n```{toctree}\n/glossary/bowl\nThe tool </glossary/whisk>\n```\n")
    assert site.build()
    page = site.pages()["docs/guide/mixing.html"]
    assert re.search(r'href="../../glossary/bowl.html"><span class="term">Bowl</span>', page)
    assert re.search(r'href="../../glossary/whisk.html"><span class="term">The tool</span>', page)


def test_an_edit_writes_only_the_pages_it_changes(site: Site) -> None:
    """With our look; a theme of others may show anything of all pages on each, so there every page is written."""

    def times() -> dict[str, int]:
        return {name: (site.html / name).stat().st_mtime_ns for name in site.pages()}

    site.wear_our_look()
    assert site.build()
    before, shown = times(), site.pages()
    site.edit("glossary/whisk.yaml", "Whisks differ in size.", "Whisks come in sizes.")
    assert site.build()
    after = times()
    entries = {name for name in after if name.startswith(("glossary/", "faq/")) and not name.endswith("index.html")}
    assert {name for name in entries if after[name] != before[name]} == {"glossary/whisk.html"}
    assert changed(site, shown) == {"glossary/whisk.html"}


def test_an_edit_changes_no_other_page_in_the_theme_of_others(built: Site) -> None:
    before = built.pages()
    built.edit("glossary/whisk.yaml", "Whisks differ in size.", "Whisks come in sizes.")
    assert built.build()
    assert changed(built, before) == {"glossary/whisk.html"}


def test_a_page_that_somebody_put_there_stays(built: Site) -> None:
    extra = built.root / "_build/work/html/glossary/own.html"
    extra.write_text("Not of this program.")
    (built.root / "glossary/whisk.yaml").touch()
    assert built.build()
    assert (built.html / "glossary/own.html").read_text() == "Not of this program."
