"""Functions in processes of their own, forked from one clean process that imported the slow packages once.

That process is the fork server of the standard library, so one that runs a function inherits nothing from another
one: https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods. It needs ``os.fork`` (Linux,
macOS, WSL). Answers come back as JSON: what runs in there cannot make this process run anything.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import connection, forkserver
from pathlib import Path
from typing import Any
from unittest import mock

from helpdesk_omezarr.stores.scratch import scratch

OUTPUT = 4000  # characters kept of what a process printed
_PACKAGE = __name__.partition(".")[0]
_CONTEXT = multiprocessing.get_context("forkserver")
_starting = threading.Lock()
_home: list[tempfile.TemporaryDirectory[str]] = []  # kept for as long as this process lives
# Importing one of these takes up to some seconds.
SLOW = (
    *("numpy.random", "fsspec.implementations.http", "ngff_zarr", "ome_zarr", "ome_zarr.cli", "ome_zarr.writer"),
    *("tifffile", "time_machine", "yaozarrs", "yaozarrs.write.v05"),
    *(f"{_PACKAGE}.stores.{name}" for name in ("limits", "picture", "report", "validators.everything")),
)


@dataclass(frozen=True)
class Reply:
    """One of: a ``value``, why the process ``died``, or the limit that it ``broke`` ("seconds" or "bytes").

    ``output`` is the end of what it printed, ``loaded`` names the packages it had imported, of this one each module.
    """

    value: Any = None
    died: str = ""
    broke: str = ""
    output: str = ""
    loaded: frozenset[str] = field(default_factory=frozenset)


def preload(modules: Sequence[str]) -> None:
    """Choose what the fork server imports; without effect once it runs. :data:`SLOW` unless this is called."""
    _CONTEXT.set_forkserver_preload([*modules])


preload(SLOW)


def answer(
    function: Callable[..., Any], *arguments: Any, seconds: float, is_too_large: Callable[[], bool] | None = None
) -> Reply:
    """What came of ``function(*arguments)`` in a process of its own, which is killed after ``seconds``.

    The value must fit JSON. ``is_too_large`` is asked five times a second whether the process has to end early.
    """
    start()
    with tempfile.NamedTemporaryFile() as printed:
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_live, args=(theirs, printed.name, function, arguments), daemon=True)
        process.start()
        theirs.close()
        broke, data = "interrupted", None
        try:
            broke, data = _listen(ours, process.sentinel, seconds, is_too_large)
        finally:
            if data is not None or broke:
                process.kill()  # it has said what it had to say
            process.join()
            ours.close()
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid or 0, signal.SIGKILL)  # whatever it left running
        output = printed.read().decode(errors="replace")[-OUTPUT:]
    if broke:
        return Reply(broke=broke, output=output)
    if data is None:
        return Reply(died=_obituary(process.exitcode or 0), output=output)
    reply = json.loads(data)
    return Reply(reply.get("value"), reply.get("died", ""), "", output, frozenset(reply.get("loaded", ())))


def side_by_side[Item, Result](function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What ``function`` makes of each of ``items``, in order; it waits for processes, as many as there are cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(min(cores, 4)) as pool:
        return list(pool.map(function, items))


def start() -> None:
    """Start the fork server, unless it runs, with nothing of the person's own settings, caches or credentials."""
    with _starting:
        if not _home:
            _home.append(scratch())
            with mock.patch.dict(os.environ, _environment(_home[0].name), clear=True):
                forkserver.ensure_running()


def _environment(home: str) -> dict[str, str]:
    return {
        "HOME": home,
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "TZ": "UTC",
        # Threads started by an import would not survive the fork.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # A process lives for a tenth of a second: threads cost it more than they give.
        "ZARR_CODEC_PIPELINE__PATH": "zarr.core.codec_pipeline.FusedCodecPipeline",
        "ZARR_CODEC_PIPELINE__MAX_WORKERS": "1",
        "ZARR_THREADING__MAX_WORKERS": "1",
        **{name: value for name, value in os.environ.items() if name == "OME_ZARR_VERSIONS"},
    }


def _live(
    replies: connection.Connection, printed: str, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """What the new process does."""
    os.setsid()
    # The server keeps what it compiles for the next one; a script may not write beside the modules that it imports.
    sys.dont_write_bytecode = True
    file = os.open(printed, os.O_WRONLY | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)
    try:
        reply = {"value": function(*arguments)}
    except BaseException as error:
        reply = {"died": f"{type(error).__name__}: {error}"}
    with contextlib.suppress(Exception):  # a script may have closed them
        sys.stdout.flush()
        sys.stderr.flush()
    names = [*sys.modules]
    own = {name for name in names if name.startswith(f"{_PACKAGE}.")}
    loaded = own | {name.partition(".")[0] for name in names} - {_PACKAGE}
    replies.send_bytes(json.dumps(reply | {"loaded": sorted(loaded)}).encode())


def _listen(
    pipe: connection.Connection, ended: int, seconds: float, is_too_large: Callable[[], bool] | None
) -> tuple[str, bytes | None]:
    """The limit that the process broke, or "", and what it sent, or None where it ended without."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready = connection.wait([pipe, ended], min(left, 0.2) if is_too_large else left)
        if pipe in ready:
            try:
                return "", pipe.recv_bytes()
            except (EOFError, OSError):
                return "", None
        if ended in ready:
            return "", None
        if is_too_large and is_too_large():
            return "bytes", None
    return "seconds", None


def _obituary(status: int) -> str:
    if status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"the process left with exit status {status}"


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``; links count as themselves."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += os.lstat(f"{place}/{name}").st_size
    return total
