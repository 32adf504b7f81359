"""Results kept under a key made from everything they depend on: equal keys, equal results."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
import zipfile
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path

KEPT = 1000  # files; those not used for longest go first


class Cache:
    """A folder of ZIP files, each holding the named parts of one result. A damaged or missing file is a miss."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> dict[str, bytes] | None:
        """The parts kept under ``key``; their checksums are compared."""
        path = self._path(key)
        try:
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as kept:
                parts = {name: kept.read(name) for name in kept.namelist()}
            os.utime(path)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
            return None
        return parts

    def put(self, key: str, parts: dict[str, bytes]) -> None:
        """Keep ``parts``. A reader sees all of it or nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
            for name, part in parts.items():
                kept.writestr(name, part)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            file.write(packed.getvalue())
        Path(file.name).replace(self._path(key))

    def prune(self) -> None:
        """Drop all but the ``KEPT`` files used last."""
        files = sorted(self.folder.glob("*.zip"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[KEPT:]:
            path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.zip"


def make_key(*parts: str | bytes) -> str:
    """A name for what depends on ``parts``, on this package's code, on Python and on every installed package."""
    digest = hashlib.sha256(_surroundings())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


@cache
def _surroundings() -> bytes:
    here = Path(__file__).parent
    code = {path.relative_to(here).as_posix(): path.read_text("utf-8") for path in sorted(here.rglob("*.py"))}
    packages = sorted(f"{found.name}=={found.version}" for found in metadata.distributions())
    return json.dumps([sys.version, sys.platform, packages, code]).encode()
