"""An environment for each library, made by uv in a folder of its own: the one of the build does not grow."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

UV = Path(sys.executable).with_name("uv")
_VERSIONS = """
import json, sys
from importlib import metadata
print(json.dumps({name: metadata.version(name) for name in sys.argv[1:]}))
"""


class Unavailable(Exception):
    """The library cannot be installed here; the message is the last line of what the installer says."""


@dataclass(frozen=True)
class Environment:
    python: Path
    versions: dict[str, str]  # of the packages that were asked for


def make(folder: Path, packages: list[str]) -> Environment:
    """An environment with the newest ``packages`` (requirements). Raises :class:`Unavailable`."""
    # The Python of the build, never one that uv would fetch.
    _run("venv", "--quiet", "--clear", "--no-python-downloads", "--python", sys.executable, str(folder))
    python = folder / "bin/python"
    if packages:
        _run("pip", "install", "--quiet", "--python", str(python), *packages)
    names = [package.partition("[")[0] for package in packages]
    done = subprocess.run([python, "-c", _VERSIONS, *names], capture_output=True, text=True, check=True)
    return Environment(python, json.loads(done.stdout))


def _run(*arguments: str) -> None:
    done = subprocess.run([UV, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise Unavailable(lines[-1][:200] if lines else f"uv ended with status {done.returncode}")
