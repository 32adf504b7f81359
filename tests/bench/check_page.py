"""Measures the checker in Chromium: `python tests/bench/check_page.py [--keep docs/contribute/performance.md]`.

Chooses every store that the built site publishes, and takes the median of five rounds for each.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from checking import Checker  # noqa: E402  it stands beside the tests
from playwright.sync_api import sync_playwright  # noqa: E402
from serving import serve  # noqa: E402

ROUNDS = 5
MARKS = re.compile(r"(?<=% checker: begin\n\n).*?(?=\n% checker: end)", re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="write the table between its marks in this file")
    keep = parser.parse_args().keep
    site = (ROOT / "_build/html").resolve()
    stores = sorted(path for path in site.glob("stores/*/*/*") if path.is_dir())
    with sync_playwright() as playwright, serve(site) as url:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        checker = Checker(browser.new_page(), url)
        judged, whole = [], []
        for store in stores:
            rounds = [_one(checker, store) for _ in range(ROUNDS)]
            judged.append(median(one for one, _ in rounds))
            whole.append(median(both for _, both in rounds))
        browser.close()
    table = _table(judged, whole, site / "check")
    print(table)
    if keep:
        keep.write_text(MARKS.sub(lambda _: table, keep.read_text("utf-8")), "utf-8")
    return 0


def _one(checker: Checker, store: Path) -> tuple[float, float]:
    began = time.perf_counter()
    checker.folder(store)
    whole = 1000 * (time.perf_counter() - began)
    return float(checker.page.get_attribute("#check-result", "data-ms") or "nan"), whole


def _table(judged: list[float], whole: list[float], folder: Path) -> str:
    def packed(*names: str) -> str:
        return f"{sum(len(gzip.compress((folder / name).read_bytes(), 6)) for name in names) / 1000:.1f} kB"

    codecs = [path.name for path in folder.glob("*.js") if re.match("blosc|zstd|lz4", path.name)]
    picture = ["picture.js", "quiet.js", "zarrita.js", *(path.name for path in folder.glob("chunk-*.js"))]
    rows = [
        (
            f"read and judge a store (median of {len(judged)}, largest)",
            f"{median(judged):.0f} ms, {max(judged):.0f} ms",
        ),
        ("from choosing the folder to the result on the page", f"{median(whole):.0f} ms, {max(whole):.0f} ms"),
        ("first load, packed", packed("check.css", "start.js")),
        ("with the first store: scripts", packed("worker.js")),
        ("with the first store: schemas, rules, pages", packed("data.json")),
        (
            "with the first picture, and its codec at most",
            f"{packed(*picture)}, {packed(max(codecs, key=lambda name: (folder / name).stat().st_size))}",
        ),
    ]
    return "\n".join(["| what | measured |", "|---|---:|", *(f"| {what} | {value} |" for what, value in rows), ""])


if __name__ == "__main__":
    sys.exit(main())
