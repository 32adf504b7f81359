"""Every other form of the data is read back and compared with the YAML, field by field."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import rdflib
import yaml
from bs4 import BeautifulSoup
from conftest import FILES, ROOT, Site
from rdflib.namespace import DCTERMS, RDF, SKOS

from helpdesk.outputs.schema import json_schema
from helpdesk.reading.configuration import site_address
from helpdesk.rendering.cite import citation

BASE = "https://example.org/kitchen/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
# Every character that one of the formats could trip over.
HARD = "Say \"no\" \\ a < b & c > d &amp; 'quoted' é 漢 #hash; a, b | c @ =1+1 `code`"

SIEVE = {
    "term": '=Sieve "fine" & <round>',
    "category": "tools",
    "short": HARD,
    "aliases": {
        "acronym": ["SV"],
        "plural": ["sieves; all"],
        "old_name": ["bolter, old"],
        "also_called": ["strainer\\"],
    },
    "body": "Shake it over the {term}`bowl`, as {question}`the answer says <lumps>`.\n",
    "related": ["bowl", "faq/lumps"],
    "search": ['the "net" thing', "lumps out"],
    "sources": [{"url": "https://example.org/a?b=c&d=%20", "supports": 'what "it" is & does'}],
    "reviewed": "2026-03-04",
    "changes": [
        {"date": "2026-03-04", "note": 'Now "round" & fine < finest, see {term}`bowl`'},
        {"date": "2026-01-02", "note": "First"},
    ],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    import shutil

    site = Site(tmp_path_factory.mktemp("outputs") / "site")
    shutil.copytree(FILES / "site", site.root)
    conf = site.root / "conf.py"
    conf.write_text(conf.read_text() + f'html_baseurl = "{BASE}"\n')
    (site.root / "glossary/sieve.yaml").write_text(yaml.safe_dump(SIEVE, allow_unicode=True, sort_keys=False))
    assert site.build()
    return site


def entries(site: Site) -> dict[str, dict]:
    """The YAML files by ref, read with another reader than ours."""
    found = {}
    for folder in ("glossary", "faq"):
        for path in (site.root / folder).glob("*.yaml"):
            found[f"{folder}/{path.stem}"] = yaml.load(path.read_text(), yaml.BaseLoader)
    return found


def one_line(text: str) -> str:
    return " ".join(text.split())


def names(entry: dict) -> list[str]:
    typed = entry.get("aliases", {})
    return [name for kind in ("acronym", "plural", "old_name", "also_called") for name in typed.get(kind, [])]


def test_the_schema_is_up_to_date() -> None:
    kept = json.loads((ROOT / "docs/schemas/helpdesk.json").read_text())
    assert kept == json_schema(), "write json_schema() of helpdesk.outputs.schema into docs/schemas/helpdesk.json"


def test_json_follows_its_schema_and_the_yaml(built: Site) -> None:
    data = json.loads((built.html / "helpdesk.json").read_text())
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    shown = {entry["ref"]: entry for entry in data["entries"]}
    for ref, entry in entries(built).items():
        assert shown[ref]["title"] == entry.get("term", entry.get("question"))
        assert shown[ref]["short"] == one_line(entry["short"])
        assert shown[ref]["category"] == entry["category"]
        assert shown[ref]["aliases"] == entry.get("aliases", {})
        assert shown[ref]["sources"] == entry["sources"]
        assert shown[ref]["search"] == entry.get("search", [])
        assert shown[ref]["reviewed"] == entry["reviewed"]
        assert shown[ref]["changes"] == entry.get("changes", [])
        assert (built.html / shown[ref]["url"]).is_file()
        for path in re.findall(r'href="([^":#]+)', shown[ref]["body_html"]):
            assert (built.html / path).is_file(), "links hold from the root of the site"
    assert shown["faq/lumps"]["body"] == "Pour slowly into the bowl.\nHow\nUse a whisk."
    assert '<a class="reference internal" href="glossary/bowl.html">' in shown["faq/lumps"]["body_html"]


def test_json_has_a_line_for_each_entry_in_its_own_letters(built: Site) -> None:
    lines = (built.html / "helpdesk.json").read_text("utf-8").splitlines()
    refs = [json.loads(line.removesuffix(","))["ref"] for line in lines if line.startswith('{"')]
    assert refs == sorted(refs) and set(refs) > set(entries(built))
    assert any(f'"short": {json.dumps(HARD, ensure_ascii=False)}' in line for line in lines)


def test_a_citation_is_safe_in_tex_and_whole_for_programs(built: Site) -> None:
    page = BeautifulSoup((built.html / "glossary/sieve.html").read_text("utf-8"), "html.parser")
    bibtex, csl = (block.get_text() for block in page.select(".entry-tools details pre"))
    assert r'  title = {{=Sieve "fine" \& <round>}},' in bibtex.splitlines()
    assert json.loads(csl)["title"] == SIEVE["term"]
    hard = citation(
        r"A_b 5% #1 $x {y} ~z ^w \v 漢", "hard", "Cooks & Co", date(2026, 1, 2), "https://example.org/a_b?c=%20"
    )
    assert hard["bibtex"].text.splitlines()[1:3] == [
        r"  title = {{A\_b 5\% \#1 \$x \{y\} \textasciitilde{}z \textasciicircum{}w \textbackslash{}v 漢}},",
        r"  author = {{Cooks \& Co}},",
    ]
    assert "  url = {https://example.org/a_b?c=%20}" in hard["bibtex"].text, "an address is no text"
    assert "漢" in hard["csl"].text


def test_the_real_data_follows_the_schema(built_site: Path) -> None:
    data = json.loads((built_site / "helpdesk.json").read_text())
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    said = {entry["id"]: entry["mistake"] for entry in data["entries"] if entry["kind"] == "mistake"}
    for path in (ROOT / "docs/mistakes").glob("*.yaml"):
        told = yaml.load(path.read_text(), yaml.BaseLoader)
        start = {"script": told.get("start", {}).get("script"), "expect": told.get("expect")}
        expected = {one["script"]: one["expect"] for one in [start, *told.get("also", [])] if one["expect"]}
        for trial in said[path.stem]["trials"]:
            wanted = {name: [] if texts == "silent" else texts for name, texts in expected[trial["script"]].items()}
            assert {one["name"]: one["messages"] for one in trial["validators"]} == wanted
        assert len(said[path.stem]["trials"]) == len(expected)
        assert [one["text"] for one in said[path.stem]["messages"]] == [one["text"] for one in told.get("messages", [])]


def test_csv(built: Site) -> None:
    with (built.html / "entries.csv").open(newline="", encoding="utf-8") as file:
        rows = {
            f"{'faq' if row['kind'] == 'question' else 'glossary'}/{row['id']}": row for row in csv.DictReader(file)
        }
    for ref, entry in entries(built).items():
        row = rows[ref]
        assert row["title"].removeprefix("'") == entry.get("term", entry.get("question"))
        assert row["short"] == one_line(entry["short"])
        assert [name for name in row["names"].split("\n") if name] == names(entry)
        assert (row["category"], row["reviewed"]) == (entry["category"], entry["reviewed"])
    assert not any(cell[:1] in "=+-@" for row in rows.values() for cell in row.values() if cell)


def test_skos(built: Site) -> None:
    graph = rdflib.Graph().parse(built.html / "glossary.ttl", format="turtle")
    terms = {ref: entry for ref, entry in entries(built).items() if ref.startswith("glossary/")}
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == {rdflib.URIRef(f"{BASE}{ref}.html") for ref in terms}
    scheme = rdflib.URIRef(f"{BASE}glossary/index.html")
    for ref, entry in terms.items():
        concept = rdflib.URIRef(f"{BASE}{ref}.html")

        def words(kind: rdflib.URIRef, of: rdflib.URIRef = concept) -> set[str]:
            return {str(label) for label in graph.objects(of, kind)}

        assert graph.value(concept, SKOS.prefLabel) == rdflib.Literal(entry["term"], lang="en")
        assert words(SKOS.altLabel) == set(names(entry))
        assert words(SKOS.hiddenLabel) == set(entry.get("search", []))
        assert graph.value(concept, SKOS.definition) == rdflib.Literal(one_line(entry["short"]), lang="en")
        assert words(DCTERMS.source) == {source["url"] for source in entry["sources"]}
        assert str(graph.value(concept, DCTERMS.modified)) == entry["reviewed"]
        assert len(words(SKOS.changeNote)) == len(entry.get("changes", []))
        related = {f"{BASE}glossary/{name}.html" for name in entry.get("related", []) if "/" not in name}
        assert words(SKOS.related) == related
        collection = rdflib.URIRef(f"{BASE}glossary/index.html#category-{entry['category']}")
        assert (collection, SKOS.member, concept) in graph
        assert (concept, SKOS.inScheme, scheme) in graph


def test_the_feed_holds_the_changes(built: Site) -> None:
    feed = ElementTree.parse(built.html / "changes.atom").getroot()
    shown = [
        (
            entry.findtext("a:title", "", ATOM),
            entry.findtext("a:updated", "", ATOM)[:10],
            entry.findtext("a:summary", "", ATOM),
        )
        for entry in feed.findall("a:entry", ATOM)
    ]
    assert shown == [
        (SIEVE["term"], "2026-03-04", 'Now "round" & fine < finest, see bowl'),
        (SIEVE["term"], "2026-01-02", "First"),
    ]
    assert feed.findtext("a:updated", "", ATOM) == "2026-03-04T00:00:00Z"
    ids = [element.text for element in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) == len(set(ids))


def test_llms_txt(built: Site) -> None:
    overview, full = (built.html / "llms.txt").read_text(), (built.html / "llms-full.txt").read_text()
    for ref, entry in entries(built).items():
        title = entry.get("term", entry.get("question"))
        assert f"- [{title}]({BASE}{ref}.html): {one_line(entry['short'])}\n" in overview
        assert f"## {title}\n\n{BASE}{ref}.html\n\n{one_line(entry['short'])}\n" in full
        assert all(f"- {source['url']}: {source['supports']}\n" in full for source in entry["sources"])
    assert "Shake it over the bowl, as the answer says.\n" in full
    assert not re.search(r"\{(term|question|channel)\}`", full)


def test_pages_carry_linked_data(built: Site) -> None:
    shown = entries(built)
    for ref, entry in shown.items():
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.pages()[f"{ref}.html"])
        (data,) = map(json.loads, found)
        assert data["@context"] == "https://schema.org"
        assert data["@id"] == f"{BASE}{ref}.html"
        if ref.startswith("faq/"):
            (question,) = data["mainEntity"]
            assert (data["@type"], question["name"]) == ("FAQPage", entry["question"])
            assert question["acceptedAnswer"]["text"] == one_line(entry["short"])
        else:
            assert (data["@type"], data["name"]) == ("DefinedTerm", entry["term"])
            assert data.get("alternateName", []) == names(entry)
            assert data["description"] == one_line(entry["short"]).replace("`", "")
            assert data["inDefinedTermSet"] == f"{BASE}glossary/index.html"
    assert '"@type":"DefinedTermSet"' in built.pages()["glossary/index.html"]


def test_another_project_links_to_our_terms(built: Site, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", str(FILES / "reader"), str(tmp_path)]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "d")],
        env=os.environ | {"KITCHEN": str(built.html)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "index.html").read_text()
    assert page.count("glossary/bowl.html") == 3
    assert "glossary/whisk.html" in page


SNIPPETS = re.findall(r"```python\n(.+?)```", (ROOT / "docs/reference/use-this-data.md").read_text(), re.DOTALL)


@pytest.mark.parametrize("number", range(5))
def test_the_snippets_run(built: Site, number: int) -> None:
    # The small site has no chunk; it has a bowl.
    code = SNIPPETS[number].replace('"chunk"', '"bowl"')
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=built.html, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_settings_shown_are_those_that_are_tested(capsys: pytest.CaptureFixture[str]) -> None:
    terms: dict[str, object] = {}
    reader: dict[str, object] = {}
    exec(SNIPPETS[5], terms)
    exec(SNIPPETS[6], reader)
    assert terms["extensions"] == ["helpdesk.sphinx.terms"]  # tests/test_anywhere.py builds with it
    assert reader["extensions"] == ["sphinx.ext.intersphinx"]
    exec(SNIPPETS[7], {})
    assert capsys.readouterr().out == f"{site_address(ROOT)}glossary/chunk.html\n"
    text = (ROOT / "docs/reference/use-this-data.md").read_text("utf-8")
    assert f'<script type="module" src="{site_address(ROOT)}_static/embed.js"></script>' in text
    guest: dict[str, object] = {}
    exec(re.findall(r"```python\n(.+?)```", (ROOT / "docs/contribute/your-own.md").read_text(), re.DOTALL)[0], guest)
    assert (guest["extensions"], guest["helpdesk_root"]) == (["helpdesk.sphinx"], "help")  # tests/host/conf.py
