"""Runs a script in a process of its own, in the folder where alone it may write.

What the script may do is decided in :mod:`helpdesk_omezarr.stores.limits`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpdesk_omezarr.stores import limits
from helpdesk_omezarr.stores.processes import Reply, answer, size
from helpdesk_omezarr.stores.scratch import scratch

SECONDS = 10.0
MAX_BYTES = 20 * 1024 * 1024
_GRACE = 1.0  # seconds: a script interrupts itself first, which tells the line


class Died(Exception):
    """A process was killed, crashed, or raised; the message is a sentence. ``too_long``: it met the time limit."""

    def __init__(self, message: str, *, too_long: bool = False) -> None:
        self.too_long = too_long
        super().__init__(message)


@dataclass(frozen=True)
class Ran:
    """How a script ended. ``code`` is None for a script that met every limit; ``line`` counts from 1."""

    code: str | None = None
    line: int = 1
    message: str = ""
    output: str = ""


@dataclass
class Sandbox:
    """A script may run for ``seconds`` and write ``max_bytes``.

    ``loaded`` names the modules that any process so far had.
    """

    seconds: float = SECONDS
    max_bytes: int = MAX_BYTES
    loaded: set[str] = field(default_factory=set)

    def run(self, script: Path, folder: Path) -> Ran:
        """Run ``script`` as ``__main__`` in the existing ``folder``, where alone it may write."""
        script, folder = script.absolute(), folder.absolute()
        most = size(folder) + self.max_bytes
        with scratch() as temporary:
            reply = answer(
                limits.run_script,
                str(script),
                str(folder),
                temporary,
                self.seconds,
                self.max_bytes,
                seconds=self.seconds + _GRACE,
                is_too_large=lambda: size(folder) > most,
            )
        self.loaded |= reply.loaded
        return self._account(reply, folder, most)

    def call(self, function: Callable[..., Any], *arguments: Any, seconds: float = SECONDS) -> Any:
        """The value of ``function(*arguments)``, as JSON gives it back. Raises :class:`Died`."""
        reply = answer(function, *arguments, seconds=seconds)
        self.loaded |= reply.loaded
        if reply.broke:
            raise Died(f"took longer than {seconds:g} s", too_long=True)
        if reply.died:
            raise Died(reply.died)
        return reply.value

    def _account(self, reply: Reply, folder: Path, most: int) -> Ran:
        # A failure that the script itself met has its line, so it goes first.
        if reply.broke == "bytes" or (not reply.value and size(folder) > most):
            return Ran("E106", 1, f"wrote more than {self.max_bytes >> 20} MiB: make the image smaller", reply.output)
        if reply.broke:
            return Ran("E102", 1, f"ran longer than {self.seconds:g} s", reply.output)
        if reply.died or reply.value is None:
            return Ran("E109", 1, f"ended before its last line: {reply.died}", reply.output)
        return Ran(**reply.value, output=reply.output)
