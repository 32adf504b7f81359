"""``helpdesk explain`` and the habits of public servers, each one on the loopback."""

from __future__ import annotations

import gzip
import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote

import pytest
from conftest import ROOT
from store_kinds import consolidate, image, labels, plate

from helpdesk.cli import main


class Habits(http.server.BaseHTTPRequestHandler):
    """Serves a folder below ``/<habit>/``; the habit says how."""

    folder: Path
    asked: ClassVar[list[str]] = []
    busy = most_busy = 0
    lock = threading.Lock()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        with self.lock:
            Habits.asked.append(self.path)
            Habits.busy += 1
            Habits.most_busy = max(Habits.busy, Habits.most_busy)
        try:
            habit, _, path = unquote(self.path.partition("?")[0]).lstrip("/").partition("/")
            file = self.folder / path
            getattr(self, f"do_{habit}")(file.read_bytes() if file.is_file() else None)
        finally:
            with self.lock:
                Habits.busy -= 1

    def answer(self, status: int, data: bytes = b"", length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def do_plain(self, data: bytes | None) -> None:
        self.answer(404) if data is None else self.answer(200, data)

    def do_gzip(self, data: bytes | None) -> None:
        self.answer(404) if data is None else self.answer(200, gzip.compress(data), Content_Encoding="gzip")

    def do_page(self, data: bytes | None) -> None:
        self.answer(200, b"<!DOCTYPE html><title>This app knows every address</title>" if data is None else data)

    def do_listing(self, data: bytes | None) -> None:
        self.answer(200, b"<html><h1>Index of /</h1></html>") if data is None else self.answer(200, data)

    def do_index(self, data: bytes | None) -> None:
        if data is not None:
            return self.answer(200, data)
        names = "".join(f'<li><a href="{quote(path.name)}/">{path.name}/</a>' for path in self.folder.iterdir())
        return self.answer(200, f"<!DOCTYPE HTML><title>Directory listing</title><ul>{names}</ul>".encode())

    def do_forbidden(self, data: bytes | None) -> None:
        self.answer(403) if data is None else self.answer(200, data)

    def do_private(self, data: bytes | None) -> None:
        self.answer(403)

    def do_moved(self, data: bytes | None) -> None:
        self.answer(301, Location=quote(unquote(self.path).replace("/moved/", "/plain/", 1)))

    def do_circle(self, data: bytes | None) -> None:
        self.answer(302, Location=self.path)

    def do_hang(self, data: bytes | None) -> None:
        time.sleep(2)
        self.answer(404)

    def do_short(self, data: bytes | None) -> None:
        self.answer(404) if data is None else self.answer(200, data[:20], length=len(data))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    Habits.folder = tmp_path_factory.mktemp("served")
    image(Habits.folder / "image.zarr")
    image(Habits.folder / "größe µ 日本.zarr")
    labels(Habits.folder / "labels.zarr")
    consolidate(Habits.folder / "labels.zarr", without="labels/cells")
    plate(Habits.folder / "plate.zarr", columns=8)
    consolidate(Habits.folder / "plate.zarr")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Habits) as served:
        served.daemon_threads = True
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(address: str) -> tuple[int, str]:
        code = main(["explain", address, "--desk", str(ROOT), "--seconds", "20"])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


@pytest.mark.parametrize("habit", ["plain", "gzip", "page", "listing", "index", "forbidden", "moved"])
def test_a_valid_store_is_valid_whatever_the_server_does_instead_of_404(
    server: str, explain: Callable[..., tuple[int, str]], habit: str
) -> None:
    code, text = explain(f"{server}/{habit}/image.zarr/")
    assert (code, text.splitlines()[-1]) == (0, "valid"), text


@pytest.mark.parametrize(
    ("habit", "sentence"),
    [
        ("private", "is not public, or there is nothing"),
        ("circle", "is redirected in a circle"),
        ("short", "broke off the transfer of zarr.json"),
    ],
)
def test_what_the_server_does_is_no_fault_of_the_store(
    server: str, explain: Callable[..., tuple[int, str]], habit: str, sentence: str
) -> None:
    code, text = explain(f"{server}/{habit}/image.zarr")
    assert (code, len(text.splitlines())) == (2, 1), text
    assert sentence in text


@pytest.mark.parametrize("name", ["größe µ 日本.zarr", quote("größe µ 日本.zarr")])
def test_names_in_any_script_are_read(server: str, explain: Callable[..., tuple[int, str]], name: str) -> None:
    assert explain(f"{server}/plain/{name}")[0] == 0


def test_the_address_of_a_web_validator_is_that_of_its_store(
    server: str, explain: Callable[..., tuple[int, str]]
) -> None:
    code, text = explain(f"https://example.org/validator/?source={quote(f'{server}/plain/image.zarr', safe='')}")
    assert code == 0
    assert text.startswith("image.zarr: OME-Zarr 0.5")


def test_a_list_of_files_names_its_stores(server: str, explain: Callable[..., tuple[int, str]]) -> None:
    code, text = explain(f"{server}/index/")
    assert (code, len(text.splitlines())) == (2, 1), text
    assert "is a list of files, not a dataset: give one of the datasets in it (" in text
    assert "größe µ 日本.zarr" in text


def test_of_many_consolidated_metadata_some_are_compared(
    server: str, explain: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    Habits.asked.clear()
    code, text = explain(f"{server}/plain/plate.zarr")
    assert code == 0, text
    assert "were taken from the consolidated metadata" in text
    assert len(Habits.asked) < 40
    assert len([*Habits.folder.glob("plate.zarr/**/zarr.json")]) > 50


def test_stale_consolidated_metadata_are_found_and_not_more_than_eight_requests_are_open(
    server: str, explain: Callable[..., tuple[int, str]]
) -> None:
    code, text = explain(f"{server}/plain/labels.zarr")
    assert code == 1
    assert "docs/mistakes/consolidated-stale.html" in text
    assert 1 <= Habits.most_busy <= 8


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_it_finds_nothing_left(server: str, tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "helpdesk", "explain", f"{server}/hang/image.zarr", "--desk", str(ROOT)]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": str(tmp_path)}, stderr=subprocess.PIPE) as process:
        end = time.monotonic() + 60
        while not any(tmp_path.glob("explain-*")) and time.monotonic() < end:
            time.sleep(0.05)
        assert any(tmp_path.glob("explain-*")), "it has begun"
        process.send_signal(number)
        assert process.wait(60) in (128 + number, 130)
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("explain-")]
