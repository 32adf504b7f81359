"""What a script may do: each limit has a script that breaks it, named ``code.line.what.py``."""

from __future__ import annotations

import os
import posixpath
import shutil
import signal
import time
from pathlib import Path

import pytest

from helpdesk_omezarr.examples.run import ExamplesFailed, run_examples
from helpdesk_omezarr.stores.sandbox import Died, Ran, Sandbox
from helpdesk_omezarr.stores.validators import BY_VERSION, validate

EXAMPLES = Path(__file__).parent / "files" / "examples"
BAD = sorted((EXAMPLES / "bad").glob("*.py"))


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox(seconds=2)


def run(sandbox: Sandbox, folder: Path, code: str) -> Ran:
    script, work = folder / "script.py", folder / "work"
    script.write_text(code)
    work.mkdir()
    return sandbox.run(script, work)


@pytest.mark.parametrize("script", BAD, ids=[path.stem for path in BAD])
def test_each_limit_is_reported_with_its_code_and_line(sandbox: Sandbox, script: Path, tmp_path: Path) -> None:
    code, line, _ = script.name.split(".", 2)
    root = tmp_path / "root"
    folder = root / "docs/examples/bad"
    folder.mkdir(parents=True)
    shutil.copyfile(script, folder / "v05.py")
    (folder / "index.md").write_text('---\nabsent: {"0.4": no, "0.6": no}\n---\n# Bad\n')
    with pytest.raises(ExamplesFailed) as failed:
        places = (root, root / "out", root / "cache")
        run_examples(*places, sandbox, progress=lambda _: None, twice=code == "E112")
    found = failed.value.problems
    assert {(p.path.as_posix(), p.line, p.code) for p in found} == {("docs/examples/bad/v05.py", int(line), code)}
    assert not [path for place in (root, tmp_path, Path("/")) for path in place.glob("*outside*")]
    assert [path.name for path in tmp_path.iterdir()] == ["root"]
    assert (folder / "v05.py").exists()


def test_messages_say_what_happened(sandbox: Sandbox, tmp_path: Path) -> None:
    ran = run(sandbox, tmp_path, "print('so far')\n1 / 0\n")
    assert ran == Ran("E101", 2, "ZeroDivisionError: division by zero", "so far\n")


def test_clock_seeds_and_environment_are_fixed(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", "x")
    code = (
        "import datetime, os, random, sys, time, uuid; import numpy as np\n"
        "print(datetime.datetime.now(), time.time(), random.random(), np.random.default_rng().random())\n"
        "print(uuid.uuid4(), uuid.uuid1())\n"
        "print(hash('x'), 'A_SECRET' in os.environ, repr(sys.stdin.read()), os.listdir())\n"
    )
    outputs = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        outputs.add(run(sandbox, tmp_path / name, code).output)
    (output,) = outputs
    assert output.startswith("2026-01-01 00:00:00 ")
    assert output.endswith("False '' []\n")


def test_a_script_starts_without_what_another_left(sandbox: Sandbox, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ran = run(sandbox, tmp_path / name, "import zarr\nassert not hasattr(zarr, 'mark')\nzarr.mark = mark = 1\n")
        assert ran.code is None, ran


def test_loopback_and_temporary_files_are_allowed(sandbox: Sandbox, tmp_path: Path) -> None:
    code = (
        "import http.server, tempfile, threading, urllib.request\n"
        "server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)\n"
        "threading.Thread(target=server.serve_forever, daemon=True).start()\n"
        "print(urllib.request.urlopen(f'http://localhost:{server.server_port}/').status)\n"
        "with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryDirectory() as folder:\n"
        "    file.write(b'x'); open(f'{folder}/y', 'w').close()\n"
    )
    ran = run(sandbox, tmp_path, code)
    assert ran.code is None, ran
    assert "200" in ran.output
    assert not list((tmp_path / "work").iterdir())


def test_a_script_has_a_home_of_its_own(sandbox: Sandbox, tmp_path: Path) -> None:
    # Some libraries make a folder for what they keep as they are imported. The second finds nothing of the first.
    code = "from pathlib import Path\nplace = Path.home() / '.cache/x'\nplace.mkdir(parents=True)\n"
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert run(sandbox, first, code) == Ran()
    assert run(sandbox, second, code) == Ran()


def test_a_process_that_hangs_or_fails_is_reported(sandbox: Sandbox) -> None:
    assert sandbox.call(posixpath.basename, "/a/b") == "b"
    with pytest.raises(Died, match=r"took longer than 0\.2 s") as died:
        sandbox.call(time.sleep, 60, seconds=0.2)
    assert died.value.too_long
    with pytest.raises(Died, match="FileNotFoundError"):
        sandbox.call(os.listdir, "/no/such/folder")
    with pytest.raises(Died, match="SIGKILL"):
        sandbox.call(signal.raise_signal, 9)
    assert sandbox.call(posixpath.basename, "/a/c") == "c"


def test_no_two_calls_share_a_process(sandbox: Sandbox) -> None:
    assert len({os.getpid(), sandbox.call(os.getpid), sandbox.call(os.getpid)}) == 3


def test_a_script_that_knows_how_answers_are_sent_cannot_forge_a_verdict(sandbox: Sandbox, tmp_path: Path) -> None:
    code = (
        "import helpdesk_omezarr.stores.validators as validators\n"
        "validators.ask = validators._verdict = lambda *_: [{'validator': 'x', 'outcome': 'valid'}]\n"
        "import zarr\nzarr.open_group('image.ome.zarr', mode='w')\n"
    )
    assert run(sandbox, tmp_path, code).code is None
    verdicts = validate(tmp_path / "work/image.ome.zarr", "0.5", sandbox)
    assert {verdict.outcome for verdict in verdicts} <= {"failed", "invalid"}
    assert [verdict.validator for verdict in verdicts] == list(BY_VERSION["0.5"])


def test_what_a_script_leaves_running_is_ended(sandbox: Sandbox, tmp_path: Path) -> None:
    code = "import os, threading, time\nprint(os.getpid())\nthreading.Thread(target=time.sleep, args=(60,)).start()\n"
    ran = run(sandbox, tmp_path, code)
    assert ran.code is None
    with pytest.raises(ProcessLookupError):
        os.kill(int(ran.output), 0)
