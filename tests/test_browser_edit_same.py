"""The editor and ``helpdesk explain`` give the same judgment of the same documents: each example, each mistake."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from editing import Editor
from playwright.sync_api import Browser
from test_browser_check_same import Judgment, of_explain

from helpdesk.model.page import read_page
from helpdesk_omezarr.explaining.pages import Pages
from helpdesk_omezarr.kinds import MISTAKE
from helpdesk_omezarr.mistakes.change import change
from helpdesk_omezarr.mistakes.entry import Mistake
from helpdesk_omezarr.stores.sandbox import Sandbox

DOCUMENTS = {"zarr.json", ".zgroup", ".zattrs", ".zarray", ".zmetadata", "METADATA.ome.xml"}
UNSEEN = "This page cannot see this mistake."
NEEDS_PIXELS = {"nothing-stored"}  # the editor knows that it sees no pixels


@pytest.fixture(scope="module")
def editor(browser: Browser, base_url: str) -> Iterator[Editor]:
    page = browser.new_page()
    editor = Editor(page, base_url)
    editor.open("?example=image&script=v05")
    yield editor
    assert editor.said == []
    page.close()


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(ROOT)


def documents_alone(store: Path) -> Path:
    """The store without what is no metadata document."""
    for path in store.rglob("*"):
        if path.is_file() and path.name not in DOCUMENTS:
            path.unlink()
    return store


def of_editor(editor: Editor, fragment: str) -> Judgment:
    status = editor.follow(fragment)
    parts = ("severity", "validator", "code", "document", "pointer", "page")
    told = sorted(tuple(one[part] for part in parts) for one in editor.findings())
    return status, editor.told if status == 2 else "", told


def of_documents(store: Path, pages: Pages) -> Judgment:
    status, refusal, told = of_explain(store, pages)
    return status, refusal, [one for one in told if one[2] not in NEEDS_PIXELS]


def same(here: Judgment, there: Judgment) -> bool:
    # A refusal names the store, which has no name in the editor.
    return (here[0], here[2]) == (there[0], there[2])


def test_every_example(editor: Editor, built_site: Path, pages: Pages, tmp_path: Path) -> None:
    told = {}
    for file in sorted(built_site.glob("edit/examples/*.json")):
        for script in json.loads(file.read_text("utf-8"))["stores"]:
            here = of_editor(editor, f"example={file.stem}&script={script}")
            # Beside a folder lies the same as a ZIP file, for downloading.
            start = min(built_site.glob(f"stores/{file.stem}/{script}/*"), key=lambda path: len(path.name))
            if start.is_dir():
                store = documents_alone(Path(shutil.copytree(start, tmp_path / file.stem / script / start.name)))
            else:
                store = start
            there = of_documents(store, pages)
            told[f"{file.stem}:{script}"] = (here, there)
    assert len(told) > 60
    assert {name: both for name, both in told.items() if not same(*both)} == {}


def test_every_mistake(editor: Editor, built_site: Path, pages: Pages, sandbox: Sandbox, tmp_path: Path) -> None:
    told, unclear, corrected, tried, seen = {}, {}, {}, set(), 0
    for number, path in enumerate(MISTAKE.paths(ROOT)):
        page = read_page(MISTAKE, ROOT, path)
        published = built_site / f"edit/mistakes/{page.id}.json"
        if not published.is_file():
            continue
        scripts = json.loads(published.read_text("utf-8"))["changed"]
        assert isinstance(page.entry, Mistake)
        assert page.entry.start
        # One version of each, another one each time; the checker's page is tried with the next.
        trials = [trial for trial in page.entry.trials if trial.script in scripts]
        for trial in (trials[number % len(trials)],) if trials else ():
            (start,) = built_site.glob(f"stores/{page.entry.start.example}/{trial.script}/*.zarr")
            store = tmp_path / page.id / trial.script / start.name
            shutil.copytree(start, store)
            change(store, trial.change, sandbox)
            name = f"mistake={page.id}&script={trial.script}"
            told[name] = (of_editor(editor, f"{name}&side=yours"), of_documents(documents_alone(store), pages))
            found = [one["page"] for one in editor.findings()]
            seen += page.id in found
            # Its own page comes first; where these judges do not see it, the reader is told so.
            said = UNSEEN in editor.page.inner_text("#edit-result")
            if said == (page.id in found) or (page.id in found and found[0] != page.id):
                unclear[name] = found
            if start not in tried:  # corrected it is what it was made from
                corrected[name] = of_editor(editor, f"{name}&side=corrected")[0]
                tried.add(start)
    assert len(told) > 100
    assert {name: both for name, both in told.items() if not same(*both)} == {}
    assert unclear == {}
    assert seen > 80
    assert {name: status for name, status in corrected.items() if status} == {}
