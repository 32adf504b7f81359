"""Refuses what a script may not do.

An audit hook (https://docs.python.org/3/library/audit_events.html) sees what Python code does, not what compiled
code does by itself: it keeps honest scripts honest and names the line of a mistake. It is no prison.
"""

from __future__ import annotations

import contextlib
import faulthandler
import inspect
import ipaddress
import os
import re
import sys
import tempfile
from typing import Any

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


class Guard:
    """What the audit hook asks. Keeps the first thing it refused, even where the script swallows the error."""

    def __init__(self, script: str, folder: str, scratch: str) -> None:
        self.script = script
        self.allowed = [os.path.realpath(folder), os.path.realpath(scratch)]
        self.refused: dict[str, Any] = {}
        # Folder -> what it is without links. That stays, as no link that leads out can be made.
        self.folders: dict[str, str] = {}

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
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

    # Plain strings and not path objects: this runs several times for every chunk that is written.
    def _check_change(self, path: Any, descriptor: int) -> None:
        if isinstance(path, int):
            return  # an open file: its opening was checked
        target = os.fsdecode(path)
        if descriptor != -1:
            target = os.path.join(os.readlink(f"/proc/self/fd/{descriptor}"), target)  # noqa: PTH115, PTH118
        self._check_path(target)

    def _check_path(self, path: str) -> None:
        folder, name = os.path.split(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118
        if name == "..":
            folder, name = f"{folder}/..", ""
        if folder not in self.folders:
            self.folders[folder] = os.path.realpath(folder)
        target = os.path.join(self.folders[folder], name)  # noqa: PTH118
        if not self._inside(target):
            self._refuse("E105", f"writes outside its folder, to {target}: use a path relative to the current folder")

    def _check_link(self, leads_to: Any, link: Any, descriptor: int) -> None:
        folder = os.path.dirname(os.fsdecode(link))  # noqa: PTH120
        target = os.path.realpath(os.path.join(folder, os.fsdecode(leads_to)))  # noqa: PTH118
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

    def _inside(self, path: str) -> bool:
        return any(path == root or path.startswith(f"{root}/") for root in self.allowed)

    def _refuse(self, code: str, message: str) -> None:
        if not self.refused:
            self.refused = {"code": code, "line": self._line(), "message": message}
        raise Refused(message)

    def _line(self) -> int:
        frame = inspect.currentframe()
        while frame:
            if frame.f_code.co_filename == self.script:
                return frame.f_lineno
            frame = frame.f_back
        # A worker thread has no frame of the script: then the main thread waits for it at the line to blame.
        name = self.script.encode("ascii", "backslashreplace").decode()
        found = re.search(rf'File "{re.escape(name)}", line (\d+)', _all_threads())
        return int(found[1]) if found else 1


def _all_threads() -> str:
    """Where every thread is, in lines ``File "...", line N in name``; the deepest call comes first."""
    with tempfile.TemporaryFile("w+", errors="replace") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        return file.read()


_guards: list[Guard | None] = []  # the present one; an audit hook cannot be taken away, so it is added once


def watch(guard: Guard | None) -> None:
    """Ask ``guard`` from now on, or nobody."""
    first = not _guards
    _guards[:] = [guard]
    if first:
        sys.addaudithook(lambda event, arguments: _guards[0] and _guards[0](event, arguments))
