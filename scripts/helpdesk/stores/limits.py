"""What a script may do, enforced from inside the fork that runs it.

An audit hook (https://docs.python.org/3/library/audit_events.html) sees what Python code does, not what compiled
code does by itself: it keeps honest scripts honest and names the line of a mistake. It is no prison.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import ipaddress
import os
import random
import resource
import runpy
import signal
import sys
import tempfile
import threading
import traceback
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import numpy.random  # loaded at its first use otherwise, in every fork
import time_machine

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROCESSES = {
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "pty.spawn",
    "subprocess.Popen",
}
# Event -> positions of its arguments (path, folder descriptor) that name what is changed.
_CHANGES: dict[str, list[tuple[int, int | None]]] = {
    "os.chmod": [(0, 2)],
    "os.chown": [(0, 3)],
    "os.link": [(0, 2), (1, 3)],
    "os.mkdir": [(0, 2)],
    "os.remove": [(0, 1)],
    "os.rename": [(0, 2), (1, 3)],
    "os.rmdir": [(0, 1)],
    "os.symlink": [(1, 2)],
    "os.truncate": [(0, None)],
    "os.utime": [(0, 3)],
}
_ADDRESSES = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1}
_HOSTS = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class Refused(PermissionError):
    """The script tried something outside its limits."""


class _TooLong(BaseException):
    """Not an Exception, so that a loop around ``try ... except Exception`` ends as well."""


def run_script(script: str, folder: str, scratch: str, seconds: float, max_bytes: int) -> dict[str, Any]:
    """Run ``script`` in ``folder``; ``scratch`` is for temporary files. Returns code, line and message of a failure."""
    guard = _Guard(script, folder, scratch)
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    _make_repeatable()
    # One byte more than allowed may be written, so that the size afterwards tells why the write failed.
    resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes + 1, max_bytes + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _interrupt)
    sys.argv = [script]
    sys.addaudithook(guard)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        runpy.run_path(script, run_name="__main__")
    except BaseException as error:
        failure = _describe(error, script, seconds, max_bytes)
    else:
        failure = {}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        guard.over = True
    # What was refused comes first: the error that ended the script is most often its consequence.
    return guard.refused or failure


def _make_repeatable() -> None:
    time_machine.travel(NOW, tick=False).start()
    random.seed(0)
    np.random.seed(0)
    uuid._node = 1  # type: ignore[attr-defined]  # else uuid1 starts a process to find the network card's number
    # Generators without a seed, uuid4 and secrets ask these two.
    os.urandom = random._urandom = random.Random(0).randbytes  # type: ignore[attr-defined]


def _interrupt(number: int, frame: Any) -> None:
    raise _TooLong


def _describe(error: BaseException, script: str, seconds: float, max_bytes: int) -> dict[str, Any]:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == script]
    line = lines[-1] if lines else 1
    if isinstance(error, SyntaxError) and error.filename == script:
        line = error.lineno or 1
    if isinstance(error, _TooLong):
        return {"code": "E102", "line": line, "message": f"ran longer than {seconds:g} s and was here then"}
    if isinstance(error, SystemExit):
        return {"code": "E109", "line": line, "message": "ends itself here: let a script run to its last line"}
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        message = f"wrote more than {max_bytes >> 20} MiB: make the image smaller"
        return {"code": "E106", "line": line, "message": message}
    message = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    return {"code": "E101", "line": line, "message": message}


class _Guard:
    """The audit hook. Keeps the first thing it refused, even where the script swallows the error."""

    def __init__(self, script: str, folder: str, scratch: str) -> None:
        self.script = script
        self.allowed = [Path(folder).resolve(), Path(scratch).resolve()]
        self.refused: dict[str, Any] = {}
        # Folder -> what it is without links. That stays, as no link that leads out can be made.
        self.folders: dict[str, Path] = {}
        self.over = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.over:
            return
        if event == "open":
            path, _, flags = arguments
            if flags & _WRITING and isinstance(path, str | bytes | os.PathLike) and os.fspath(path) != os.devnull:
                self._check_path(os.fsdecode(path))
        elif event in _CHANGES:
            for path_at, descriptor_at in _CHANGES[event]:
                descriptor = -1 if descriptor_at is None else arguments[descriptor_at]
                self._check_change(arguments[path_at], descriptor)
            if event == "os.symlink":
                self._check_link(*arguments)
        elif event in _ADDRESSES:
            address = arguments[_ADDRESSES[event]]
            if isinstance(address, tuple):
                self._check_host(address[0])
        elif event in _HOSTS:
            self._check_host(arguments[_HOSTS[event]])
        elif event in _PROCESSES:
            self._refuse("E108", "starts another process: an example must do everything by itself")

    def _check_change(self, path: Any, descriptor: int) -> None:
        if isinstance(path, int):
            return  # an open file: its opening was checked
        target = Path(os.fsdecode(path))
        if descriptor != -1:
            target = Path(f"/proc/self/fd/{descriptor}").readlink() / target
        self._check_path(str(target))

    def _check_path(self, path: str) -> None:
        folder, name = os.path.split(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118 runs for every chunk
        if name == "..":
            folder, name = f"{folder}/..", ""
        if folder not in self.folders:
            self.folders[folder] = Path(folder).resolve()
        target = self.folders[folder] / name
        if not self._inside(target):
            self._refuse("E105", f"writes outside its folder, to {target}: use a path relative to the current folder")

    def _check_link(self, leads_to: Any, link: Any, descriptor: int) -> None:
        target = Path(os.fsdecode(link)).parent.joinpath(os.fsdecode(leads_to)).resolve()
        if not self._inside(target):
            self._refuse("E110", f"makes a link that leads out of its folder, to {target}: copy the data instead")

    def _check_host(self, host: Any) -> None:
        if host in (None, "localhost", b"localhost"):
            return
        with contextlib.suppress(ValueError):
            if ipaddress.ip_address(os.fsdecode(host)).is_loopback:
                return
        shown = os.fsdecode(host) or "all addresses"
        self._refuse("E107", f"uses the network beyond this machine ({shown}): use 127.0.0.1")

    def _inside(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self.allowed)

    def _refuse(self, code: str, message: str) -> None:
        if not self.refused:
            self.refused = {"code": code, "line": self._line(), "message": message}
        raise Refused(message)

    def _line(self) -> int:
        # A worker thread has no frame of the script: then the main thread waits for it at the line to blame.
        main = sys._current_frames().get(threading.main_thread().ident or 0)
        for start in (sys._getframe(), main):
            frame = start
            while frame:
                if frame.f_code.co_filename == self.script:
                    return frame.f_lineno
                frame = frame.f_back
        return 1
