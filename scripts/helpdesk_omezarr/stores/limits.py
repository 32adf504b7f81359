"""What a script may do and what it finds, arranged from inside the fork that runs it."""

from __future__ import annotations

import contextlib
import datetime
import errno
import os
import random
import resource
import runpy
import signal
import sys
import tempfile
import traceback
import uuid
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.random  # loaded at its first use otherwise, in every fork
import time_machine

from helpdesk_omezarr.stores.guard import Guard, watch

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class _TooLong(BaseException):
    """Not an Exception, so that a loop around ``try ... except Exception`` ends as well."""


def run_script(script: str, folder: str, scratch: str, seconds: float, max_bytes: int) -> dict[str, Any]:
    """Run ``script`` in ``folder``; ``scratch`` is for temporary files. Returns code, line and message of a failure.

    What a script changes in modules stays for the next one in this process; all else is put back.
    """
    guard = Guard(script, folder, scratch)
    # One byte more than allowed may be written, so that the size afterwards tells why the write failed.
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes + 1, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _interrupt)
    with _own_surroundings(script, folder, scratch), time_machine.travel(NOW, tick=False):
        _make_repeatable()
        watch(guard)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            runpy.run_path(script, run_name="__main__")
        except BaseException as error:
            failure = _describe(error, script, seconds, max_bytes)
        else:
            failure = {}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            watch(None)
    # What was refused comes first: the error that ended the script is most often its consequence.
    return guard.refused or failure


@contextlib.contextmanager
def _own_surroundings(script: str, folder: str, scratch: str) -> Iterator[None]:
    environment, path, streams = dict(os.environ), [*sys.path], (sys.stdin, sys.stdout, sys.stderr)
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = scratch
    sys.argv = [script]
    try:
        with warnings.catch_warnings():
            yield
    finally:
        os.environ.clear()
        os.environ.update(environment)
        sys.path[:] = path
        sys.stdin, sys.stdout, sys.stderr = streams


def _make_repeatable() -> None:
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
