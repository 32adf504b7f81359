"""The table of a benchmark, and what is asked for as a ratio."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from measured import SCENES, Result, Subject

Rows = list[tuple[Subject, dict[str, Result]]]


def table(rows: Rows) -> str:
    columns = ["site", "entries", *SCENES[:1], "per entry", *SCENES[1:], "peak memory", "bytes", "of plain Sphinx"]
    lines = [_row(columns), "|---|" + "---:|" * (len(columns) - 1)]
    by_name = {(subject.name, subject.count): results["cold"] for subject, results in rows}
    for subject, results in rows:
        cold = results["cold"]
        size = sum(path.stat().st_size for path in subject.html.resolve().rglob("*") if path.is_file())
        beside = by_name.get((subject.name.replace("help desk", "plain Sphinx"), subject.count))
        ratio = f"{cold.wall / beside.wall:.0%} ({cold.processor / beside.processor:.0%})" if beside else ""
        each = per_entry(subject, results)
        memory = max(result.memory for result in results.values())
        cells = [
            subject.name,
            f"{subject.count:,}",
            str(cold),
            f"{each.wall * 1000:.1f} ms ({each.processor * 1000:.1f})",
        ]
        cells += [str(results[scene]) for scene in SCENES[1:]]
        lines.append(_row([*cells, f"{memory} MB", f"{size / 1e6:.1f} MB", ratio]))
    return "\n".join(lines)


def per_entry(subject: Subject, results: dict[str, Result]) -> Result:
    """The cold build less a build without any change, for each entry."""
    cold, start = results["cold"], results["no change"]
    wall, processor = (max(0.0, a - b) for a, b in ((cold.wall, start.wall), (cold.processor, start.processor)))
    return Result(wall / subject.count, processor / subject.count, cold.memory)


def ratios(rows: Rows) -> Iterator[str]:
    """What is asked for as a ratio, in words."""
    each = {(subject.name, subject.count): per_entry(subject, results) for subject, results in rows}
    for name in ("help desk", "help desk, -j 1", "plain Sphinx"):
        small, large = each.get((name, 1000)), each.get((name, 10000))
        if small and large:
            wall, processor = large.wall / small.wall, large.processor / small.processor
            yield f"{name}: an entry of 10,000 costs {wall:.2f} ({processor:.2f}) times as much as one of 1,000"
    cold = {(subject.name, subject.count): results["cold"] for subject, results in rows}
    for subject, results in rows:
        if subject.name == "help desk" and (serial := cold.get(("help desk, -j 1", subject.count))):
            faster = serial.wall / results["cold"].wall
            yield f"two processes build {subject.count:,} entries {faster:.2f} times as fast as one"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def keep(text: str, page: Path) -> None:
    """Put ``text`` between the marks of the page that shows the measurements."""
    before, start, rest = page.read_text(encoding="utf-8").partition("% measured: begin\n")
    _, end, after = rest.partition("% measured: end")
    if not start or not end:
        sys.exit(f"{page}: the lines `% measured: begin` and `% measured: end` are missing")
    page.write_text(f"{before}{start}\n{text}\n\n{end}{after}", encoding="utf-8")
