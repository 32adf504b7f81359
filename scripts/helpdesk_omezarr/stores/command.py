"""Runs a command of an installed tool as a reader types it: in the sandbox, through the tool's entry point.

So there is no shell, no network beyond this machine, and a time limit.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from helpdesk_omezarr.stores.sandbox import Sandbox
from helpdesk_omezarr.stores.scratch import scratch

HOME = "/home/you"  # shown for the folder in which a command ran
_ADDRESS = re.compile(r"127\.0\.0\.1:\d+")
_OBJECT = re.compile(r" at 0x[0-9a-f]+\b")  # where an object lies in memory is another place each time
_END = re.compile(r"\nexit status (\d+), served at ([\d.:]*)\n$")
_SCRIPT = """\
import sys, traceback
served = ""
{serve}
from {module} import {function}

sys.argv = [word.replace({address!r}, served) for word in {words}]
try:
    status = {call}()
except SystemExit as end:
    status = end.code
except Exception:
    traceback.print_exc()
    status = 1
if isinstance(status, str):
    print(status, file=sys.stderr)
    status = 1
print(f"\\nexit status {{status or 0:d}}, served at {{served}}")
"""
_SERVER = """\
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
served = f"127.0.0.1:{server.server_port}"
"""


class CannotRun(Exception):
    """A command could not be run to its end; the message says why."""


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed, on standard output and error, without what is of this run alone."""

    status: int
    output: str


def run_command(command: str, folder: Path, sandbox: Sandbox) -> Said:
    """Run ``command``, the words of one line, in ``folder``. Raises :class:`CannotRun`.

    When it names ``http://127.0.0.1:PORT``, the folder is served there, as ``python -m http.server`` does.
    """
    try:
        words = shlex.split(command, comments=True)
    except ValueError as error:
        raise CannotRun(f"`{command}`: {error}") from None
    point = tool(words[0] if words else "")
    if point is None:
        raise CannotRun(f"`{command}`: no such tool is installed")
    address = _ADDRESS.search(command)
    script = _SCRIPT.format(
        serve=_SERVER if address else "",
        address=address[0] if address else "\0",
        module=point.module,
        function=point.attr.partition(".")[0],
        call=point.attr,
        words=words,
    )
    with scratch() as place:
        path = Path(place, "command.py")
        path.write_text(script, encoding="utf-8")
        ran = sandbox.run(path, folder)
    end = _END.search(ran.output)
    if ran.code or not end:
        raise CannotRun(f"`{command}` {ran.message or 'ended early'}")
    output = _OBJECT.sub("", _END.sub("\n", ran.output)).replace(str(folder.resolve()), HOME)
    if address:
        output = output.replace(end[2], address[0])
    return Said(int(end[1]), output.strip("\n") + "\n")


def tool(name: str) -> EntryPoint | None:
    """The entry point of the command ``name``, if a package here installs one."""
    return next(iter(entry_points(group="console_scripts", name=name)), None)
