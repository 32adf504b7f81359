"""The warm process: reads a request a line, answers each from a fork of itself.

A request names a function, its arguments, modules worth importing before the fork, and limits; the reply has
one of ``value`` (then also the modules ``loaded``), ``died`` (a sentence), ``too_long`` and ``too_large``, and the
``output`` printed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

_OUTPUT = 4000  # characters kept of what a fork printed
_GRACE = 1.0  # seconds: a script interrupts itself first, which tells the line


def serve() -> None:
    """Answer requests until the pipe closes. Prints of libraries go to stderr, not between the replies."""
    requests, replies = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    for line in requests:
        request = json.loads(line)
        for name in [request["function"].partition(":")[0], *request["imports"]]:
            with contextlib.suppress(Exception):  # the fork meets the same error and reports it
                importlib.import_module(name)
        print(json.dumps(_answer(request)), file=replies, flush=True)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as printed:
        inlet, outlet = os.pipe()
        gc.freeze()  # else the collector of the fork touches, and so copies, every page
        child = os.fork()
        if child == 0:
            os.close(inlet)
            _work(request, outlet, printed)
        os.close(outlet)
        with os.fdopen(inlet, "rb", buffering=0) as pipe:
            text, broken = _listen(pipe, request)
        if broken:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        printed.seek(0)
        output = printed.read().decode(errors="replace")[-_OUTPUT:]
    if broken:
        return {broken: True, "output": output}
    if not text:
        return {"died": _obituary(status), "output": output}
    return {**json.loads(text), "output": output}


def _listen(pipe: BinaryIO, request: dict[str, Any]) -> tuple[bytes, str]:
    """What the fork sends until it ends, and the limit it broke meanwhile, if any."""
    text = b""
    end = time.monotonic() + request["seconds"] + _GRACE
    while (left := end - time.monotonic()) > 0:
        if select.select([pipe], [], [], min(left, 0.2))[0]:
            data = pipe.read(1 << 16)
            if not data:
                return text, ""
            text += data
        elif "folder" in request and size(Path(request["folder"])) > request["max_bytes"]:
            return text, "too_large"
    return text, "too_long"


def _work(request: dict[str, Any], outlet: int, printed: BinaryIO) -> None:
    """The life of a fork. Leaves by ``os._exit``, so nothing of the warm process is run or flushed twice."""
    try:
        os.setsid()
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
        module, _, name = request["function"].partition(":")
        value = getattr(importlib.import_module(module), name)(*request["arguments"])
        reply = {"value": value, "loaded": sorted(_loaded())}
    except BaseException as error:
        reply = {"died": f"{type(error).__name__}: {error}"}
    try:
        text = json.dumps(reply).encode()
        while text:
            text = text[os.write(outlet, text) :]
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _loaded() -> set[str]:
    """Packages that this process has imported; of its own package each module."""
    own = __package__.partition(".")[0]
    packages = {name.partition(".")[0] for name in list(sys.modules)}
    return packages | {name for name in list(sys.modules) if name.startswith(f"{own}.")}


def _obituary(status: int) -> str:
    if os.WIFSIGNALED(status):
        return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
    return f"the process left with exit status {os.waitstatus_to_exitcode(status)}"


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``; links count as themselves."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                total += os.lstat(f"{place}/{name}").st_size
    return total


if __name__ == "__main__":
    serve()
