"""How well questions and messages are answered: totals of the three files, in Python and in the browser.

Run it with ``make finding``. It shows no line of ``unseen.yaml``: whoever tunes with what it holds has no yardstick
left. ``--misses`` shows what the other two files miss.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from helpdesk.finding.text import Record

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))

NAMES = ("learned", "tuned", "unseen")


@dataclass(frozen=True)
class Asked:
    """A question or a message; any entry of ``ids`` answers it. None does where it is empty.

    ``missed``: when the files were last looked through, none of them was among the first three.
    """

    text: str
    ids: frozenset[str]
    missed: bool = False


@dataclass(frozen=True)
class Got:
    """The ids that are shown, best first, and whether the first is called a sure answer."""

    ids: Sequence[str]
    sure: bool


@dataclass
class Totals:
    """``answered`` have an answer here, ``open`` have none; ``honest`` is how many of those are not called sure."""

    answered: int = 0
    open: int = 0
    first: int = 0
    three: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    honest: int = 0

    def add(self, asked: Asked, got: Got) -> None:
        right = got.ids[:1] != [] and got.ids[0] in asked.ids
        if asked.ids:
            self.answered += 1
            self.first += right
            self.three += bool(asked.ids & set(got.ids[:3]))
        else:
            self.open += 1
            self.honest += not got.sure
        self.sure_right += got.sure and right
        self.sure_wrong += got.sure and not right

    def __str__(self) -> str:
        shares = {"first": self.answered, "three": self.answered, "honest": self.open}
        parts = []
        for field in fields(self)[2:]:
            value, whole = getattr(self, field.name), shares.get(field.name)
            of = f"/{whole} ({value / whole:.0%})" if whole else ""
            parts.append(f"{field.name.replace('_', ' and ')} {value}{of}")
        return ", ".join(parts)


def read(name: str) -> dict[str, list[Asked]]:
    """The questions and the messages of ``name``.yaml."""
    data = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    return {
        kind: [
            Asked(row.get("q", row.get("text")), frozenset(row["ids"]), row.get("missed", False)) for row in data[kind]
        ]
        for kind in ("questions", "messages")
    }


def measure(asked: Iterable[Asked], answers: Iterable[Got]) -> Totals:
    totals = Totals()
    for one, got in zip(asked, answers, strict=True):
        totals.add(one, got)
    return totals


@cache
def site_records() -> list[Record]:
    """All that can be found on the site, read once."""
    from helpdesk.finding.site import site_records as read_records
    from helpdesk.model.catalog import Catalog

    return list(read_records(Catalog.load(ROOT)))


@cache
def site_files() -> dict[str, Any]:
    """The files of its index, as a browser reads them."""
    return index_files(site_records())


def index_files(records: Iterable[Record]) -> dict[str, Any]:
    from helpdesk.finding.index import Index

    index = Index()
    index.add(records)
    return json.loads(json.dumps(index.files()))


def in_python(files: dict[str, object]) -> Callable[[Sequence[str]], list[Got]]:
    """A door: from texts to answers, by the files of an index."""
    from helpdesk.finding.searcher import Searcher

    searcher = Searcher(files.__getitem__)

    def ask(texts: Sequence[str]) -> list[Got]:
        answers = [searcher.find(text) for text in texts]
        return [Got([hit.id for hit in searcher.show(one.shown[:3])], one.judgment.sure) for one in answers]

    return ask


IN_PAGE = """async (texts) => {
    const { Finder } = await import("/_static/find.js");
    const finder = new Finder();
    const answers = [];
    for (const text of texts) {
        const { hits, sure, likely } = await finder.find(text);
        const shown = sure || likely ? await finder.show(hits.slice(0, 3)) : [];
        answers.push({ ids: shown.map((hit) => hit.id), sure });
    }
    return answers;
}"""


def write_site(files: dict[str, object], folder: Path) -> None:
    """The scripts and the index alone, for a browser to load."""
    shutil.copytree(ROOT / "scripts/helpdesk/theme/static", folder / "_static")
    (folder / "find").mkdir()
    for name, content in files.items():
        (folder / "find" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (folder / "index.html").write_text("<!doctype html><title>asked</title>", encoding="utf-8")


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show what the files learned and tuned miss")
    parser.add_argument("--python", action="store_true", help="only in Python")
    parser.add_argument("--lost", action="store_true", help="only what had an answer and has none now; exit code 1")
    options = parser.parse_args()

    files = site_files()
    if options.lost:
        return _lost(in_python(files))
    if options.python:
        _report("Python", in_python(files), options.misses)
        return 0
    _report("Python", in_python(files), options.misses)
    from playwright.sync_api import sync_playwright
    from serving import serve

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        write_site(files, Path(folder))
        with serve(Path(folder)) as base:
            browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"{base}/index.html")
            _report("browser", lambda texts: [Got(**one) for one in page.evaluate(IN_PAGE, list(texts))], False)
            browser.close()
    return 0


def _lost(ask: Callable[[Sequence[str]], list[Got]]) -> int:
    """Print what people asked and no longer find, of the two files that may be looked at."""
    lost = 0
    for name in ("learned", "tuned"):
        for asked in read(name).values():
            for one, got in zip(asked, ask([one.text for one in asked]), strict=True):
                if one.ids and not one.missed and not one.ids & set(got.ids[:3]):
                    lost += 1
                    said = " ".join(one.text.split())[-100:]
                    print(f"{name}.yaml: {said!r} no longer finds {' or '.join(sorted(one.ids))}")
    print(f"{lost} questions lost their answer" if lost else "no question lost its answer")
    return 1 if lost else 0


def _report(door: str, ask: Callable[[Sequence[str]], list[Got]], misses: bool) -> None:
    for name in NAMES:
        for kind, asked in read(name).items():
            answers = ask([one.text for one in asked])
            print(f"{door:8}{name:8}{kind:10}{measure(asked, answers)}", flush=True)
            for one, got in zip(asked, answers, strict=True):
                missed = one.ids and not one.ids & set(got.ids)
                wrong = got.sure and got.ids[0] not in one.ids
                if misses and name != "unseen" and (missed or wrong):
                    said = "sure and wrong" if wrong else "missed"
                    print(f"  {said}: {' '.join(one.text.split())[-90:]!r} got {', '.join(got.ids) or 'nothing'}")


if __name__ == "__main__":
    sys.exit(_main())
