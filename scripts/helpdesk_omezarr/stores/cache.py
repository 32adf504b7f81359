"""Results kept under a key, with what ran to make them: a result is used again as long as none of that changed."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
import zipfile
import zlib
from importlib import metadata
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

KEPT = 1000  # files; those not used for longest go first
_RAN = "ran.json"
_OWN = __name__.partition(".")[0]


class Cache:
    """A folder of ZIP files, each holding the named parts of one result. A damaged or missing file is a miss."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._states: dict[str, str] = {}
        self._installed: dict[str, set[str]] = {}
        self._versions: dict[str, str] = {}

    def get(self, key: str) -> dict[str, bytes] | None:
        """The parts kept under ``key``; their checksums are compared, and what ran has to be what is installed."""
        path = self._path(key)
        try:
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as kept:
                parts = {name: kept.read(name) for name in kept.namelist()}
            ran = json.loads(parts.pop(_RAN))
            if any(self._state(name) != state for name, state in ran.items()):
                return None
            os.utime(path)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError):
            return None
        return parts

    def put(self, key: str, parts: dict[str, bytes], loaded: set[str]) -> None:
        """Keep ``parts``, which the modules ``loaded`` made. A reader sees all of it or nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ran = {name: self._state(name) for name in sorted(self._what_ran(loaded))}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as kept:
            for name, part in {**parts, _RAN: json.dumps(ran).encode()}.items():
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

    def _what_ran(self, loaded: set[str]) -> set[str]:
        """The distributions of the modules ``loaded``, and the modules of this package."""
        self._installed = self._installed or _distributions()
        own = {name for name in loaded if _is_own(name)}
        others = {name.partition(".")[0] for name in loaded} - {_OWN}
        return own | {one for name in others for one in self._installed.get(name, ())}

    def _state(self, name: str) -> str:
        if name not in self._states:
            self._versions = self._versions or _versions()
            known = self._versions.get(_folder_name(name))
            self._states[name] = _source(name) if _is_own(name) else known or _version(name)
        return self._states[name]


def value[T](parts: dict[str, bytes] | None, name: str, kind: TypeAdapter[T]) -> T | None:
    """The value that :meth:`Cache.get` found in the JSON part ``name``; None where there is none, or it is damaged."""
    try:
        return kind.validate_json((parts or {})[name])
    except (KeyError, ValidationError):
        return None


def make_key(*parts: str | bytes) -> str:
    """A name for what depends on ``parts``, on Python and on the platform."""
    digest = hashlib.sha256(f"{sys.version} {sys.platform}".encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


def _distributions() -> dict[str, set[str]]:
    """The names of the distributions that have files of a package, by its name.

    ``metadata.packages_distributions`` tells the same, but looks for each of their files, which takes a second.
    """
    found: dict[str, set[str]] = {}
    for distribution in metadata.distributions():
        name, files = distribution.name, (distribution.read_text("RECORD") or "").splitlines()
        for package in {re.split(r"[/.,]", file, maxsplit=1)[0] for file in files}:
            found.setdefault(package, set()).add(name)
    return found


def _is_own(name: str) -> bool:
    return name.partition(".")[0] == _OWN


def _source(module: str) -> str:
    """A digest of a module, and of the data file beside it that has its name."""
    found = importlib.util.find_spec(module)
    if not found or not found.origin:
        return ""
    files = [Path(found.origin), Path(found.origin).with_suffix(".json")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _versions() -> dict[str, str]:
    """The versions in the names of the folders ``NAME-VERSION.dist-info``; to read those files takes half a second."""
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):  # noqa: PTH208
            distribution, _, version = name.removesuffix(".dist-info").partition("-")
            if name.endswith(".dist-info"):
                found.setdefault(_folder_name(distribution), version)
    return found


def _folder_name(distribution: str) -> str:
    """As PEP 503 makes names alike, with the underscores of PEP 427."""
    return re.sub(r"[-_.]+", "_", distribution).lower()
