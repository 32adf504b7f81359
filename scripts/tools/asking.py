"""Ask a probe about several stores, in a process of its library's environment that may crash or hang."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("child.py")
Try = tuple[Path, str, str]  # a store, its version and kind


@dataclass(frozen=True)
class Said:
    """``outcome``: "done", "no", "crash" or "hang". ``answer`` is what :func:`common.answer` says of pixels read."""

    outcome: str
    reason: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


def ask(python: Path, probe: Path, action: str, tries: list[Try], seconds: float) -> list[Said]:
    """Have ``probe`` read or write each store of ``tries``. Never raises on account of the library.

    One process does them all, for it takes long to import some libraries. When it dies, or has no answer within
    ``seconds``, that is the answer to the try at hand, and a new process goes on behind it.
    """
    said: list[Said] = []
    while len(said) < len(tries):
        said += _one_process(python, probe, action, tries[len(said) :], seconds)
    return said


def _one_process(python: Path, probe: Path, action: str, tries: list[Try], seconds: float) -> list[Said]:
    """The answers up to the first crash or hang of the process, which counts as one. At least one answer."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "answers.jsonl")
        answers.touch()
        list_of_tries = json.dumps([(str(store), version, kind) for store, version, kind in tries])
        command = [str(python), str(CHILD), str(probe), action, list_of_tries, str(answers)]
        with Path(folder, "output.txt").open("w+") as output:
            # A session of its own: what the library starts ends with it.
            process = subprocess.Popen(
                command, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            try:
                in_time = _wait(process, answers, seconds)
            finally:
                _end(process)
            output.seek(0)
            printed = output.read()
        said = [_said(json.loads(line), folder) for line in answers.read_text("utf-8").splitlines()]
    if len(said) == len(tries):
        return said
    if not in_time:
        return [*said, Said("hang", f"no answer within {seconds:g} s")]
    return [*said, Said("crash", _how(process.returncode, printed, folder))]


def _wait(process: subprocess.Popen[bytes], answers: Path, seconds: float) -> bool:
    """Whether the process ended by itself, with never more than ``seconds`` between two answers."""
    size, since = 0, time.monotonic()
    while process.poll() is None:
        now = answers.stat().st_size
        if now != size:
            size, since = now, time.monotonic()
        if time.monotonic() - since > seconds:
            return False
        time.sleep(0.05)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):  # all of it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: str) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    # Without color and without the caches and settings of whoever runs it.
    return kept | {"HOME": folder, "NO_COLOR": "1", "PYTHONWARNINGS": "ignore", "NUMBA_CACHE_DIR": folder}


def _said(answer: dict[str, Any], folder: str) -> Said:
    reason = re.sub(r"\s+", " ", answer.pop("reason", "").replace(folder, "FOLDER")).strip()
    return Said(answer.pop("outcome"), reason, answer)


def _how(status: int, printed: str, folder: str) -> str:
    if status < 0:
        return f"ended by {signal.Signals(-status).name}"
    lines = printed.replace(folder, "FOLDER").strip().splitlines()
    return lines[-1][:200] if lines else f"ended with status {status}"
