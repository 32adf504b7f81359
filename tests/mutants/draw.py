"""Draw faults of a repository at random, the same ones for the same seed."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import faults_python
import faults_text
from fault import Fault
from tree import listed

# By the ending of a file: of how many percent of the faults it is, and where. Folders by what they hold, not by names
# of modules, because those move. Among files of one ending a longer one is drawn more often.
PLACES = {
    ".py": (65, ("scripts/*/*",)),
    ".js": (12, ("docs/_static/*", "scripts/*/*")),
    ".mjs": (3, ("docs/_static/*", "scripts/*/*")),
    ".css": (4, ("docs/_static/*", "scripts/*/*")),
    ".html": (8, ("docs/_templates/*", "scripts/*/*")),
    ".yml": (8, (".github/*",)),
}


def draw(root: Path, seed: int, count: int, only: str, kind: str = "") -> Iterator[Fault]:
    """Yield ``count`` different faults: a file by ending and length, then a kind of fault, then one of that kind."""
    dice = random.Random(seed)
    texts = {}
    for name in listed(root):
        path = Path(name)
        places = PLACES.get(path.suffix, (0, ()))[1]
        if any(fnmatch(name, place) for place in places) and fnmatch(name, only):
            texts[path] = (root / path).read_text("utf-8")
    texts = {path: text for path, text in texts.items() if text.strip()}
    lines = {path: text.count("\n") for path, text in texts.items()}
    whole = Counter[str]()
    for path, length in lines.items():
        whole[path.suffix] += length
    weights = [PLACES[path.suffix][0] * length / whole[path.suffix] for path, length in lines.items()]
    kinds: dict[Path, dict[str, list[Fault]]] = {}
    drawn: set[Fault] = set()
    for _ in range(200 * count if texts else 0):
        if len(drawn) == count:
            return
        path = dice.choices(list(texts), weights)[0]
        finder = faults_python if path.suffix == ".py" else faults_text
        if path not in kinds:
            find = faults_python.python_faults if path.suffix == ".py" else faults_text.text_faults
            kinds[path] = defaultdict(list)
            for fault in find(path, texts[path]):
                if kind in ("", fault.kind):
                    kinds[path][fault.kind].append(fault)
        if not kinds[path]:
            continue
        fault = dice.choice(kinds[path][dice.choice(list(kinds[path]))])
        if fault not in drawn and finder.still_valid(fault, texts[path]):
            drawn.add(fault)
            yield fault
