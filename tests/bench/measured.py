"""One measurement: a build in a process of its own."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SCENES = ("cold", "no change", "one edit", "one new")


@dataclass
class Result:
    """Seconds on the clock, seconds of all processors together, megabytes of the largest process."""

    wall: float
    processor: float
    memory: int

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.processor:.1f})"


@dataclass
class Subject:
    """One way of building ``count`` entries in ``root``."""

    name: str
    count: int
    root: Path
    command: list[str]
    edit: Callable[[], None]
    new: Callable[[], None]

    @property
    def html(self) -> Path:
        return self.root / "_build/html"


def run(command: list[str], root: Path) -> Result:
    """Run a build to its end; an unsuccessful one ends the benchmark."""
    began = time.perf_counter()
    # The two lines of a build's own output are of no interest unless it fails.
    with tempfile.TemporaryFile() as said:
        child = os.posix_spawn(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), n) for n in (1, 2)]
        )
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - began
        if status:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed in {root}:\n{said.read().decode()[-3000:]}")
    return Result(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def measure(subjects: Sequence[Subject], repeat: int, cold: int) -> list[dict[str, Result]]:
    """For each of ``subjects`` the best of ``repeat`` runs of each scene; the first ``cold`` runs begin with nothing.

    Others may use the machine, and they only ever make it slower. The subjects take turns, so that it is as fast for
    one as for the other.
    """
    found: list[dict[str, list[Result]]] = [{scene: [] for scene in SCENES} for _ in subjects]
    for number in range(repeat):
        for subject, results in zip(subjects, found, strict=True):
            if number < cold and (old := subject.root / "_build").exists():
                # Put aside, not removed: ext4 is slow to make files for some seconds after many were removed.
                old.rename(subject.root.with_name(f"{subject.root.name}-{number}"))
            for scene in SCENES if number < cold else SCENES[1:]:
                if scene == "one edit":
                    subject.edit()
                elif scene == "one new":
                    subject.new()
                results[scene].append(run(subject.command, subject.root))
    return [{scene: min(runs, key=lambda one: one.wall) for scene, runs in results.items()} for results in found]
