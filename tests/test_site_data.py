"""What the data files of a site say, compared with its entries and with the stores that its example wrote.

One small site carries what decides: a retired term, a word that is both a name and a search word, names that begin
like a formula or hold brackets, two changes of one day, an example whose store holds a file that is no metadata.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib
from conftest import FILES, Site
from keeping import keep
from kept_site import plain
from markdown_it import MarkdownIt
from rdflib.namespace import SKOS

BASE = "https://example.org/kitchen/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SOURCES = "sources:\n  - url: https://example.org/a\n    supports: what it is\nreviewed: 2026-03-04\n"
ENTRIES = {
    # In lower case it comes first among titles only where case does not matter.
    "glossary/apron.yaml": f"""\
term: apron
category: tools
short: A cloth that keeps flour off the one who cooks.
aliases:
  also_called: ["@pron", pinny]
search: [pinny, kitchen coat]
body: |
  Hang it beside the {{term}}`bowl`. The example has {{fact}}`image:files`.
{SOURCES}changes:
  - {{date: 2026-03-04, note: Says where it hangs.}}
  - {{date: 2026-03-04, note: Says who wears it.}}
""",
    "glossary/cup.yaml": f"""\
term: "Cup ]0, 1["
category: tools
short: A quarter of a liter, as in Crème brûlée and Söller soup.
body: |
  Not every cup is one.
related: [batter]
{SOURCES}changes:
  - {{date: 2026-03-04, note: Says how much it holds.}}
""",
    "glossary/beater.yaml": f"""\
term: Gyrobeater
category: tools
short: A whisk of old that nobody calls by this name any more.
body: |
  It was turned by hand.
replaced_by: whisk
{SOURCES}""",
    "glossary/formula.yaml": f"""\
term: "@home"
category: food
short: "-1 is what this short text begins with, and that is no sum."
body: |
  Nothing.
{SOURCES}""",
    "docs/mistakes/wrong-type.yaml": f"""\
title: The pixels have another type
sort: viewing
versions: ["0.5"]
short: The pixels were written again as another type, and nobody told the reader.
start: {{example: image, script: v05}}
change:
  - rewrite: "0"
    dtype: float32
expect: {{schemas: silent, yaozarrs: silent, ome-zarr-models: silent, house: silent, tensorstore: silent}}
why: |
  Nobody expects it.
cause: |
  A hurry.
mend: |
  Write it again.
{SOURCES}""",
    "docs/mistakes/index.md": "# Mistakes\n\n```{mistake-index}\n```\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("data") / "site")
    shutil.copytree(FILES / "site", site.root)
    site.edit("conf.py", "project =", f'html_baseurl = "{BASE}"\nproject =')
    for name, text in ENTRIES.items():
        path = site.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    example = site.root / "docs/examples/image"
    example.mkdir(parents=True)
    front = 'order: 1\nabsent: {"0.4": no, "0.6": no}\n'
    index = (FILES / "examples/good/index.md").read_text().replace("order: 1\n", front)
    (example / "index.md").write_text(f"{index}\n```{{example}}\n```\n")
    site.edit("index.md", "docs/guide/mixing\n", "docs/guide/mixing\ndocs/examples/image/index\ndocs/mistakes/index\n")
    script = (FILES / "examples/good/v05.py").read_text()
    more = 'image["0"].attrs["stain"] = "haematoxylin"\nopen("image.ome.zarr/notes.txt", "w").write("x" * 1234)\n'
    (example / "v05.py").write_text(script + more)
    shutil.copy(FILES / "examples/good/facts.py", example)
    assert site.build()
    return site


@pytest.fixture(scope="module")
def data(built: Site) -> dict[str, Any]:
    return json.loads((built.html / "helpdesk.json").read_text())


class _Ids(HTMLParser):
    """All values of ``id`` of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids |= {value for name, value in attrs if name == "id" and value}


def by_ref(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["ref"]: entry for entry in data["entries"]}


def test_a_run_has_the_files_bytes_and_picture_that_were_published(built: Site, data: dict[str, Any]) -> None:
    ((run,),) = [example["runs"] for example in data["examples"]]
    stored = [path for path in (built.html / run["store"]).rglob("*") if path.is_file()]
    assert (run["files"], run["bytes"]) == (len(stored), sum(path.stat().st_size for path in stored))
    assert (built.html / run["picture"]).read_bytes().startswith(b"\x89PNG")
    assert (built.html / run["download"]).stat().st_size > run["bytes"]  # a ZIP file that compresses nothing
    assert (built.html / run["script"]).read_bytes() == (built.root / "docs/examples/image/v05.py").read_bytes()
    assert (run["version"], run["with"]) == ("0.5", "zarr")
    assert {one["name"]: one["verdict"] for one in run["validators"]} == dict.fromkeys(
        ("schemas", "yaozarrs", "ome-zarr-models", "house", "tensorstore"), "valid"
    )


def test_the_tree_of_a_store_shows_files_that_are_no_metadata(built: Site) -> None:
    tree = built.pages()["docs/examples/image/index.html"].partition('<ul class="tree')[2]
    assert "notes.txt" in tree.partition("<strong>")[0]


