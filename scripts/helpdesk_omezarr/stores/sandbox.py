"""Runs Python in forks of one warm process, so that imports cost once.

What the fork may do is decided in :mod:`helpdesk_omezarr.stores.limits`; the process itself is
:mod:`helpdesk_omezarr.stores.server`. It needs ``os.fork`` (Linux, macOS, WSL).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from helpdesk_omezarr.stores.scratch import scratch
from helpdesk_omezarr.stores.server import size

SECONDS = 10.0
MAX_BYTES = 20 * 1024 * 1024
# Importing one of these takes up to a second, so the warm process does it once for every fork.
_SLOW = {
    "dask",
    "ngff_zarr",
    "numpy",
    "ome_zarr",
    "ome_zarr_models",
    "PIL",
    "tensorstore",
    "tifffile",
    "yaozarrs",
    "zarr",
}
# A script that serves a folder reads it over HTTP, for which zarr imports this when it is asked to.
_ALSO = {"http.server": "fsspec.implementations.http"}


class Died(Exception):
    """A fork was killed, crashed, or raised; the message is a sentence. ``too_long``: it met the time limit."""

    def __init__(self, message: str, *, too_long: bool = False) -> None:
        self.too_long = too_long
        super().__init__(message)


@dataclass(frozen=True)
class Ran:
    """How a script ended. ``code`` is None for a script that met every limit; ``line`` counts from 1."""

    code: str | None = None
    line: int = 1
    message: str = ""
    output: str = ""


class Sandbox:
    """One warm process, started at the first use. A context manager; leaving it ends the process.

    A script may run for ``seconds`` and write ``max_bytes``. The process stays on ``core``, where one is named.
    ``loaded`` names the modules that any fork so far had.
    """

    def __init__(self, *, seconds: float = SECONDS, max_bytes: int = MAX_BYTES, core: int | None = None) -> None:
        self.seconds, self.max_bytes, self.core = seconds, max_bytes, core
        self.loaded = {__name__, "helpdesk_omezarr.stores.server"}
        self._fork, self._failures = "", 0  # the fork of the family at hand, which a script that fails spoils
        self._process: subprocess.Popen[str] | None = None
        self._home: tempfile.TemporaryDirectory[str] | None = None

    def run(self, script: Path, folder: Path, family: str = "") -> Ran:
        """Run ``script`` as ``__main__`` in the existing ``folder``, where alone it may write.

        Scripts of one ``family`` that follow each other share a fork until one fails: what a package makes at its
        first use is made once, and what one script changes in a package the next one sees. "" is for a script alone.
        """
        script, folder = script.absolute(), folder.absolute()
        most = size(folder) + self.max_bytes
        limits = {"seconds": self.seconds, "folder": str(folder), "max_bytes": most}
        with scratch() as temporary:
            arguments = [str(script), str(folder), temporary, self.seconds, self.max_bytes]
            imports = _slow_imports(script.read_bytes())
            fork, end = "", set[str]()
            if family:
                fork = f"{family}, {self._failures} failed"
                end = {self._fork} - {fork}
                self._fork = fork
            reply = self._ask(
                "helpdesk_omezarr.stores.limits:run_script", arguments, imports, fork=fork, end=[*end], **limits
            )
        ran = self._account(reply, folder, most)
        self._failures += ran.code is not None
        return ran

    def call(
        self,
        function: str,
        *arguments: Any,
        imports: Iterable[str] = (),
        seconds: float = SECONDS,
        alone: bool = False,
    ) -> Any:
        """The value of ``module:function``. Arguments and value are JSON. Raises :class:`Died`.

        It is called in a fork that all calls share, so that what a package makes at its first use is made once;
        ``alone`` in one of its own.
        """
        fork = "" if alone else "calls"
        reply = self._ask(function, list(arguments), list(imports), fork=fork, end=[], seconds=seconds)
        if "value" in reply:
            return reply["value"]
        if reply.get("too_long"):
            raise Died(f"took longer than {seconds:g} s", too_long=True)
        raise Died(reply["died"])

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process:
            self._process.stdin.close()  # type: ignore[union-attr]
            try:
                self._process.wait(1)  # it ends its forks, so that their time is counted
            except subprocess.TimeoutExpired:  # one was still busy
                self._process.terminate()
                self._process.wait()
            self._process.stdout.close()  # type: ignore[union-attr]
            self._process = None
        if self._home:
            self._home.cleanup()
            self._home = None

    def _account(self, reply: dict[str, Any], folder: Path, most: int) -> Ran:
        output = reply.get("output", "")
        # A failure that the script itself met has its line, so it goes first.
        if reply.get("too_large") or (not reply.get("value") and size(folder) > most):
            return Ran("E106", 1, f"wrote more than {self.max_bytes >> 20} MiB: make the image smaller", output)
        if reply.get("too_long"):
            return Ran("E102", 1, f"ran longer than {self.seconds:g} s", output)
        if "value" not in reply:
            return Ran("E109", 1, f"ended before its last line: {reply['died']}", output)
        return Ran(**reply["value"], output=output)

    def _ask(self, function: str, arguments: list[Any], imports: list[str], **how: Any) -> dict[str, Any]:
        process = self._process or self._start()
        request = {"function": function, "arguments": arguments, "imports": imports, **how}
        process.stdin.write(json.dumps(request) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        reply = process.stdout.readline()  # type: ignore[union-attr]
        if not reply:
            self._process = None
            raise RuntimeError(f"the process that runs scripts ended with status {process.wait()}")
        answer: dict[str, Any] = json.loads(reply)
        self.loaded.update(answer.pop("loaded", ()))
        return answer

    def _start(self) -> subprocess.Popen[str]:
        # Scripts see this environment: nothing of the person's own settings, caches or credentials.
        self._home = scratch()
        environment = {
            "HOME": self._home.name,
            "LANG": "C.UTF-8",
            "PATH": os.defpath,
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
            "TZ": "UTC",
            # Threads started by an import would not survive the fork.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            # A fork lives for a tenth of a second: threads and small pages of memory cost it more than they give.
            # This pipeline of zarr writes the same bytes, without a thread for each chunk.
            "ZARR_CODEC_PIPELINE__PATH": "zarr.core.codec_pipeline.FusedCodecPipeline",
            "ZARR_CODEC_PIPELINE__MAX_WORKERS": "1",
            "ZARR_THREADING__MAX_WORKERS": "1",
            "GLIBC_TUNABLES": "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk_omezarr.stores.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=self._home.name,
            text=True,
            start_new_session=True,  # Ctrl-C is for the parent, which ends this process
        )
        if self.core is not None:
            # The threads of zarr wait for each other, so that a second core is no gain; to wake one there is a loss.
            os.sched_setaffinity(self._process.pid, {self.core})
        return self._process


def _slow_imports(code: bytes) -> list[str]:
    """Modules worth importing before the fork: a guess from the text, which costs only time where it is wrong."""
    names = {name.decode() for name in re.findall(rb"^[ \t]*(?:import|from)[ \t]+([\w.]+)", code, re.MULTILINE)}
    slow = {name for name in names if name.partition(".")[0] in _SLOW}
    return sorted(slow | {_ALSO[name] for name in names & _ALSO.keys()})
