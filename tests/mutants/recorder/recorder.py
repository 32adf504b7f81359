"""Write down which functions of a tree this process begins and which of its other files it opens, each once a test.

A line is ``path:line`` of a function, or a path; both from the root of the tree, which MUTANTS_ROOT names. MUTANTS_LOG
names the file that they go to. Forks go on writing to it, other processes of Python open it when they start.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType

_root = os.environ.get("MUTANTS_ROOT", "") + "/"
_seen: set[str] = set()
_log = -1
_TOOL = 4  # one of the numbers that sys.monitoring has for nobody in particular


def start() -> None:
    """Begin to write to the log that the environment names."""
    _open_log()
    sys.monitoring.use_tool_id(_TOOL, "mutants")
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.PY_START, _begun)
    sys.monitoring.set_events(_TOOL, sys.monitoring.events.PY_START)
    sys.addaudithook(_opened)


def switch(log: str) -> None:
    """Write to another log from now on: another test runs."""
    os.environ["MUTANTS_LOG"] = log
    os.close(_log)
    _open_log()
    _seen.clear()
    sys.monitoring.restart_events()


def _open_log() -> None:
    global _log
    _log = os.open(os.environ["MUTANTS_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


def _write(line: str) -> None:
    if line not in _seen:
        _seen.add(line)
        with suppress(OSError):  # a process may have closed what it inherited
            os.write(_log, f"{line}\n".encode())


def _begun(code: CodeType, _offset: int) -> object:
    name = code.co_filename
    if name.startswith(_root):
        _write(f"{name.removeprefix(_root)}:{code.co_firstlineno}")
    return sys.monitoring.DISABLE


def _opened(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc")):
        with suppress(OSError):  # the current folder may be gone
            name = str(Path.cwd() / arguments[0])
            if name.startswith(_root):
                _write(name.removeprefix(_root))
