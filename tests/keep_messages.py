"""Write down what `helpdesk check` says of each file in `files/bad/`: ``python tests/keep_messages.py``.

Read the difference before you commit it: a message says what is wrong and what to do.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from conftest import FILES, Site

KEPT = FILES / "messages.txt"
LONGEST = 160  # characters of a message: behind them stand lists of all that there is


def read_messages() -> dict[str, str]:
    """Return the kept messages by the name of the bad file."""
    return dict(line.split(": ", 1) for line in KEPT.read_text("utf-8").splitlines())


def main() -> None:
    lines = []
    for file in sorted((FILES / "bad").iterdir()):
        _, _, name, kind, _ = file.name.split(".")
        with tempfile.TemporaryDirectory() as folder:
            site = Site(Path(shutil.copytree(FILES / "site", Path(folder) / "site")))
            site.put(file, name, kind)
            lines += [f"{file.name}: {problem.message[:LONGEST]}" for problem in site.check()]
    KEPT.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
