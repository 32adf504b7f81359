"""``helpdesk explain``: a reader's own store, whatever state it is in, gets sentences and never a traceback."""

from __future__ import annotations

import errno
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from conftest import FILES, ROOT

from helpdesk.cli import main
from helpdesk_omezarr.stores import copying, places, remote
from helpdesk_omezarr.stores.archive import pack
from helpdesk_omezarr.stores.sandbox import Sandbox

Explain = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def written(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid store of version 0.5 with a label image."""
    folder = tmp_path_factory.mktemp("written")
    assert sandbox.run(FILES / "examples/good/v05.py", folder).code is None
    return folder / "image.ome.zarr"


@pytest.fixture
def store(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "image.ome.zarr"))


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Explain:
    def run(place: object, *options: str) -> tuple[int, str]:
        code = main(["explain", str(place), "--desk", str(ROOT), *options])
        told = capsys.readouterr()
        text = told.out + told.err
        assert "Traceback" not in text
        assert text.strip()
        return code, text

    return run


def test_a_reader_has_a_sandbox_of_their_own(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(store), "--desk", str(ROOT)]) == 0
    assert "OME-Zarr 0.5" in capsys.readouterr().out


def edit(path: Path, change: Callable[[dict], object]) -> None:
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_a_valid_store_is_valid_and_not_touched(store: Path, explain: Explain) -> None:
    before = files(store)
    (store / "0").chmod(0o555)
    code, text = explain(store)
    (store / "0").chmod(0o755)
    assert (code, text.splitlines()[-1]) == (0, "valid")
    assert "image.ome.zarr: OME-Zarr 0.5" in text
    assert files(store) == before


def test_a_finding_leads_to_its_mistake(store: Path, explain: Explain, tmp_path: Path) -> None:
    edit(store / "zarr.json", lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"))
    before = files(store)
    code, text = explain(store / "zarr.json")  # people give the document as well
    assert code == 1
    assert "The image has no axes\n  https://" in text
    assert "docs/mistakes/axes-missing.html" in text
    assert "  schemas: zarr.json $.ome.multiscales[0]: 'axes' is a required property" in text.splitlines()
    assert files(store) == before
    packed = tmp_path / "image.ome.zarr.zip"
    packed.write_bytes(pack(store))
    assert explain(packed)[0] == 1


def test_a_file_address_is_a_folder(store: Path, explain: Explain, tmp_path: Path) -> None:
    store = store.rename(tmp_path / "Zellen über (1).zarr")
    assert explain(store.as_uri())[0] == 0


def test_a_message_about_another_key_is_another_mistake(store: Path, explain: Explain) -> None:
    edit(store / "zarr.json", lambda value: value["attributes"]["ome"].update(multiscales="none"))
    code, text = explain(store)
    assert code == 1
    unknown = text.partition("No mistake of this help desk looks like this")[2]
    assert "multiscales: Input should be a valid list" in unknown


def test_a_group_without_metadata_leads_to_the_image_in_it(store: Path, explain: Explain, tmp_path: Path) -> None:
    (tmp_path / "all.zarr").mkdir()
    (tmp_path / "all.zarr/zarr.json").write_text('{"zarr_format": 3, "node_type": "group"}')
    store.rename(tmp_path / "all.zarr/first")
    code, text = explain(tmp_path / "all.zarr")
    assert code == 1
    assert "docs/mistakes/image-one-level-down.html" in text
    assert "open first" in text


def test_a_label_image_is_not_blamed_for_what_was_not_given(store: Path, explain: Explain) -> None:
    source = {"source": {"image": "../../"}}
    edit(store / "labels/cells/zarr.json", lambda value: value["attributes"]["ome"].update({"image-label": source}))
    code, text = explain(store / "labels/cells")
    assert code == 0
    assert "where nothing was read" in text
    assert "/copy" not in text


def test_other_names_and_numbers_find_the_same_mistake(store: Path, explain: Explain) -> None:
    (store / "labels/cells").rename(store / "labels/organoids")
    edit(store / "labels/zarr.json", lambda value: value["attributes"]["ome"].update(labels=["organoids", "gone"]))
    code, text = explain(store)
    assert code == 1
    assert "docs/mistakes/listed-label-absent.html" in text


def test_half_written_metadata_are_a_finding(store: Path, explain: Explain) -> None:
    (store / "zarr.json").write_text((store / "zarr.json").read_text()[:80])
    code, text = explain(store)
    assert code == 1
    assert "docs/mistakes/metadata-cut-off.html" in text
    assert "zarr.json is not JSON" in text


def test_a_color_of_eight_digits_is_told(store: Path, explain: Explain) -> None:
    edit(
        store / "zarr.json",
        lambda value: value["attributes"]["ome"]["omero"]["channels"][1].update(color="00FF0080"),
    )
    code, text = explain(store)
    assert code == 1
    assert 'house: zarr.json omero.channels[1].color: "00FF0080" is not six hexadecimal digits' in text


def test_pixels_that_two_libraries_read_as_different_things_are_told(tmp_path: Path, explain: Explain) -> None:
    image = tmp_path / "image.ome.zarr"
    (image / "0").mkdir(parents=True)
    axes = [{"name": name, "type": "space"} for name in "yx"]
    scale = [{"type": "scale", "scale": [1, 1]}]
    multiscale = {"version": "0.4", "axes": axes, "datasets": [{"path": "0", "coordinateTransformations": scale}]}
    # A record of one field: zarr-python reads records, tensorstore the field.
    array = {"zarr_format": 2, "shape": [2, 2], "chunks": [2, 2], "dtype": [["a", "|u1"]], "order": "C"}
    array |= {"compressor": None, "filters": None, "fill_value": None, "dimension_separator": "/"}
    (image / ".zgroup").write_text('{"zarr_format": 2}')
    (image / ".zattrs").write_text(json.dumps({"multiscales": [multiscale]}))
    (image / "0/.zarray").write_text(json.dumps(array))
    (image / "0/0").mkdir()
    (image / "0/0/0").write_bytes(b"\1\2\3\4")
    code, text = explain(image)
    assert code == 1
    assert "tensorstore: 0: tensorstore and zarr-python read different pixels" in text


def explained_with(yaozarrs: str, store: Path, folder: Path) -> tuple[int, list[str]]:
    """The status and the lines of an explanation where the code ``yaozarrs`` stands in the place of that package."""
    folder.mkdir()
    (folder / "yaozarrs.py").write_text(yaozarrs)
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    run = [sys.executable, "-m", "helpdesk", "explain", str(store), "--desk", str(ROOT)]
    done = subprocess.run(run, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_a_validator_without_a_judgment_is_told_and_never_a_fault_of_the_store(store: Path, tmp_path: Path) -> None:
    code, lines = explained_with("raise ImportError('no yaozarrs here')", store, tmp_path / "packages")
    assert (code, lines[-1]) == (0, "valid"), "the official schemas and the rules have judged it"
    assert any(line.startswith("not asked, as not installed:") and "yaozarrs" in line for line in lines)
    assert any(line.startswith("found nothing: schemas") and "yaozarrs" not in line for line in lines)


BREAKS = """\
class Odd(ValueError):
    def errors(self):
        raise RuntimeError("this list is gone")


def validate_zarr_store(store):
    raise Odd
"""


def test_a_validator_that_breaks_is_told_with_its_words(store: Path, tmp_path: Path) -> None:
    code, lines = explained_with(BREAKS, store, tmp_path / "packages")
    assert (code, lines[-1]) == (0, "valid"), "the official schemas and the rules have judged it"
    assert "no judgment: yaozarrs (crashed): RuntimeError: this list is gone" in lines


MISTAKE = """\
title: The axes are missing in {version}
sort: metadata
versions: ["{version}"]
short: The metadata do not say what the dimensions are, so nothing can be shown.
start: {{example: image, script: {script}}}
change: [{{ome: "", patch: [{{op: remove, path: /multiscales/0/axes}}]}}]
expect: {{schemas: ["zarr.json $.ome.multiscales[0]: 'axes' is a required property"]}}
clause: [{{versions: ["{version}"], quote: MUST, words: Every image has axes., url: "https://example.org/spec"}}]
why: |
  Nobody knows.
cause: |
  A hurry.
mend: |
  Add them.
sources: [{{url: "https://example.org/spec", supports: the rule}}]
reviewed: 2026-11-21
"""


@pytest.mark.parametrize("base", ["https://example.org/help", "https://example.org/help/"])
def test_the_mistake_of_the_same_version_is_linked_where_the_site_stands(
    store: Path, explain: Explain, tmp_path: Path, base: str
) -> None:
    desk = tmp_path / "desk"
    (desk / "docs/mistakes").mkdir(parents=True)
    (desk / "conf.py").write_text(f'project = "Help"\nhtml_baseurl = "{base}"\n')
    for name, version, script in (("first", "0.4", "v04"), ("middle", "0.5", "v05"), ("z-last", "0.6", "v06")):
        text = MISTAKE.format(version=version, script=script)
        (desk / f"docs/mistakes/{name}.yaml").write_text(text)
    edit(store / "zarr.json", lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"))
    code, text = explain(store, "--desk", str(desk))
    assert code == 1
    assert "The axes are missing in 0.5\n  https://example.org/help/docs/mistakes/middle.html\n  schemas: " in text
    assert "missing in 0.4" not in text
    assert "missing in 0.6" not in text
    assert "\n  https://example.org/help/docs/channels.html\n" in text, "yaozarrs says what no mistake tells"


def test_a_folder_is_read_within_the_seconds_that_are_given(store: Path, explain: Explain) -> None:
    code, text = explain(store, "--seconds", "0")
    assert (code, len(text.splitlines())) == (2, 1)
    assert "took too long" in text
    assert "--seconds" in text


def test_a_zip_that_unpacks_to_more_than_fits_is_left_packed(tmp_path: Path, explain: Explain) -> None:
    path = tmp_path / "image.ome.zarr.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("zarr.json", "0/c/0", "0/c/1"):
            packed.writestr(name, "{}")
        for entry in packed.filelist:
            entry.file_size = 400 << 20  # what its list of files says, which is written last
    code, text = explain(path)
    assert (code, len(text.splitlines())) == (2, 1)
    assert "image.ome.zarr.zip unpacks to more than 1 GiB" in text


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "notes.txt").write_text("no store")


def an_array(path: Path) -> None:
    path.mkdir()
    (path / "zarr.json").write_text('{"zarr_format": 3, "node_type": "array", "shape": [1]}')


def an_old_version(path: Path) -> None:
    path.mkdir()
    (path / ".zgroup").write_text('{"zarr_format": 2}')
    (path / ".zattrs").write_text('{"multiscales": [{"version": "0.1", "datasets": []}]}')


def a_list_of_labels(path: Path) -> None:
    path.mkdir()
    ome = {"version": "0.5", "labels": ["cells"]}
    (path / "zarr.json").write_text(json.dumps({"zarr_format": 3, "node_type": "group", "attributes": {"ome": ome}}))


def an_empty_zip(path: Path) -> None:
    zipfile.ZipFile(path.with_suffix(".ZIP"), "w").close()


def many_children(path: Path) -> None:
    for number in range(2001):
        (path / str(number)).mkdir(parents=True)


def a_pipe(path: Path) -> None:
    path.mkdir()
    os.mkfifo(path / "zarr.json")


def a_document_loop(path: Path) -> None:
    path.mkdir()
    (path / "zarr.json").symlink_to("zarr.json")


def a_large_document(path: Path) -> None:
    path.mkdir()
    (path / "zarr.json").write_text(f'{{"zarr_format": 3, "node_type": "group"}}{" " * (16 << 20)}')


def no_zip(path: Path) -> None:
    path.with_suffix(".zip").write_bytes(b"PK no zip")


@pytest.mark.parametrize(
    ("make", "sentence", "suffix"),
    [
        (lambda path: None, "there is no ", ""),
        (lambda path: path.mkdir(), "is no Zarr dataset", ""),
        (a_folder, "is no Zarr dataset", ""),
        (lambda path: path.write_text("x"), "is a file; a dataset is a folder", ""),
        (an_array, "is a single Zarr array", ""),
        (an_old_version, "states version '0.1'", ""),
        (a_list_of_labels, "only lists label images", ""),
        (an_empty_zip, "is no Zarr dataset", ".ZIP"),
        (many_children, "is no Zarr dataset", ""),
        (a_pipe, "no ordinary file", ""),
        (a_document_loop, "cannot be read", ""),
        (a_large_document, "zarr.json has more than 16 MiB", ""),
        (lambda path: path.symlink_to(path), "cannot be opened", ""),
        (no_zip, "is not a ZIP file", ".zip"),
    ],
    ids=[
        *("missing", "empty", "no store", "file", "array", "0.1", "labels", "empty zip", "10,000 children"),
        *("pipe", "loop", "too large", "self", "no zip"),
    ],
)
def test_what_cannot_be_told_is_a_sentence(
    tmp_path: Path, explain: Explain, make: Callable[[Path], object], sentence: str, suffix: str
) -> None:
    path = tmp_path / "thing"
    make(path)
    code, text = explain(path.with_suffix(suffix) if suffix else path)
    assert (code, len(text.splitlines())) == (2, 1)
    assert sentence in text


def test_no_permission_is_a_sentence(store: Path, explain: Explain, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests may run as root, to whom nothing is forbidden.
    listdir = os.listdir

    def forbid(path: Path) -> list[str]:
        if str(path).endswith("labels"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(places.os, "listdir", forbid)
    code, text = explain(store)
    assert (code, text) == (2, "helpdesk: labels cannot be read: you have no permission\n")


def test_a_link_loop_is_not_followed(store: Path, explain: Explain) -> None:
    (store / "labels/again").symlink_to(store)
    (store / "labels/broken").symlink_to(store / "nowhere")
    code, text = explain(store)
    assert code == 0, text
    assert "again" not in text


def test_a_zip_that_leads_outside_is_harmless(tmp_path: Path, explain: Explain) -> None:
    packed = tmp_path / "store.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("../../escaped.txt", "out")
    assert explain(packed)[0] == 2
    assert not list(tmp_path.rglob("escaped.txt"))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, or behaves badly: ``/403/...``, ``/html/...``, ``/hang/...``, ``/drip/...``, ``/503/...``."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        mood = self.path.split("/")[1]
        if mood.isdigit():
            self.send_error(int(mood))
        elif mood == "html":
            self.answer(b"<!DOCTYPE html><title>Log in</title>")
        elif mood == "hang":
            time.sleep(3)
        elif mood == "drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                time.sleep(0.1)
        elif mood == "bad":
            self.wfile.write(b"what?\r\n\r\n")
        elif mood == "outside":
            ome = {"version": "0.5", "multiscales": [{"axes": [], "datasets": [{"path": "../../../secret"}]}]}
            document = {"zarr_format": 3, "node_type": "group", "attributes": {"ome": ome}}
            self.answer(json.dumps(document).encode())
        else:
            super().do_GET()

    def answer(self, data: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a reader that went away


@pytest.fixture(scope="module")
def server(written: Path) -> Iterator[str]:
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(written.parent))) as http_server:
        threading.Thread(target=http_server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http_server.server_port}"
        http_server.shutdown()


def test_a_store_on_the_web_is_read_by_its_metadata(server: str, explain: Explain) -> None:
    code, text = explain(f"{server}/image.ome.zarr/")
    assert code == 0
    assert "found nothing: schemas" in text
    assert "tensorstore" not in text
    assert "only the metadata were read" in text
    assert "Access-Control-Allow-Origin" in text


def test_numbered_images_on_the_web_are_all_read(server: str, written: Path, explain: Explain) -> None:
    converted = written.parent / "converted.zarr"
    for name in "012":
        shutil.copytree(written, converted / name)
    ome = {"version": "0.5", "bioformats2raw.layout": 3}
    document = {"zarr_format": 3, "node_type": "group", "attributes": {"ome": ome}}
    (converted / "zarr.json").write_text(json.dumps(document))
    edit(converted / "2/zarr.json", lambda value: value["attributes"]["ome"]["multiscales"][0].pop("axes"))
    code, text = explain(f"{server}/converted.zarr")
    assert code == 1
    assert "2/zarr.json" in text
    assert "docs/mistakes/axes-missing.html" in text


@pytest.mark.parametrize(
    "address", ["cells%20%231%20%C3%B6.zarr", "cells%20%231%20ö.zarr/zarr.json", "cells %231 ö.zarr/"]
)
def test_spaces_and_number_signs_in_addresses_and_paths_are_encoded(
    server: str, written: Path, explain: Explain, address: str
) -> None:
    store = written.parent / "cells #1 ö.zarr"
    if not store.exists():
        shutil.copytree(written, store)
        (store / "0").rename(store / "level #0 of 100%")
        edit(
            store / "zarr.json",
            lambda value: value["attributes"]["ome"]["multiscales"][0]["datasets"][0].update(path="level #0 of 100%"),
        )
    code, text = explain(f"{server}/{address}")
    # That one validator warns of such names is all there is: every document was found.
    assert (code, text.splitlines()[-1]) == (0, "valid, 1 warning"), text
    assert "contains potentially risky characters" in text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/429/image.ome.zarr", "fails with HTTP 429: try again later"),
        ("/403/image.ome.zarr", "is not public"),
        ("/404/image.ome.zarr", "no Zarr group at"),
        ("/nothing.zarr", "no Zarr group at"),
        ("/503/image.ome.zarr", "fails with HTTP 503"),
        ("/html/image.ome.zarr", "answers with a web page"),
        ("/hang/image.ome.zarr", "did not answer in time"),
        ("/drip/image.ome.zarr", "did not answer in time"),
        ("/bad/image.ome.zarr", "cannot be reached"),
        ("/404/image.zip", "no Zarr group at"),
    ],
)
def test_a_server_that_misbehaves_gets_a_sentence(server: str, explain: Explain, path: str, sentence: str) -> None:
    start = time.monotonic()
    code, text = explain(server + path, "--seconds", "1")
    assert (code, len(text.splitlines())) == (2, 1)
    assert sentence in text
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("place", ["http://127.0.0.1:1/image.zarr", "http://[::1", "s3://bucket/image.zarr", "http://"])
def test_an_address_that_leads_nowhere_gets_a_sentence(explain: Explain, place: str) -> None:
    code, text = explain(place, "--seconds", "2")
    assert (code, len(text.splitlines())) == (2, 1)
    assert not place.startswith("s3") or "s3:// addresses are not read" in text


def test_metadata_from_the_web_stay_in_their_folder(server: str, tmp_path: Path) -> None:
    end = time.monotonic() + 5
    copy = copying.Copying(remote.Remote(f"{server}/outside/image.zarr", end), tmp_path, end).done()
    found = {path.relative_to(copy.folder).parts[0] for path in copy.folder.rglob("*")}
    assert found <= {"zarr.json", "labels"}
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
    assert "lead out of the dataset" in copy.remarks[0]
