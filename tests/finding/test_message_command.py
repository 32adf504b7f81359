"""``helpdesk message``: the answer of the search page, for a message in a file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from conftest import Site
from yardstick import ROOT

from helpdesk.cli import main

TRACEBACK = """Traceback (most recent call last):
  File "/home/ann/show.py", line 7, in <module>
    from zarr.storage import FSStore
ImportError: cannot import name 'FSStore' from 'zarr.storage' (/opt/zarr/storage/__init__.py)
"""


def test_a_message_in_a_file_finds_its_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TRACEBACK, encoding="utf-8")
    assert main(["message", str(path), str(ROOT)]) == 0
    said = capsys.readouterr().out
    assert "docs/mistakes/fsstore-import.html" in said.split("\n\n")[0]
    assert "for certain" not in said


def test_a_message_that_a_question_names_is_answered(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("OvenWarning: the dough of tray 7 has lumps, stir it once more before it is baked\n")
    assert main(["message", str(report), str(site.root)]) == 1
    printed = "OvenWarning: the dough of tray 3 has lumps, stir it once more before it is baked"
    site.edit("faq/lumps.yaml", "category:", f'messages: ["{printed}"]\ncategory:')
    capsys.readouterr()
    assert main(["message", str(report), str(site.root)]) == 0
    assert "faq/lumps.html" in capsys.readouterr().out


def test_a_message_that_nobody_knows_leads_to_the_channels(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = b"django.db.utils.OperationalError: no such table: auth_user \xff\xfe"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["message", "-", str(ROOT)]) == 1
    said = capsys.readouterr().out
    assert "No entry explains this message for certain" in said
    assert "docs/channels.html" in said


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_no_message_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(text, encoding="utf-8")
    assert main(["message", str(path), str(ROOT)]) == 2
    assert "there is no message in it" in capsys.readouterr().err


def test_a_folder_that_is_no_help_desk_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.txt").write_text(TRACEBACK, encoding="utf-8")
    assert main(["message", str(tmp_path / "report.txt"), str(tmp_path)]) == 2
    assert "no folder `glossary`" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["message", str(tmp_path / "nowhere.txt"), str(ROOT)]) == 2
    assert "nowhere.txt" in capsys.readouterr().err
