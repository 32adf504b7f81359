"""Keeps the templates that Jinja has translated into Python for the next build: that takes longer than one page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from helpdesk.kept import load, save


class Translated(BytecodeCache):
    """In files of ``folder``. Jinja's own cache of files runs what is in them, damaged or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        if (kept := load(self._file(bucket))) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        save(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.pickle"
