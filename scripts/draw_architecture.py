"""Draw the packages of ``scripts/`` and their imports as ``docs/contribute/architecture.svg``.

Every folder is a box; an arrow leads from a folder to one it imports, left out where a longer way leads there too.
Each box stands one row above the lowest it needs. Run without arguments to say whether the picture is up to date
(exit 1 when it is not), with ``--write`` to draw it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

PICTURE = Path(__file__).parents[1] / "docs/contribute/architecture.svg"
PACKAGES = ("helpdesk", "helpdesk_omezarr")
WIDTH, HEIGHT, GAP, ROW = 116, 34, 18, 84
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1b2733; text-anchor: middle }
rect { fill: #eef4fa; stroke: #47698c } rect.omezarr { fill: #fdf3e3; stroke: #9a6a1c }
path { fill: none; stroke: #6b7c8d; marker-end: url(#tip) } marker path { fill: #6b7c8d; stroke: none }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } rect { fill: #1c2c3c; stroke: #7da7d0 } rect.omezarr { fill: #3a2c14; stroke: #d7a24a }
path { stroke: #9fb0c0 } marker path { fill: #9fb0c0 } }
"""


def imports() -> dict[str, set[str]]:
    """The folders that each folder imports, both as ``package.folder``."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in sorted(graph.modules):
        if module.count(".") and (own := _folder(module)):
            found.setdefault(own, set())
            for other in graph.find_modules_directly_imported_by(module):
                if (there := _folder(other)) and there != own:
                    found[own].add(there)
    return found


def _folder(module: str) -> str:
    """``helpdesk.rules.files`` gives ``helpdesk.rules``; a module that lies in no folder gives nothing."""
    parts = module.split(".")
    path = Path(__file__).parent.joinpath(*parts[:2])
    return ".".join(parts[:2]) if len(parts) > 1 and path.is_dir() else ""


def rows(needs: dict[str, set[str]]) -> list[list[str]]:
    """The folders by height above those that need nothing, lowest row last."""

    @cache
    def height(folder: str) -> int:
        return 1 + max((height(other) for other in needs[folder]), default=-1)

    highest = max(map(height, needs))
    return [sorted(one for one in needs if height(one) == level) for level in range(highest, -1, -1)]


def direct(needs: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """The arrows that are no short cut for a longer way."""

    @cache
    def reached(folder: str) -> frozenset[str]:
        return frozenset(needs[folder].union(*(reached(other) for other in needs[folder])))

    for folder, others in sorted(needs.items()):
        for other in sorted(others):
            if not any(other in reached(third) for third in others - {other}):
                yield folder, other


def draw(needs: dict[str, set[str]]) -> str:
    """The picture as SVG."""
    lines = rows(needs)
    width = max(map(len, lines)) * (WIDTH + GAP) + GAP
    places = {}
    for y, line in enumerate(lines):
        indent = (width - len(line) * (WIDTH + GAP) + GAP) / 2
        places |= {folder: (indent + x * (WIDTH + GAP), y * ROW + GAP) for x, folder in enumerate(line)}
    parts = []
    for folder, other in direct(needs):
        (x1, y1), (x2, y2) = places[folder], places[other]
        start, end = (x1 + WIDTH / 2, y1 + HEIGHT), (x2 + WIDTH / 2, y2)
        middle = (start[1] + end[1]) / 2
        bend = f"C{start[0]:.0f},{middle:.0f} {end[0]:.0f},{middle:.0f}"
        parts.append(f'<path d="M{start[0]:.0f},{start[1]:.0f} {bend} {end[0]:.0f},{end[1] - 2:.0f}"/>')
    for folder, (x, y) in places.items():
        package, _, name = folder.partition(".")
        kind = package.removeprefix("helpdesk").lstrip("_")
        parts.append(f'<rect class="{kind}" x="{x:.0f}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>')
        parts.append(f'<text x="{x + WIDTH / 2:.0f}" y="{y + HEIGHT / 2 + 5:.0f}">{name}</text>')
    tip = '<marker id="tip" markerWidth="8" markerHeight="8" refX="6" refY="3" orient="auto">'
    size = f'viewBox="0 0 {width} {len(lines) * ROW}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>Folders and their imports</title>'
    return "\n".join(
        [
            head,
            f"<style>{STYLE}</style>",
            f'<defs>{tip}<path d="M0,0 L6,3 L0,6 z"/></marker></defs>',
            *parts,
            "</svg>\n",
        ]
    )


def main() -> int:
    text = draw(imports())
    if "--write" in sys.argv[1:]:
        PICTURE.write_text(text, encoding="utf-8")
        return 0
    if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PICTURE.name} shows other imports: run `python scripts/draw_architecture.py --write`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
