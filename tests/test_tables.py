"""The tables in docs/_data say what the stores, the mistakes and the installed packages say, and pages show them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT
from markdown_it import MarkdownIt

TABLES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "docs/_data").glob("*.yaml")}
VERSIONS = ("0.4", "0.5", "0.6")
METADATA = {".zgroup", ".zarray", ".zattrs", "zarr.json"}
# Said to be allowed, and written by no example.
MAY = {("Axis names a second time", "0.4")}


@dataclass
class Stores:
    """What is in all stores that the examples wrote in one version."""

    formats: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)  # names of metadata files
    places: set[str] = field(default_factory=set)  # where the OME keys are
    keys: set[str] = field(default_factory=set)
    axes: set[str] = field(default_factory=set)  # keys of an axis
    wells: set[str] = field(default_factory=set)  # keys of a well in a plate
    transformations: set[str] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)  # what has a version string
    chunks: set[str] = field(default_factory=set)  # names of chunk files, their numbers 0
    arrays: list[dict[str, Any]] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)  # data types of label images

    def read(self, store: Path) -> None:
        for path in store.rglob("*"):
            inside = path.relative_to(store).as_posix()
            if path.name in METADATA:
                self.files.add(path.name)
                self.document(path.name, json.loads(path.read_text("utf-8")), "/labels/" in f"/{inside}")
            elif path.is_file() and (array := array_above(path)):
                self.chunks.add(re.sub(r"\d+", "0", path.relative_to(array).as_posix()))

    def document(self, name: str, document: dict[str, Any], is_label: bool) -> None:
        if "zarr_format" in document:
            self.formats.add(str(document["zarr_format"]))
        if "shape" in document:
            self.arrays.append(document)
            if is_label:
                self.labels.add(document.get("data_type") or re.sub(r"[<>|]", "", document["dtype"]))
        if "multiscales" in document:
            self.places.add(f"top of `{name}`")
        if "multiscales" in document.get("attributes", {}).get("ome", {}):
            self.places.add("`attributes.ome`")
        for parent, key, value in walk(document):
            self.keys.add(key)
            match key, value:
                case "axes", list():
                    self.axes |= {key for axis in value for key in axis}
                case "wells", list():
                    self.wells |= {key for well in value for key in well}
                case "coordinateTransformations" | "transformations", list():
                    self.transformations |= {step["type"] for step in value if "type" in step}
                case "version", str() if parent != "metadata":  # that is of the program that made the levels
                    self.versions.add(parent)


def array_above(path: Path) -> Path | None:
    """The folder of the array that a chunk belongs to; None for a file that is no chunk."""
    for folder in path.parents:
        if (folder / ".zarray").exists():
            return folder
        if (folder / "zarr.json").exists():
            return folder if json.loads((folder / "zarr.json").read_text("utf-8"))["node_type"] == "array" else None
        if (folder / ".zgroup").exists():
            return None
    return None


def walk(value: Any, parent: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every key with its value and the key above it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield parent, key, inner
            yield from walk(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, parent)


@pytest.fixture(scope="module")
def data(built_site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((built_site / "helpdesk.json").read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def stores(built_site: Path, data: dict[str, Any]) -> dict[str, Stores]:
    found = {version: Stores() for version in VERSIONS}
    for run in (run for example in data["examples"] for run in example["runs"]):
        if (built_site / run["store"]).is_dir():  # two are one file, a ZIP
            found[run["version"]].read(built_site / run["store"])
    assert all(len(stores.arrays) > 20 for stores in found.values())
    return found


@pytest.fixture(scope="module")
def broken_in(data: dict[str, Any]) -> dict[str, set[str]]:
    """The versions in which each mistake is one."""
    return {entry["id"]: set(entry["versions"]) for entry in data["entries"] if entry["kind"] == "mistake"}


def marked(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def of_version(version: str, column: str) -> str:
    """The cell of ``version`` in docs/_data/versions.yaml, where `as 0.1` is that of 0.1."""
    rows = {row["version"]: row for row in TABLES["versions"]["rows"]}
    text = str(rows[version][column])
    return of_version(text[3:], column) if text.startswith("as ") else text


def feature(what: str, version: str) -> str:
    """The cell of ``version`` in docs/_data/version-features.yaml, with what it refers to before its own words."""
    (row,) = [row for row in TABLES["version-features"]["rows"] if row["what"] == what]
    text: str = row[f"v{version.replace('.', '')}"]
    if found := re.match(r"as (0\.\d)", text):
        first = {"0.1": "v01", "0.2": "v01"}.get(found[1])
        text = (row[first] if first else feature(what, found[1])) + text[found.end() :]
    return text


@pytest.mark.parametrize("version", VERSIONS)
def test_the_table_of_versions_says_what_the_stores_are(version: str, stores: dict[str, Stores]) -> None:
    """Zarr format, metadata files, and where the OME keys stand."""
    found = stores[version]
    assert {of_version(version, "zarr")} == found.formats
    assert set(marked(of_version(version, "files"))) == found.files
    assert {of_version(version, "keys")} == found.places


def test_each_text_that_the_table_of_versions_links_is_of_its_version() -> None:
    rows = TABLES["versions"]["rows"]
    assert [row["version"] for row in rows] == sorted({row["version"] for row in rows})
    for row in rows:
        words, address = re.fullmatch(r"\[([^]]+)]\((https://[^)]+)\)", row["text"]).groups()  # type: ignore[union-attr]
        assert words.startswith(row["version"])
        assert set(re.findall(r"/(0\.\d)/", address)) <= {row["version"]}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_table_of_features_says_what_the_stores_have(version: str, stores: dict[str, Stores]) -> None:
    found = stores[version]
    counts = [len(array["shape"]) for array in found.arrays]
    assert feature("Dimensions", version) == f"{min(counts)} to {max(counts)}"
    sharded = any(codec["name"] == "sharding_indexed" for array in found.arrays for codec in array.get("codecs", []))
    assert feature("Shards", version) == ("yes" if sharded else "no")
    naming = [name for name in marked(feature("Chunk names", version)) if "/" in name]
    assert naming and set(naming) <= found.chunks
    assert set(marked(feature("Well position", version))) == found.wells & {"path", "rowIndex", "columnIndex"}
    others = feature("Other transformations", version)
    beyond = found.transformations - {"scale", "translation", "sequence", "identity"}
    assert (set() if others == "none" else set(others.split(", "))) == beyond
    assert ("`scene`" in feature("Relations between images", version)) == ("scene" in found.keys)
    assert ("sequence" in feature("Position of a level", version)) == ("sequence" in found.transformations)
    assert ("discrete" in feature("Axes", version)) == ("discrete" in found.axes)
    assert ("coordinateSystems" in feature("Axes", version)) == ("coordinateSystems" in found.keys)
    places = set(marked(feature("Version string", version)))
    assert found.versions <= {place.removesuffix(".version") for place in places}
    assert ("ome.version" in places) == ("ome" in found.versions)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_key_that_the_table_of_features_names_is_in_a_store(version: str, stores: dict[str, Stores]) -> None:
    found = stores[version]
    for row in TABLES["version-features"]["rows"]:
        words = feature(row["what"], version)
        if (row["what"], version) in MAY or row["what"] in ("Chunk names", "Field names in a well"):
            continue
        for key in marked(words):
            assert set(key.split(".version")[0].split()) <= found.keys | found.transformations, (row["what"], key)


def test_the_table_of_features_says_what_the_mistakes_say(
    broken_in: dict[str, set[str]], stores: dict[str, Stores]
) -> None:
    for version in VERSIONS:
        assert all(re.match(r"u?int\d|[ui]\d", name) for name in stores[version].labels), stores[version].labels
        assert feature("Label pixels", version).startswith(("integers", "eight integer types"))
        assert (feature("Field names in a well", version) != "no rule") == (version in broken_in["field-path-symbols"])
        must = "MUST" in feature("Label pixels", version)
        assert must <= (version in broken_in["label-float"])
    every = [("dimension_names" in array) for array in stores["0.5"].arrays]
    assert all(every) and "MUST" in feature("Axis names a second time", "0.5")
    assert broken_in["zarr-v2-in-0-5"] == {"0.5"} and of_version("0.5", "zarr") == "3"
    assert broken_in["zarr-v3-in-0-4"] == {"0.4"} and of_version("0.4", "zarr") == "2"


def test_every_clause_is_broken_in_its_versions(broken_in: dict[str, set[str]]) -> None:
    clauses = TABLES["clauses"]["clauses"]
    assert len(clauses) > 100
    for clause in clauses:
        if not clause.get("none"):
            in_some = set().union(*(broken_in[name] for name in clause["mistakes"]))
            assert set(clause["versions"]) <= in_some, clause


@pytest.mark.parametrize("row", TABLES["renamed-keys"]["rows"], ids=lambda row: row["old"])
def test_a_renamed_key_has_its_old_name_before_and_its_new_name_since(
    row: dict[str, str], stores: dict[str, Stores]
) -> None:
    since = row["since"].split()[0]
    if since not in VERSIONS[1:]:
        return  # of versions in which no example writes
    before, after = stores[VERSIONS[VERSIONS.index(since) - 1]], stores[since]
    words = {"old": marked(row["old"]), "new": marked(row["new"])}
    last = {side: {re.split(r"[.\[]", mark.strip("."))[-1] for mark in marks} for side, marks in words.items()}
    assert last["new"] <= after.keys | {name.strip(".").split(".")[-1] for name in after.files} | after.transformations
    if ".version" in row["old"] or row["old"] == "`_ARRAY_DIMENSIONS`":
        return  # the former is compared with the strings above, the latter may stand in 0.4
    files = {name.strip(".") for name in before.files}
    assert last["old"] & (before.keys | files | before.transformations | {"ome"}), (row["old"], last["old"])


TOOL = re.compile(r"\[(?P<name>[\w-]+)\]\(\S+\) (?P<version>[\d.]+)")
PACKAGES = {"zarr-python": "zarr"}
RUN_HERE = [row for row in TABLES["tools"]["rows"] if row["known"].startswith("run here")]


def package(row: dict[str, str]) -> tuple[str, str]:
    """The name of the package of a tool that is run here, and the version that the table names."""
    found = TOOL.match(row["tool"])
    assert found, f"{row['tool']} is run here: say in which version"
    return PACKAGES.get(found["name"], found["name"]), found["version"]


@pytest.mark.parametrize("row", RUN_HERE, ids=lambda row: package(row)[0])
def test_a_tool_that_is_run_here_is_installed_in_the_version_that_the_table_says(row: dict[str, str]) -> None:
    name, version = package(row)
    installed = metadata.version(name)
    assert f"{installed}.".startswith(f"{version}."), f"docs/_data/tools.yaml: {name} {version}, installed {installed}"


@pytest.mark.parametrize("row", RUN_HERE, ids=lambda row: package(row)[0])
def test_a_tool_reads_writes_and_checks_what_the_table_says(row: dict[str, str], data: dict[str, Any]) -> None:
    """Versions that it wrote here are named as written, and those that it judged here as checked."""
    name, version = package(row)
    runs = [run for example in data["examples"] for run in example["runs"]]
    wrote = {run["version"] for run in runs if run["with"] == name}
    judged = {
        run["version"]
        for run in runs
        for validator in run["validators"]
        # The schemas come with ngff-zarr.
        if validator["name"] in ({name, "schemas"} if name == "ngff-zarr" else {name})
        if validator["verdict"] == "valid"
    }
    assert wrote | judged, f"{name} is said to be run here"
    (computed,) = [library for library in TABLES["tools-computed"]["libraries"] if library["name"] == name]
    assert row["reads"] == row["writes"] == "computed below"
    every = [one for cells in computed["writes"].values() for one in cells.items()]
    assert wrote <= {version for version, said in every if said == "yes"}
    said = set(re.findall(r"\b0\.\d\b", row["checks"].partition(";")[0]))
    assert said == (set() if name == "tensorstore" else judged)
    for validator in (validator for run in runs for validator in run["validators"] if validator["name"] == name):
        assert f"{validator['version']}.".startswith(f"{version}.")


SHOWN = [
    pytest.param(page, name, id=f"{page.relative_to(ROOT)}: {name}")
    for page in sorted((ROOT / "docs").rglob("*.md"))
    for name in re.findall(r"```\{data-table\} _data/([\w-]+)\.yaml", page.read_text("utf-8"))
]


def plain(markdown: str) -> str:
    """The text of inline Markdown as a page shows it."""
    text = BeautifulSoup(MarkdownIt().renderInline(markdown), "html.parser").get_text()
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(re.sub("[\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}]", '"', text).split())


@pytest.mark.parametrize(("page", "name"), SHOWN)
def test_a_page_shows_each_cell_its_sources_and_when_they_were_checked(page: Path, name: str, built_site: Path) -> None:
    table = TABLES[name]
    address = page.relative_to(ROOT).with_suffix(".html")
    soup = BeautifulSoup((built_site / address).read_text("utf-8"), "html.parser")
    titles = list(table["columns"].values())
    (shown,) = [
        found
        for found in soup.find_all("table", class_="data")
        if [head.get_text(strip=True) for head in found.select("thead th")] == titles
    ]
    rows = [[plain(str(cell.get_text())) for cell in row.find_all(["td", "th"])] for row in shown.select("tbody tr")]
    wanted = [[plain(str(row.get(key, ""))) for key in table["columns"]] for row in table["rows"]]
    # Roles and shortened addresses of GitHub are read as the words they show; most cells have none.
    same = [
        (here, there)
        for a, b in zip(rows, wanted, strict=True)
        for here, there in zip(a, b, strict=True)
        if "{" not in there
    ]
    assert len(same) > 5
    assert [here for here, _ in same] == [there for _, there in same]
    checked = shown.find_next("p", class_="checked")
    assert checked and f"Checked {table['checked']}." in checked.get_text()
    assert [link["href"] for link in checked.select("a.reference.external")][: len(table["sources"])] == [
        source["url"] for source in table["sources"]
    ]


@pytest.mark.parametrize(
    "path", ["docs/channels.yaml", "SUPPORT.md", "faq/validate.yaml", "faq/who-uses-ome-zarr.yaml"]
)
def test_pages_and_places_in_the_menu_are_called_what_they_are_called(path: str, built_site: Path) -> None:
    """Where a text cannot link, it names a page, a section of its own or a place in the menu in quotes."""
    text = " ".join((ROOT / path).read_text("utf-8").split())
    menu = BeautifulSoup((built_site / "index.html").read_text("utf-8"), "html.parser").select(".places a")
    titles = {
        path.read_text("utf-8").partition("<title>")[2].partition("</title>")[0] for path in built_site.rglob("*.html")
    }
    heads = {title.partition(" \N{MIDDLE DOT} ")[0].partition(" &#8212;")[0] for title in titles}
    pages = re.findall(r'(?<!supports: )\b[Tt]he page "([^"]+)"', text)
    assert pages and set(pages) <= heads
    assert set(re.findall(r'\("([^"]+)" in the menu', text)) <= {one.get_text() for one in menu}
    here = built_site / path.replace(".yaml", ".html")
    below = re.findall(r'"([^"]+)" below', text)
    if below:
        page = BeautifulSoup(here.read_text("utf-8"), "html.parser")
        assert set(below) <= {head.get_text().removesuffix("#") for head in page.select("h2")}


@cache
def mistakes() -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / "docs/mistakes").glob("*.yaml")]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_matrix_has_a_row_for_each_broken_dataset_and_its_sums(version: str, built_site: Path) -> None:
    trials = [
        trial
        for entry in mistakes()
        if "start" in entry and entry["start"].get("script") and entry.get("change")
        for trial in [entry["start"], *entry.get("also", [])]
        if trial["script"] == f"v{version.replace('.', '')}"
    ]
    soup = BeautifulSoup((built_site / "docs/mistakes/matrix.html").read_text("utf-8"), "html.parser")
    (table,) = soup.select(f"#ome-zarr-{version.replace('.', '-')} table")
    *rows, last = table.select("tbody tr")
    assert len(rows) == len(trials)
    said, *sums = (cell.get_text(" ", strip=True) for cell in last.select("td"))
    assert said == f"{len(rows)} broken datasets"
    for number, total in enumerate(sums, 1):
        stances = [row.select("td")[number].get_text(strip=True) for row in rows]
        assert sum(map(int, re.findall(r"\d+", total))) == len(stances), total
        assert int(total.split()[0]) == stances.count("rejects")
