"""The table of a benchmark, and what is asked for as a ratio."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from measured import SCENES, Result, Subject

Rows = list[tuple[Subject, dict[str, Result]]]


def table(rows: Rows) -> str:
    columns = ["site", "entries", *SCENES[:1], "per entry", "each further", *SCENES[1:], "peak memory", "bytes"]
    columns.append("of plain Sphinx")
    lines = [_row(columns), "|---|" + "---:|" * (len(columns) - 1)]
    by_name = {(subject.name, subject.count): results["cold"] for subject, results in rows}
    for subject, results in rows:
        cold = results["cold"]
        size = sum(path.stat().st_size for path in subject.html.resolve().rglob("*") if path.is_file())
        beside = by_name.get(("plain Sphinx", subject.count))
        ratio = f"{cold.wall / beside.wall:.0%} ({cold.processor / beside.processor:.0%})" if beside else ""
        further = further_entry(subject, rows)
        memory = max(result.memory for result in results.values())
        cells = [
            subject.name,
            f"{subject.count:,}",
            str(cold),
            _milliseconds(cold.wall / subject.count, cold.processor / subject.count),
            _milliseconds(*further) if further else "",
        ]
        cells += [str(results[scene]) for scene in SCENES[1:]]
        lines.append(_row([*cells, f"{memory} MB", f"{size / 1e6:.1f} MB", ratio]))
    return "\n".join(lines)


def further_entry(subject: Subject, rows: Rows) -> tuple[float, float] | None:
    """What each entry more costs than in the next smaller site of the same kind: seconds, seconds of processors."""
    cold = {other.count: results["cold"] for other, results in rows if other.name == subject.name}
    smaller = max((count for count in cold if count < subject.count), default=None)
    if smaller is None:
        return None
    more, one, other = subject.count - smaller, cold[subject.count], cold[smaller]
    return (one.wall - other.wall) / more, (one.processor - other.processor) / more


def ratios(rows: Rows) -> Iterator[str]:
    """What is asked for as a ratio, in words."""
    each = {(subject.name, subject.count): further_entry(subject, rows) for subject, _ in rows}
    for name in ("help desk", "with its own look", "plain Sphinx"):
        small, large = each.get((name, 1000)), each.get((name, 10000))
        if small and large:
            wall, processor = large[0] / small[0], large[1] / small[1]
            yield (
                f"{name}: each further entry up to 10,000 costs {wall:.2f} ({processor:.2f}) times as much as one "
                "from 100 to 1,000"
            )


def _milliseconds(wall: float, processor: float) -> str:
    return f"{wall * 1000:.1f} ms ({processor * 1000:.1f})"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def keep(text: str, page: Path) -> None:
    """Put ``text`` between the marks of the page that shows the measurements."""
    before, start, rest = page.read_text(encoding="utf-8").partition("% measured: begin\n")
    _, end, after = rest.partition("% measured: end")
    if not start or not end:
        sys.exit(f"{page}: the lines `% measured: begin` and `% measured: end` are missing")
    page.write_text(f"{before}{start}\n{text}\n\n{end}{after}", encoding="utf-8")
