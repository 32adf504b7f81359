"""The page and ``helpdesk explain`` give the same judgment: of each example, of odd stores, and of some mistakes.

The editor, which has the same judge, is tried with all examples, and with each mistake whose documents are changed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from checking import Checker
from conftest import FILES, ROOT
from playwright.sync_api import Browser

from helpdesk.model.page import read_page
from helpdesk_omezarr.explaining.examine import without_consequences
from helpdesk_omezarr.explaining.pages import Pages
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.change import change
from helpdesk_omezarr.mistakes.entry import Mistake
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import spec_version
from helpdesk_omezarr.stores.opening import opened
from helpdesk_omezarr.stores.places import Unreachable
from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.validators import house, schemas
from helpdesk_omezarr.stores.versions import nearest

JUDGES = {"schemas": schemas, "house": house}
type Judgment = tuple[int, str, list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def checker(browser: Browser, base_url: str) -> Iterator[Checker]:
    page = browser.new_page()
    yield Checker(page, base_url)
    page.close()


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(ROOT)


def of_explain(store: Path, pages: Pages) -> Judgment:
    """What the official schemas and our rules say in ``helpdesk explain``: status, refusal, findings."""
    try:
        with opened(str(store), 60) as copy:
            version, found = "", list(copy.unreadable)
            if not found:
                nodes = list(copy.nodes.values())
                row = nearest(spec_version(nodes), nodes[0].zarr_format)
                if row is None:
                    return 2, "states version", []
                version = row.version
                said = [one for judge in JUDGES.values() for one in judge.check(copy.folder, version)]
                found = [*copy.findings, *(one for one in said if isinstance(one, Finding))]
            told = without_consequences(found)
            ids = pages.find(told, version, JUDGES, found)
    except Unreachable as reason:
        return 2, str(reason).removesuffix(", or use --each"), []
    listed = [
        (one.severity, one.validator, one.rule, one.document, one.pointer, page or "")
        for one, page in zip(told, ids, strict=True)
    ]
    return int(any(one.severity == "error" for one in told)), "", sorted(listed)


def of_page(store: Path, checker: Checker) -> Judgment:
    status = checker.folder(store) if store.is_dir() else checker.file(store)
    parts = ("severity", "validator", "code", "document", "pointer", "page")
    told = sorted(tuple(one[part] for part in parts) for one in checker.findings())
    sentence = checker.told.partition(" (")[0] if status == 2 else ""
    return status, "states version" if "states version" in sentence else sentence, told


def differences(stores: list[Path], checker: Checker, pages: Pages) -> dict[str, tuple[Judgment, Judgment]]:
    found = {}
    for store in stores:
        here, there = of_page(store, checker), of_explain(store, pages)
        # A sentence with a list in brackets is cut there by the page's own counts.
        if (here[0], here[2]) != (there[0], there[2]) or not there[1].startswith(here[1]):
            found[str(store)] = (here, there)
    return found


def test_a_store_of_each_example(checker: Checker, built_site: Path, pages: Pages) -> None:
    stores, packed = [], []
    for number, example in enumerate(sorted(built_site.resolve().glob("stores/*"))):
        scripts = sorted(path for path in example.iterdir() if path.is_dir())
        # One version of each as a folder, the next as a ZIP.
        stores += [path for path in scripts[number % len(scripts)].iterdir() if path.is_dir()]
        packed += [path for path in scripts[(number + 1) % len(scripts)].iterdir() if path.is_file()]
    assert {path.parent.name[:3] for path in stores} >= {"v04", "v05", "v06"}
    assert {path.parent.name[:3] for path in packed} >= {"v04", "v05", "v06"}
    assert len(stores) > 20
    assert len(packed) > 20
    assert differences(stores + packed, checker, pages) == {}
    assert checker.said == []


def test_broken_stores(checker: Checker, built_site: Path, pages: Pages, sandbox: Sandbox, tmp_path: Path) -> None:
    broken = []
    for number, path in enumerate(MISTAKE.paths(ROOT)):
        page = read_page(MISTAKE, ROOT, path)
        assert isinstance(page.entry, Mistake)
        trials = [trial for trial in page.entry.trials if trial.change]
        # Of those that the editor is tried with, a third is enough here.
        if (built_site / f"edit/mistakes/{page.id}.json").is_file() and number % 3:
            continue
        # One version of each, another one each time; the editor is tried with the one before.
        for trial in (trials[(number // 3 + 1) % len(trials)],) if trials and page.entry.start else ():
            assert page.entry.start
            (start,) = built_site.glob(f"stores/{page.entry.start.example}/{trial.script}/*.zarr")
            store = tmp_path / page.id / trial.script / start.name
            shutil.copytree(start, store)
            change(store, trial.change, sandbox)
            broken.append(store)
    assert {path.parent.name[:3] for path in broken} == {"v04", "v05", "v06"}
    assert len(broken) > 55
    assert differences(broken, checker, pages) == {}


def test_wrong_doors_and_odd_stores(checker: Checker, pages: Pages, tmp_path: Path) -> None:
    stores = []
    for name, files in yaml.safe_load((FILES / "odd-stores.yaml").read_text("utf-8")).items():
        stores.append(tmp_path / name)
        for path, text in (files if isinstance(files, dict) else {"": files}).items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode())
    assert differences(stores, checker, pages) == {}
