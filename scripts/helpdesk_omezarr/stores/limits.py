"""What a script may do and what it finds, arranged from inside the fork that runs it."""

from __future__ import annotations

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
from contextlib import ExitStack, suppress
from typing import Any
from unittest import mock

from helpdesk_omezarr.stores.guard import Guard, watch

MEMORY = 4 << 30  # bytes of a script's data
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class _TooLong(BaseException):
    """Not an Exception, so that a loop around ``try ... except Exception`` ends as well."""


def run_script(script: str, folder: str, scratch: str, seconds: float, max_bytes: int) -> dict[str, Any]:
    """Run ``script`` in ``folder``; ``scratch`` is for temporary files. Returns code, line and message of a failure."""
    import time_machine  # the process that asks needs it no more than numpy

    guard = Guard(script, folder, scratch)
    # One byte more than allowed may be written, so that the size afterwards tells why the write failed.
    _limit(resource.RLIMIT_FSIZE, max_bytes + 1)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_DATA, MEMORY)
    signal.signal(signal.SIGALRM, _interrupt)
    os.chdir(folder)
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["HOME"] = scratch
    sys.argv = [script]
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(NOW, tick=False))
        _make_repeatable(stack)
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


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    with suppress(ValueError, OSError):  # the system has no such limit, or a lower one
        resource.setrlimit(what, (most, hard))


def _make_repeatable(stack: ExitStack) -> None:
    """Seed what has a seed, and let what asks the system for random bytes get the same ones in each run."""
    import numpy as np

    random.seed(0)
    np.random.seed(0)
    seeds, make = random.Random(0), np.random.default_rng

    def default_rng(seed: Any = None) -> Any:
        return make(seeds.getrandbits(64) if seed is None else seed)

    stack.enter_context(mock.patch.object(np.random, "default_rng", default_rng))
    stack.enter_context(mock.patch.object(os, "urandom", random.Random(0).randbytes))  # uuid4 asks it
    # Else uuid1 starts a process to find the number of the network card.
    stack.enter_context(mock.patch.object(uuid, "getnode", lambda: 1))


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
