"""Write down which lines of a tree's code this process runs and which of its other files it opens, each once a test.

The log has ``path:line`` or a path in each line, from the root of the tree, which MUTANTS_ROOT names. MUTANTS_LOG names
the log, or a link that leads to that of the test that runs: a process looks where it leads when it starts, a fork too.
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
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.LINE, _reached)
    sys.monitoring.set_events(_TOOL, sys.monitoring.events.PY_START)
    sys.addaudithook(_opened)
    # A server of forks began before the test that asks it.
    os.register_at_fork(after_in_child=_begin_anew)


def follow(link: str, log: str) -> None:
    """Let this process and those that it starts write to ``log``, and to what :func:`switch` names later."""
    os.environ["MUTANTS_LOG"] = link
    switch(log)


def switch(log: str) -> str:
    """Write to another log from now on, as another test runs; return the one before."""
    link = os.environ["MUTANTS_LOG"]
    last = os.readlink(link) if os.path.islink(link) else ""  # noqa: PTH114, PTH115 - runs at each test
    os.symlink(log, f"{link}.new")  # noqa: PTH211
    os.replace(f"{link}.new", link)  # noqa: PTH105
    _begin_anew()
    return last


def _begin_anew() -> None:
    with suppress(OSError):  # a process may have closed what it inherited
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
    """Watch the lines of code of the tree; lines of others would cost a call each."""
    if code.co_filename.startswith(_root):
        _write(f"{code.co_filename.removeprefix(_root)}:{code.co_firstlineno}")
        sys.monitoring.set_local_events(_TOOL, code, sys.monitoring.events.LINE)
    return sys.monitoring.DISABLE


def _reached(code: CodeType, line: int) -> object:
    _write(f"{code.co_filename.removeprefix(_root)}:{line}")
    return sys.monitoring.DISABLE


def _opened(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc")):
        with suppress(OSError):  # the current folder may be gone
            name = str(Path.cwd() / arguments[0])
            if name.startswith(_root):
                _write(name.removeprefix(_root))
