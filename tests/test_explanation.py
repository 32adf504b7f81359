"""``helpdesk_omezarr.explain``: what is wrong with a store, as a value for notebooks and programs."""

from __future__ import annotations

from pathlib import Path

import pytest
import store_kinds as kinds

import helpdesk_omezarr
from helpdesk_omezarr.explaining.explanation import Explanation, Finding


def test_a_store_is_explained(tmp_path: Path) -> None:
    store = tmp_path / "image.ome.zarr"
    kinds.image(store)
    found = helpdesk_omezarr.explain(store, seconds=50)
    assert (found.store, found.version, found.valid, found.verdict) == (str(store), "0.5", True, "valid")
    kinds.edit(store / "zarr.json", lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"))
    found = helpdesk_omezarr.explain(str(store))
    assert (found.valid, found.verdict) == (False, "not valid")
    first = found.findings[0]
    assert (first.severity, first.document) == ("error", "zarr.json")
    assert first.pointer == "/attributes/ome/multiscales/0"
    assert first.page and first.page.endswith("/docs/mistakes/axes-missing.html")
    assert f"error: zarr.json/attributes/ome/multiscales/0: {first.message} ({first.page})" in str(found).splitlines()


def test_what_cannot_be_judged_says_why(tmp_path: Path) -> None:
    found = helpdesk_omezarr.explain(tmp_path / "absent.ome.zarr")
    assert (found.valid, found.verdict, found.findings) == (None, "could not tell whether it is valid", ())
    assert "absent.ome.zarr" in found.notes[0]


def test_a_notebook_shows_it_and_runs_nothing() -> None:
    findings = (
        Finding("error", "schemas/required", "zarr.json", "/a", "<b> is missing", 'https://example.org/"a'),
        Finding("note", "house/empty", "0/zarr.json", "", "no pixels", None),
    )
    found = Explanation("<i>.zarr", "0.5", False, findings, ("2 & more",))
    link = ' <a href="https://example.org/&quot;a">how to mend it</a>'
    assert found._repr_html_() == (
        "<p>&lt;i&gt;.zarr: not valid</p><ul>"
        f"<li><strong>error</strong> &lt;b&gt; is missing{link}</li>"
        "<li><strong>note</strong> no pixels</li><li>2 &amp; more</li></ul>"
    )
    assert str(found).splitlines()[1:] == [
        'error: zarr.json/a: <b> is missing (https://example.org/"a)',
        "note: 0/zarr.json: no pixels",
        "2 & more",
    ]


def test_without_validators_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpdesk_omezarr.explaining.explanation.validators_installed", lambda: False)
    with pytest.raises(ModuleNotFoundError, match="pip install"):
        helpdesk_omezarr.explain("image.ome.zarr")
