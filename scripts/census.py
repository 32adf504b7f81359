"""Write down what a built site says, and compare two builds by it: the way to see what a change of templates did.

python scripts/census.py _build/html > before.json
python scripts/census.py _build/html > after.json
python scripts/census.py --compare before.json after.json
python scripts/census.py --findings tests/files/bad > findings.json
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from census_files import read_site
from census_pages import Lines

SITE = Path(__file__).parent.parent / "tests/files/site"
PLACES = {"term": "glossary/{}.yaml", "question": "faq/{}.yaml", "mistake": "docs/mistakes/{}.yaml"}
PLACES |= {"channels": "docs/channels.yaml", "guide": "docs/guide/{}.md", "data": "docs/_data/{}.yaml"}
SHARED = 4  # a difference on so many pages is told once
MOST = 12  # differences told for each page and kind
WIDTH = 160

type Census = dict[str, Lines]
type Change = tuple[str, str]  # a sign and a line


def read_findings(folder: Path) -> Census:
    """Return what ``helpdesk check`` says of each file in ``folder`` when it is put into the small site of the tests.

    Files are named ``CODE.LINE.id.KIND.yaml``; ``….KIND.files`` is a folder of several.
    """
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        files = sorted(folder.iterdir())
        return dict(zip([file.name for file in files], workers.map(_findings, files), strict=True))


def _findings(file: Path) -> Lines:
    *_, name, kind, _ = file.name.split(".")
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "site"
        shutil.copytree(SITE, root)
        if file.is_dir():
            shutil.copytree(file, root, dirs_exist_ok=True)
        else:
            path = root / PLACES[kind].format(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, path)
        command = [Path(sys.executable).with_name("helpdesk"), "check", root]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    says = (done.stdout + done.stderr).replace(str(root), "SITE")
    return {"exit status": [str(done.returncode)], "findings": says.splitlines()}


def compare(old: Census, new: Census, most: int = 60) -> list[str]:
    """Return a report of what vanished (``-``) and came (``+``) by page and kind; empty where both say the same.

    What many files share is told once; of the rest, ``most`` places are shown.
    """
    report = _shown("files", [("-", path) for path in old if path not in new], "")
    report += _shown("files", [("+", path) for path in new if path not in old], "")
    changes = _changes(old, new)
    where: defaultdict[tuple[str, Change], list[str]] = defaultdict(list)
    for (path, kind), found in changes.items():
        for change in dict.fromkeys([*found, *_replaced(found).values()]):
            where[kind, change].append(path)
    common = {key: paths for key, paths in where.items() if len(paths) >= SHARED}
    shared: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    rest = {}
    for (path, kind), found in changes.items():
        words = _replaced(found)
        told = {change: change if (kind, change) in common else words.get(change, change) for change in found}
        for change in dict.fromkeys(told.values()):
            if paths := common.get((kind, change)):
                files = f"{len(paths)} files ({', '.join(paths[:3])}, …)"
                shared[kind, files] += [change] if change not in shared[kind, files] else []
        rest[path, kind] = [change for change in found if (kind, told[change]) not in common]
    for (kind, files), found in shared.items():
        report += _shown(kind, found, files)
    places = [(path, kind) for (path, kind), found in rest.items() if found]
    for path, kind in places[:most]:
        report += _shown(kind, rest[path, kind], path)
    if len(places) > most:
        report.append(f"and {len(places) - most} more places (--most {len(places)} shows them)")
    if report:
        pages = {path for path, _ in changes} | (old.keys() ^ new.keys())
        kinds = Counter(kind for _, kind in changes)
        counted = ", ".join(f"{kind} in {count}" for kind, count in kinds.most_common())
        every = old.keys() | new.keys()
        report.append(f"{len(pages)} of {len(every)} files differ{': ' if counted else ''}{counted}")
    return report


def _changes(old: Census, new: Census) -> dict[tuple[str, str], list[Change]]:
    """Return by path and kind the lines with their sign; lines in another order are told as such."""
    changes = {}
    for path in old.keys() & new.keys():
        for kind in old[path].keys() | new[path].keys():
            before, after = old[path].get(kind, []), new[path].get(kind, [])
            gone, came = Counter(before) - Counter(after), Counter(after) - Counter(before)
            found = [("-", _times(*item)) for item in gone.items()] + [("+", _times(*item)) for item in came.items()]
            if not found and before != after:
                place = next(i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
                found = [("~", f"the same in another order, from: {before[place]}")]
            if found:
                changes[path, kind] = found
    return dict(sorted(changes.items()))


def _replaced(found: list[Change]) -> dict[Change, Change]:
    """Return for lines that vanished and came in pairs the words that were replaced in both."""
    gone, came = ([change for change in found if change[0] == sign] for sign in "-+")
    pairs = {}
    for one, other in zip(gone, came, strict=True) if len(gone) == len(came) else ():
        old, new = one[1].split(), other[1].split()
        while old and new and old[0] == new[0]:
            del old[0], new[0]
        while old and new and old[-1] == new[-1]:
            del old[-1], new[-1]
        pairs[one] = pairs[other] = ("~", f"{' '.join(old) or 'nothing'} -> {' '.join(new) or 'nothing'}")
    return pairs


def _times(line: str, count: int) -> str:
    return line if count == 1 else f"{count} times: {line}"


def _shown(kind: str, found: list[Change], place: str) -> list[str]:
    """Return lines for the differences of one kind in one place, the longest list and the longest line cut."""
    if not found:
        return []
    report = [f"{place}: {kind}".removeprefix(": ")]
    others = {sign: [line for other, line in found if other != sign] for sign, _ in found}
    for sign in dict.fromkeys(sign for sign, _ in found):
        lines = [line for one, line in found if one == sign]
        report += [f"  {sign} {_cut(line, others[sign])}" for line in lines[:MOST]]
        if len(lines) > MOST:
            report.append(f"  {sign} and {len(lines) - MOST} more")
    return report


def _cut(line: str, others: list[str]) -> str:
    """Return at most WIDTH characters of ``line``, around the place where it leaves the most similar other line."""
    if len(line) <= WIDTH:
        return line
    same = max((_shared(line, other) for other in others), default=0)
    start = max(0, min(same - WIDTH // 3, len(line) - WIDTH))
    return ("…" if start else "") + line[start : start + WIDTH] + ("…" if start + WIDTH < len(line) else "")


def _shared(one: str, other: str) -> int:
    """Return how many characters two lines begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a built site")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("OLD", "NEW"), help="tell how two censuses differ")
    parser.add_argument("--findings", type=Path, metavar="FOLDER", help="what `helpdesk check` says of each bad file")
    parser.add_argument("--most", type=int, default=60, metavar="N", help="places to show differences of (60)")
    given = parser.parse_args()
    if (given.folder, given.compare, given.findings).count(None) != 2:
        parser.error("give a folder, or --compare OLD NEW, or --findings FOLDER")
    if given.compare:
        report = compare(*(json.loads(path.read_text("utf-8")) for path in given.compare), given.most)
        print("\n".join(report or ["no difference"]))
        return 1 if report else 0
    census = read_findings(given.findings) if given.findings else read_site(given.folder)
    json.dump(census, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
