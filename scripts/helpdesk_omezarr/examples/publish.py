"""Puts what examples wrote below the site: stores as folders to open, ZIP files to download, scripts, pictures."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

from helpdesk.files import write_if_changed


def publish(out: Path, name: str, files: dict[str, bytes]) -> None:
    """Make ``out/stores/<name>`` hold exactly ``files``. A file that is right is not touched."""
    top = out / "stores" / name
    targets = {top / path: data for path, data in files.items()}
    for found in sorted(top.rglob("*"), reverse=True):  # what is in a folder before the folder
        if found.is_dir() and not found.is_symlink():
            if found in targets or not any(found.iterdir()):
                shutil.rmtree(found)
        elif found not in targets or found.is_symlink():
            found.unlink()
    for target, data in targets.items():
        write_if_changed(target, data)


def forget_others(out: Path, names: set[str]) -> None:
    """Remove the stores of examples that are not in ``names``."""
    for path in (out / "stores").glob("*"):
        if path.name not in names:
            _remove(path)


def unfold(archive: bytes) -> dict[str, bytes]:
    """The files of a ZIP file by path."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
