"""Runs validators over stores as people do, each command in a process of its own, and compares what they say.

``python tests/peers/run.py FOLDER``: the folder has ``cases.csv`` with the columns ``name``, ``path`` (of the store
below ``name``) and ``exit`` (0 valid, 1 broken, 2 no OME-Zarr). Without one, all stores of ``test_explain_kinds.py``
are written and used. A program is right when it ends with 0 for what is valid and with something else for what is
not; a traceback is a crash.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

BIN = Path(sys.executable).parent
COMMANDS = {
    "yaozarrs": [BIN / "yaozarrs", "validate"],
    "ome-zarr-models": [BIN / "ome-zarr-models", "validate"],
    "ome_zarr info": [BIN / "ome_zarr", "info"],
    "helpdesk explain": [BIN / "helpdesk", "explain"],
}
SECONDS = 120
COLUMNS = ("right", "missed", "false alarm", "crash")


def main(folder: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        cases = list(read(Path(folder)) if folder else write(Path(scratch)))
        print(f"{len(cases)} stores")
        print(f"{'':18}" + "".join(f"{name:>12}" for name in COLUMNS) + f"{'seconds':>12}")
        for name, command in COMMANDS.items():
            counts: Counter[str] = Counter()
            start = time.monotonic()
            for store, status in cases:
                counts[judge(command, store, status)] += 1
            told = "".join(f"{counts[column]:12}" for column in COLUMNS)
            print(f"{name:18}{told}{(time.monotonic() - start) / len(cases):12.1f}", flush=True)


def judge(command: list[object], store: Path, status: int) -> str:
    try:
        done = subprocess.run(
            [*map(str, command), str(store)], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "crash"
    if "Traceback (most recent call last)" in done.stderr + done.stdout:
        return "crash"
    if (done.returncode == 0) == (status == 0):
        return "right"
    return "missed" if status else "false alarm"


def read(folder: Path) -> list[tuple[Path, int]]:
    with (folder / "cases.csv").open(encoding="utf-8") as file:
        return [(folder / row["name"] / row["path"], int(row["exit"])) for row in csv.DictReader(file)]


def write(folder: Path) -> list[tuple[Path, int]]:
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from test_explain_kinds import BROKEN, DOORS, VALID

    makers = [(maker, 0) for maker in VALID.values()] + [(maker, 1) for maker, _ in BROKEN.values()]
    makers += [(maker, 2) for maker, _ in DOORS.values()]
    cases = []
    for number, (maker, status) in enumerate(makers):
        store = folder / str(number) / "s.zarr"
        store.parent.mkdir()
        maker(store)
        cases.append((store, status))
    return cases


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
