"""Puts what examples wrote below the site: stores as folders to open, ZIP files to download, scripts, pictures."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path


def publish(out: Path, name: str, files: dict[str, bytes]) -> None:
    """Make ``out/stores/<name>`` hold exactly ``files``. A file that is right is not touched."""
    top = out / "stores" / name
    for path, data in files.items():
        target = top / path
        if target.is_file() and target.read_bytes() == data:
            continue
        _clear(target, top)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    wanted = {top / path for path in files}
    for found in sorted(top.rglob("*"), reverse=True):  # what is in a folder before the folder
        if found.is_dir() and not found.is_symlink():
            if not any(found.iterdir()):
                found.rmdir()
        elif found not in wanted:
            found.unlink()


def forget_others(out: Path, names: set[str]) -> None:
    """Remove the stores of examples that are not in ``names``."""
    for path in (out / "stores").glob("*"):
        if path.name not in names:
            _remove(path)


def unfold(archive: bytes) -> dict[str, bytes]:
    """The files of a ZIP file by path."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}


def _clear(target: Path, top: Path) -> None:
    """Remove what stands where ``target`` or one of its folders has to be."""
    for path in (target, *target.parents):
        if path == top.parent:
            break
        if path.is_symlink() or (path.is_dir() if path == target else path.is_file()):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