def test_what_a_change_left_alone_is_shown_unchanged(built: Site) -> None:
    """An array that is written again keeps its attributes."""
    cure = built.pages()["docs/mistakes/wrong-type.html"].partition('<section id="how-to-mend-it">')[2]
    text = cure.partition("0/zarr.json")[2].partition("</pre>")[0]
    lines = unescape(re.sub("<[^>]*>", "", text)).splitlines()
    types = [line for line in lines if "data_type" in line]
    assert [(line[:1], line.split('"')[3]) for line in types] == [("-", "float32"), ("+", "uint8")], (
        "yours to corrected"
    )
    assert [line[:1] for line in lines if "haematoxylin" in line] == [" "]


@pytest.mark.parametrize("name", ["docs/mistakes/wrong-type.html", "docs/mistakes/index.html"])
def test_what_a_mistake_says_that_was_run_is_kept(built: Site, name: str) -> None:
    """A change of a store, what validators say of it, how it is mended; and the line of the list."""
    text = plain(name, built.html / name)
    keep(f"run {name}", text[text.index("<article") : text.index("</article>")])


def test_used_in_counts_related_and_is_in_the_order_of_titles_in_any_case(data: dict[str, Any]) -> None:
    used_in = {ref: entry["used_in"] for ref, entry in by_ref(data).items()}
    assert used_in["glossary/batter"] == ["glossary/bowl", "glossary/cup", "faq/lumps"], (
        "cup names it in `related` only"
    )
    assert used_in["glossary/bowl"] == ["glossary/apron", "glossary/batter", "faq/lumps"], "apron is lower case"
    assert used_in["examples/image"] == ["glossary/apron"], "a fact is of an example"


def test_the_place_of_each_channel_is_on_its_page(built: Site, data: dict[str, Any]) -> None:
    channels = by_ref(data)["docs/channels"]["channels"]
    assert [channel["id"] for channel in channels] == ["neighbor", "library"]
    pages = built.pages()
    for channel in channels:
        page, _, anchor = channel["page"].partition("#")
        assert anchor in _Ids(pages[page]).ids


def test_no_two_labels_of_a_concept_are_the_same(built: Site) -> None:
    """https://www.w3.org/TR/skos-reference/#S13: preferred, alternative and hidden labels are disjoint."""
    graph = rdflib.Graph().parse(built.html / "glossary.ttl", format="turtle")
    concept = rdflib.URIRef(f"{BASE}glossary/apron.html")
    found = [
        (kind, str(label)) for kind in ("prefLabel", "altLabel", "hiddenLabel") for label in graph[concept : SKOS[kind]]
    ]
    assert sorted(found) == [
        ("altLabel", "@pron"),
        ("altLabel", "pinny"),
        ("hiddenLabel", "kitchen coat"),
        ("prefLabel", "apron"),
    ]


def test_a_retired_term_is_no_concept_and_not_found(built: Site) -> None:
    assert "beater" not in (built.html / "glossary.ttl").read_text()
    index = {path.name: path.read_text() for path in (built.html / "find").iterdir()}
    shown = [row[0] for name, text in index.items() if name.startswith("shown-") for row in json.loads(text)]
    assert "whisk" in shown
    assert "beater" not in shown
    assert not any("gyrobeater" in word for word in json.loads(index["words.json"])["words"])


def test_words_with_accents_are_found_without_them(built: Site) -> None:
    words = json.loads((built.html / "find/words.json").read_text())["words"]
    assert {"creme", "brulee", "soller"} <= {word.partition("|")[0] for word in words}
    assert all(word.isascii() for word in words), [word for word in words if not word.isascii()]


def test_no_cell_of_the_table_is_taken_for_a_formula(built: Site) -> None:
    with (built.html / "entries.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows["apron"]["names"] == "'@pron\npinny"
    assert rows["formula"]["title"] == "'@home"
    assert rows["formula"]["short"].startswith("'-1 is")
    assert rows["cup"]["title"] == "Cup ]0, 1["


def test_each_change_has_its_own_lasting_id_in_the_feed(built: Site) -> None:
    feed = ElementTree.parse(built.html / "changes.atom").getroot()
    entries = feed.findall("a:entry", ATOM)
    assert [entry.findtext("a:summary", "", ATOM) for entry in entries] == [
        "Says where it hangs.",
        "Says who wears it.",
        "Says how much it holds.",
    ]
    # Counted from the oldest, at the end of the list: a new one on top changes no other id.
    assert [entry.findtext("a:id", "", ATOM) for entry in entries] == [
        f"{BASE}glossary/apron.html#change-2026-03-04-1",
        f"{BASE}glossary/apron.html#change-2026-03-04-0",
        f"{BASE}glossary/cup.html#change-2026-03-04-0",
    ]


def test_a_title_with_brackets_is_one_link_in_llms_txt(built: Site, data: dict[str, Any]) -> None:
    links = {}
    for token in MarkdownIt().parse((built.html / "llms.txt").read_text()):
        for opening, words in zip(token.children or [], (token.children or [])[1:], strict=False):
            if opening.type == "link_open":
                links[opening.attrs["href"]] = words.content
    for entry in data["entries"]:
        assert links[f"{BASE}{entry['url']}"] == entry["title"]
    assert links[f"{BASE}glossary/cup.html"] == "Cup ]0, 1["


def test_a_fact_stands_in_plain_text_with_its_unit(built: Site, data: dict[str, Any]) -> None:
    ((run,),) = [example["runs"] for example in data["examples"]]
    assert f"The example has {run['files']} files.\n" in (built.html / "llms-full.txt").read_text()
