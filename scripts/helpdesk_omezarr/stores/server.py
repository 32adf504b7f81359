"""The warm process: reads a request a line, answers each from a fork of itself.

A request names a function, its arguments, modules worth importing before the fork, and limits. ``fork`` is the name of
the fork that is to answer: it lasts until it fails or a request names it among those to ``end``; the name "" is for one
of its own. The reply has one of ``value`` (then also the packages ``loaded`` since the last one), ``died`` (a
sentence), ``too_long`` and ``too_large``, and the ``output`` printed.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

_OUTPUT = 4000  # characters kept of what a fork printed
_GRACE = 1.0  # seconds: a script interrupts itself first, which tells the line


def serve() -> None:
    """Answer requests until a pipe closes. Prints of libraries go to stderr, not between the replies."""
    requests, replies = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "wb", buffering=0)
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    gc.disable()  # this process makes no garbage: it imports
    forks: dict[str, _Fork] = {}
    told = 0
    for line in requests:
        request = json.loads(line)
        name = request["fork"]
        if _import(request):  # a fork made now need not import them again, nor those after it
            request["end"].append(name)
        for over in forks.keys() & request["end"]:
            forks.pop(over).end()
        fork = forks.pop(name, None) or _Fork(forks.values())
        reply = fork.ask(request)
        if name and "value" in reply:
            forks[name] = fork
        else:
            fork.end()
        if "value" in reply and len(sys.modules) != told:
            reply["loaded"] += _packages(sys.modules)
            told = len(sys.modules)
        try:
            replies.write(json.dumps(reply).encode() + b"\n")
        except BrokenPipeError:  # who asked was killed
            break
    for fork in forks.values():
        fork.end()


def _import(request: dict[str, Any]) -> bool:
    """Import what the request names. Returns whether anything was new."""
    known = len(sys.modules)
    for name in [request["function"].partition(":")[0], *request["imports"]]:
        with contextlib.suppress(Exception):  # the fork meets the same error and reports it
            importlib.import_module(name)
    return len(sys.modules) != known


class _Fork:
    """A copy of this process that answers requests. It lets go of the pipes to ``others``."""

    def __init__(self, others: Collection[_Fork]) -> None:
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 it is closed by end()
        self._pipe, theirs = socket.socketpair()
        self._status: int | None = None  # once it ended by itself
        known = len(sys.modules)
        gc.freeze()  # else the collector of the fork touches, and so copies, every page
        self._child = os.fork()
        if self._child == 0:
            self._pipe.close()
            for other in others:
                other._pipe.close()
            _live(theirs, self._printed, known)
        theirs.close()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with contextlib.suppress(OSError):  # it died meanwhile, which shows at once
            self._pipe.sendall(json.dumps(request).encode() + b"\n")
        text, broken = self._listen(request)
        if broken:
            return {broken: True, "output": self._output()}
        if not text.endswith(b"\n"):
            return {"died": self._obituary(), "output": self._output()}
        return {**json.loads(text), "output": self._output()}

    def end(self) -> None:
        if self._status is None:
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        self._pipe.close()
        self._printed.close()

    def _listen(self, request: dict[str, Any]) -> tuple[bytes, str]:
        """What the fork sends until it ends its line or itself, and the limit it broke meanwhile, if any."""
        text = b""
        end = time.monotonic() + request["seconds"] + _GRACE
        while (left := end - time.monotonic()) > 0:
            if select.select([self._pipe], [], [], min(left, 0.2))[0]:
                data = self._pipe.recv(1 << 16)
                text += data
                if not data or data.endswith(b"\n"):
                    return text, ""
            elif "folder" in request and size(Path(request["folder"])) > request["max_bytes"]:
                return text, "too_large"
        return text, "too_long"

    def _output(self) -> str:
        """What it printed since the last request; both processes write and read at the same place of the file."""
        self._printed.seek(0)
        output = self._printed.read().decode(errors="replace")[-_OUTPUT:]
        self._printed.seek(0)
        self._printed.truncate()
        return output

    def _obituary(self) -> str:
        _, self._status = os.waitpid(self._child, 0)
        if os.WIFSIGNALED(self._status):
            return f"killed by {signal.Signals(os.WTERMSIG(self._status)).name}"
        return f"the process left with exit status {os.waitstatus_to_exitcode(self._status)}"


def _live(pipe: socket.socket, printed: BinaryIO, known: int) -> NoReturn:
    """The life of a fork. Leaves by ``os._exit``, so nothing of the warm process is run or flushed twice."""
    gc.enable()
    gc.set_threshold(50_000)  # the usual 2,000 cost a tenth of the time of all examples
    sys.dont_write_bytecode = True  # beside its modules a script may not write
    try:
        os.setsid()
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
        for line in pipe.makefile("rb"):
            pipe.sendall(json.dumps(_reply(json.loads(line), known)).encode() + b"\n")
    finally:
        os._exit(0)


def _reply(request: dict[str, Any], known: int) -> dict[str, Any]:
    """What came of ``request``. The warm process itself tells of the first ``known`` modules."""
    module, _, name = request["function"].partition(":")
    try:
        value = getattr(importlib.import_module(module), name)(*request["arguments"])
        # From the end: to look at a name is to copy the page of memory on which it stands.
        new = islice(reversed(sys.modules), max(0, len(sys.modules) - known))
        return {"value": value, "loaded": _packages(new)}
    except BaseException as error:
        return {"died": f"{type(error).__name__}: {error}"}
    finally:
        with contextlib.suppress(Exception):  # a script may have closed them
            sys.stdout.flush()
            sys.stderr.flush()


def _packages(modules: Iterable[str]) -> list[str]:
    """The packages of ``modules``; of the package of this one each module."""
    own = __package__.partition(".")[0]
    return list({name if name.startswith(f"{own}.") else name.partition(".")[0] for name in modules})


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
