"""Measures `helpdesk explain`: `python tests/bench/explain.py [--rounds 5] [--keep docs/contribute/performance.md]`.

A small store of the built site or of `tests/store_kinds.py`, and two plates of metadata only: 96 wells of 4 fields, 384
wells of 9 fields. `--write FOLDER` leaves the stores there and measures nothing.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from store_kinds import image, plate  # noqa: E402  it stands beside the tests

COMMAND = [str(Path(sys.executable).with_name("helpdesk")), "explain", "--desk", str(ROOT)]
PLATES = {
    "plate of 96 wells x 4 fields": ("ABCDEFGH", 12, 4),
    "plate of 384 wells x 9 fields": ("ABCDEFGHIJKLMNOP", 24, 9),
}
PR_SET_CHILD_SUBREAPER = 36
MARKS = re.compile(r"(?<=% explain: begin\n\n).*?(?=\n% explain: end)", re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="write the table between its marks in this file")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only write the stores")
    options = parser.parse_args()
    if options.write:
        write(options.write)
        return 0
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory() as folder:
        rows = [(name, *measure(store, options.rounds)) for name, store in write(Path(folder)).items()]
    told = [f"| {name} | {wall:.1f} s | {cpu:.1f} s | {memory:.0f} MB |" for name, wall, cpu, memory in rows]
    table = "\n".join(["| store | wall | CPU | most memory of a process |", "|---|---:|---:|---:|", *told, ""])
    print(table)
    if options.keep:
        options.keep.write_text(MARKS.sub(lambda _: table, options.keep.read_text("utf-8")), "utf-8")
    return 0


def write(folder: Path) -> dict[str, Path]:
    """The stores by what they are."""
    stores = {"small store": folder / "small.zarr"}
    image(stores["small store"])
    for name, (rows, columns, fields) in PLATES.items():
        stores[name] = folder / f"{len(rows) * columns}x{fields}.zarr"
        plate(stores[name], rows, columns, fields)
        for chunks in stores[name].glob("*/*/*/*/c"):
            shutil.rmtree(chunks)
    return stores


def measure(store: Path, rounds: int) -> tuple[float, float, float]:
    """Median wall and CPU time in seconds, and the largest process in MB."""
    walls, cpus, memory = [], [], 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        process = subprocess.Popen([*COMMAND, str(store)], stdout=subprocess.DEVNULL)
        cpu = 0.0
        for pid, status, usage in _ended():
            if pid == process.pid:
                walls.append(time.perf_counter() - began)
                process.returncode = os.waitstatus_to_exitcode(status)
            cpu += usage.ru_utime + usage.ru_stime
            memory = max(memory, usage.ru_maxrss / 1024)
        if process.returncode != 0:
            raise SystemExit(f"{store.name} is called not valid")
        cpus.append(cpu)
    return median(walls), median(cpus), memory


def _ended() -> Iterator[tuple[int, int, resource.struct_rusage]]:
    """All processes below this one, as each ends: those whose parent has ended come here (Linux)."""
    while True:
        try:
            yield os.wait4(-1, 0)
        except ChildProcessError:
            return


if __name__ == "__main__":
    sys.exit(main())
