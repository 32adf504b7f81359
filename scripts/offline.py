"""Packs the built site into one ZIP file that is read straight from a folder: `make offline`.

Every page opens from the disk. Browsers refuse scripts from files, so the pages are then as they are without scripts:
the lists stand in for the search. Behind any local server (`python -m http.server`) all of it works.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from helpdesk import __version__

ROOT = Path(__file__).parent.parent
NAME = "ome-zarr-help-desk"
# Of the stores, what pages show: pictures, scripts and archives; each folder beside an archive would be there twice.
LEFT_OUT = ("stores",)
READ_ME = f"""{NAME} {__version__}, to read without a network

Open index.html. Your browser shows every page; it refuses scripts from files, so use the lists instead of the search:
glossary/index.html, faq/index.html, docs/mistakes/index.html.

To search too, run this in the folder, and open http://127.0.0.1:8000/

    python -m http.server --bind 127.0.0.1 8000

The datasets of the examples are there as ZIP files.
"""


def main() -> int:
    site, target = ROOT / "_build/html", ROOT / "_build/offline" / f"{NAME}.zip"
    if not site.is_dir():
        print("build the site first: make site", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{NAME}/README.txt", READ_ME)
        for path in sorted(site.resolve().rglob("*")):
            inside = path.relative_to(site.resolve())
            if path.is_file() and (inside.parts[0] not in LEFT_OUT or is_shown(inside)):
                archive.write(path, f"{NAME}/{inside.as_posix()}")
    print(f"written: {target.relative_to(ROOT)} ({target.stat().st_size / 1e6:.1f} MB)")
    return 0


def is_shown(path: Path) -> bool:
    """Whether a page shows this file of a store, or has a link to it: its picture, its script, its archive."""
    return len(path.parts) == 3 or path.name.endswith(".zip")


if __name__ == "__main__":
    sys.exit(main())
