"""What each kind of page says, on a small site whose entries use every field; read from the built HTML."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import FILES, Site
from keeping import keep
from kept_site import OTHERS, PAGES, WHOLE, texts

from helpdesk.model.catalog import Catalog
from helpdesk.rules.missing_terms import wanted
from helpdesk_omezarr.examples.run import run_examples
from helpdesk_omezarr.stores.sandbox import Sandbox

BASE = "https://example.org/help desk/"
QUESTION = """\
question: {title}
category: first
{order}short: One or two sentences that answer it.
body: |
  Yes.
sources: [{{url: "https://example.org/yes", supports: that it is so}}]
reviewed: 2026-01-02
"""
TITLES = {
    "And what is first?": "order: 2\n",
    "Before all others?": "order: 12\n",
    "A late one?": "",
    "Zest or not?": "order: 1\n",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Path:
    return run_example(tmp_path_factory.mktemp("kept"), sandbox)


def run_example(root: Path, sandbox: Sandbox) -> Path:
    """A project with an example in 0.4 and 0.5 and a fact, and the results of its runs."""
    folder = root / "docs/examples/image"
    folder.mkdir(parents=True)
    for name in ("index.md", "v04.py", "v05.py", "facts.py"):
        shutil.copyfile(FILES / "examples/good" / name, folder / name)
    text = (folder / "index.md").read_text().replace("order: 1\n", 'order: 1\nabsent: {"0.6": as in 0.5}\n')
    (folder / "index.md").write_text(f"{text}\n```{{example}}\n```\n")
    run_examples(root, root / "out", root / "cache", sandbox, progress=lambda _: None)
    return root


def full(root: Path, kept: Path) -> Site:
    site = Site(Path(shutil.copytree(FILES / "site", root / "site")))
    shutil.copytree(kept / "docs/examples", site.root / "docs/examples")
    shutil.copytree(kept / "cache", site.root / "_build/work/examples")
    place = {"github_user": "u", "github_repo": "r", "github_version": "b", "doc_path": "kitchen/"}
    site.edit("conf.py", "project =", f"html_baseurl = {BASE!r}\nhtml_context = {place}\nproject =")
    site.wear_our_look()
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/mixing\ndocs/examples/image/index\n")
    site.edit("docs/guide/mixing.md", "Take a", "The store has {fact}`image:files`.\n\nTake a")
    site.put(FILES / "good/full.term.yaml", "sieve", "term")
    site.edit("glossary/sieve.yaml", "    means: the same\n", "    means: the same\n    fact: image:files\n")
    site.edit("glossary/sieve.yaml", "related:", "example: image\nrelated:")
    site.edit("glossary/bowl.yaml", "it.\n", "it; not a {term}`Sieve: fine`.\n")
    site.put(FILES / "good/salt.mistake.yaml", "salt", "mistake")
    site.edit("docs/mistakes/salt.yaml", '"2 and 3"\n', '"2 and 3"\n    source: https://example.org/salt/issues/7\n')
    more = "  - {text: No salt., who: pan, versions: all, source: 'https://example.org/pan?a=1&b=2#c'}\n"
    more += "  - {text: Less salt., who: pot, versions: '1', source: 'https://example.org/pot/blob/1/salt.py'}\n"
    more += "  - {text: Old salt., who: jar, versions: '4', source: 'https://forum.example.org/t/old-salt/9'}\n"
    site.edit("docs/mistakes/salt.yaml", "related:", f"{more}related:")
    old = (site.root / "glossary/whisk.yaml").read_text().replace("term: Whisk", "term: Beater")
    (site.root / "glossary/beater.yaml").write_text(old.replace("reviewed:", "replaced_by: whisk\nreviewed:"))
    site.edit("docs/channels.yaml", "    prepare:", "    dates: https://example.org/calendar\n    prepare:")
    here = "    url: https://example.org/library\n"
    site.edit("docs/channels.yaml", here, f"{here}    dates: https://example.org/library\n")
    for number, (title, order) in enumerate(TITLES.items()):
        (site.root / f"faq/q{number}.yaml").write_text(QUESTION.format(title=title, order=order))
    site.edit("faq/lumps.yaml", "order: 1\n", "order: 3\n")
    shutil.copyfile(FILES / "everything.md", site.root / "docs/guide/everything.md")
    for name in ("spoons", "clauses"):
        site.put(FILES / f"{name}.yaml", name, "data")
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/mixing\ndocs/guide/everything\n")
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Site:
    """Built once; the last tests of this file change it."""
    site = full(tmp_path_factory.mktemp("pages"), kept)
    assert site.build()
    return site


def read(site: Site, address: str) -> BeautifulSoup:
    return BeautifulSoup((site.html / address).read_text("utf-8"), "html.parser")


def words(node: Tag | None) -> str:
    assert node
    return " ".join(node.get_text().replace("#", "").split())


def heads(page: BeautifulSoup) -> list[str]:
    return [re.sub(r"\W+$", "", words(head)) for head in page.select("article h1, article h2")]


def part(page: BeautifulSoup, title: str) -> Tag:
    """The section under a heading."""
    (found,) = [head.find_parent("section") for head in page.select("article h2") if words(head).startswith(title)]
    assert found
    return found


@pytest.fixture(scope="module")
def said(site: Site) -> dict[str, str]:
    return dict(texts(site))


@pytest.mark.parametrize("name", [*WHOLE, *PAGES, *OTHERS])
def test_each_file_says_what_is_kept(said: dict[str, str], name: str) -> None:
    """Each word, link, label and class."""
    keep(name, said[name])


def test_a_term_with_every_field_has_a_section_for_each(site: Site) -> None:
    page = read(site, "glossary/sieve.html")
    own = ["Sieve: fine", "How", "Not to be confused with", "What people and programs call it", "In the versions"]
    assert heads(page) == [*own, "An example with code", "Related", "Sources", "Used in"]
    confused = [words(item) for item in part(page, "Not to be confused").select("li")]
    assert confused == ["Bowl: A bowl has no holes.", "colander: Its holes are larger."]
    (row,) = part(page, "What people").select("tbody tr")
    count = words(read(site, "docs/guide/mixing.html").select_one(".fact"))
    assert [words(cell) for cell in row.select("td")] == ["bakers", "sifter", f"the same (measured: {count})"]
    versions = [words(item) for item in part(page, "In the versions").select("li")]
    assert versions == ["0.4: Round.", "0.5 and later: Square.", "Zarr v2: Old."]
    assert part(page, "An example with code").select("p a")[0]["href"] == "../docs/examples/image/index.html"
    related = {str(link["href"]) for link in part(page, "Related").select("a.internal")}
    assert related == {"bowl.html", "../faq/lumps.html"}
    assert [str(link["href"]) for link in part(page, "Used in").select("a.internal")] == ["bowl.html"]
    names = [words(line) for line in page.select("article p.names")]
    assert [line.split(":")[0] for line in names] == ["Acronym", "Plural", "Old name", "Also called"]


def test_a_message_links_the_place_where_it_was_found(site: Site) -> None:
    said = read(site, "docs/mistakes/salt.html").select("article #what-you-see a.external")
    assert {str(link["href"]): words(link) for link in said} == {
        "https://example.org/salt/issues/7": "reported here",
        "https://example.org/pan?a=1&b=2#c": "described here",
        "https://example.org/pot/blob/1/salt.py": "from its code",
        "https://forum.example.org/t/old-salt/9": "reported here",
    }
    assert words(said[0].parent) == "spoon 2 and 3 (reported here):"


def test_viewers_open_the_published_store_in_the_versions_that_they_read(site: Site) -> None:
    tabs = read(site, "docs/examples/image/index.html").select(".of-version:has(pre)")
    offered = {}
    for tab, version in zip(tabs, ("v04", "v05"), strict=True):
        links = {words(link): str(link["href"]) for link in tab.select("p.files a.external")}
        offered[version] = set(links)
        store = quote(f"{BASE}stores/image/{version}/image.ome.zarr", safe=":/")
        assert links["web validator"] == f"https://ome.github.io/ome-ngff-validator/?source={store}"
        if "vizarr" in links:
            assert links["vizarr"] == f"https://hms-dbmi.github.io/vizarr/?source={store}"
        assert (site.html / f"stores/image/{version}/image.ome.zarr").is_dir()
    assert offered == {"v04": {"web validator", "vizarr"}, "v05": {"web validator"}}


def test_questions_with_an_order_come_first_in_it_then_the_others_by_title(site: Site) -> None:
    rows = [words(row) for row in read(site, "faq/index.html").select("#category-first dt a")]
    lumps = "Why does my batter have lumps?"
    assert rows == ["Zest or not?", "And what is first?", lumps, "Before all others?", "A late one?"]


def test_a_form_can_be_sent_to_this_site_alone(site: Site) -> None:
    """Without `form-action` a policy lets a form lead anywhere: `default-src` does not speak of it."""
    for address in ("index.html", "glossary/whisk.html", "faq/index.html", "docs/guide/mixing.html"):
        meta = read(site, address).select_one('meta[http-equiv="Content-Security-Policy"]')
        assert meta
        rules = dict(rule.split(" ", 1) for rule in str(meta["content"]).split("; "))
        assert rules["form-action"] == rules["base-uri"] == "'self'"
        assert (rules["default-src"], rules["connect-src"]) == ("'none'", "'self'")


def test_a_retired_page_is_kept_from_search_engines_and_sends_readers_on(site: Site) -> None:
    page = read(site, "glossary/beater.html")
    assert [meta["content"] for meta in page.select("meta[name=robots]")] == ["noindex"]
    assert [meta["content"] for meta in page.select("meta[http-equiv=refresh]")] == ["0; url=whisk.html"]
    link = page.select_one("article p a")
    assert link and (words(link), link["href"]) == ("Whisk", "whisk.html")
    assert not read(site, "glossary/whisk.html").select("meta[name=robots], meta[http-equiv=refresh]")


def test_a_channel_says_where_it_is_its_dates_and_what_to_have_ready(site: Site) -> None:
    page = read(site, "docs/channels.html")
    neighbor, library = part(page, "The neighbor"), part(page, "The library")
    lines = [words(line) for line in neighbor.select("p")]
    assert lines[:5] == [
        "Knows about batter.",
        "When: When the shop is closed.",
        "Where: https://example.org/neighbor",
        "Dates: https://example.org/calendar",
        "Have ready:",
    ]
    assert {str(link["href"]) for link in neighbor.select("a.external")} == {
        "https://example.org/neighbor",
        "https://example.org/calendar",
    }
    assert [words(item) for item in neighbor.select("li")] == ["the recipe", "what you tried"]
    assert "Where and dates: https://example.org/library" in map(words, library.select("p")), "one address is told once"
    assert len(library.select("a.external")) == 1 and "Dates:" not in library.get_text()
    decisions = [[words(cell) for cell in row.select("td")] for row in part(page, "What happened").select("tbody tr")]
    assert decisions == [["It is late", "", "The neighbor"], ["You like reading", "", "The library"]]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("glossary/sieve.html", "A frame with a mesh that holds back coarse pieces of flour."),
        ("faq/lumps.html", "Flour clumps when too much liquid meets it at once; pour slowly and stir."),
        ("docs/mistakes/salt.html", "Too much salt went into the pot, and no one tasted it before it was served."),
        ("docs/channels.html", "Two neighbors and a library answer questions about kitchens."),
        ("docs/guide/mixing.html", "How to mix things so that no lumps stay in the bowl."),
        ("docs/examples/image/index.html", "An image of two channels with one label image."),
        ("index.html", "A bowl holds batters."),
    ],
)
def test_the_description_of_a_page_is_its_short_or_its_first_words(site: Site, address: str, words: str) -> None:
    page = read(site, address)
    for name in ("meta[name=description]", "meta[property='og:description']"):
        assert [meta["content"] for meta in page.select(name)] == [words]


def test_an_unknown_fact_is_told_at_its_line_with_those_there_are(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in ("docs/guide/mixing.md", "glossary/sieve.yaml"):
        number = 1 + (site.root / file).read_text().split("image:files")[0].count("\n")
        for wrong in ("image:flies", "imago:files"):
            site.edit(file, "image:files", wrong)
            assert not site.build()
            said = capsys.readouterr().err
            assert f"{file}:{number}: WARNING: " in said and wrong in said, said
            assert wrong != "image:flies" or "there are: image:files" in said
            assert "Traceback" not in said and "KeyError" not in said
            site.edit(file, wrong, "image:files")


def test_a_new_fact_reaches_the_pages_that_show_it_and_no_other(site: Site) -> None:
    assert site.build()
    before = site.pages()
    fact = words(read(site, "docs/guide/mixing.html").select_one(".fact"))
    site.edit("docs/examples/image/facts.py", '"value": count', '"value": count + 1000')
    assert site.build()
    after = site.pages()
    changed = {page for page in after if after[page] != before[page]}
    assert changed == {"docs/guide/mixing.html", "docs/guide/everything.html", "glossary/sieve.html"}
    renewed = words(read(site, "docs/guide/mixing.html").select_one(".fact"))
    assert int(renewed.split()[0]) == int(fact.split()[0]) + 1000
    assert f"measured: {renewed}" in words(part(read(site, "glossary/sieve.html"), "What people"))


WANTED = """\
question: Is it question {number}?
category: first
short: One or two sentences that answer it.
body: |
  Ovens mix by `knead_all`, not `FF0000` or `False`, and print `BakeError`.
search: [proofer, black oven, ovens]
sources: [{{url: "https://example.org/yes", supports: that it is so}}]
reviewed: 2026-01-02
"""


def test_wanted_are_names_that_several_pages_use_and_no_words_of_every_day(tmp_path: Path) -> None:
    site = Site(Path(shutil.copytree(FILES / "site", tmp_path / "site")))
    (site.root / "docs/_data").mkdir(parents=True, exist_ok=True)
    (site.root / "docs/_data/plain-words.txt").write_text("# Plain words\nmix\n\n# What a cook knows\noven\n")
    for number in range(3):
        (site.root / f"faq/wanted-{number}.yaml").write_text(WANTED.format(number=number))
    assert [one.word for one in wanted(Catalog.load(site.root))] == ["knead_all", "proofer"]
