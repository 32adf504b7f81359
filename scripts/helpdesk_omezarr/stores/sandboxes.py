"""Several sandboxes at work at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue

from helpdesk_omezarr.stores.sandbox import Sandbox


@contextmanager
def one_per_core() -> Iterator[list[Sandbox]]:
    """Sandboxes for :func:`share_out`, at most four; each starts its process at its first use."""
    with ExitStack() as stack:
        yield [stack.enter_context(Sandbox(core=core)) for core in _cores()[:4]]


def _cores() -> list[int] | list[None]:
    """The cores that this process may use, by number where the system lets a process choose."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return [None] * (os.cpu_count() or 1)


def share_out[Item, Result](
    sandboxes: Sequence[Sandbox], function: Callable[[Sandbox, Item], Result], items: Iterable[Item]
) -> Iterator[Result]:
    """What ``function`` makes of each of ``items``, in order. Each sandbox is busy with one of them at a time."""
    free: SimpleQueue[Sandbox] = SimpleQueue()
    for sandbox in sandboxes:
        free.put(sandbox)

    def run(item: Item) -> Result:
        sandbox = free.get()
        try:
            return function(sandbox, item)
        finally:
            free.put(sandbox)

    # A sandbox is a process of its own, so threads that wait for it use all cores.
    with ThreadPoolExecutor(len(sandboxes)) as pool:
        yield from pool.map(run, items)
