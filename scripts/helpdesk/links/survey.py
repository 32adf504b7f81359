"""Checks many outside links: hosts side by side, the pages of one host one after the other; remembers what was fine."""

from __future__ import annotations

import datetime
import json
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from helpdesk.links.external import Asker, Verdict, without_anchor
from helpdesk.links.outward import Outward
from helpdesk.model.link_exceptions import Ledger
from helpdesk.reading.problems import Problem

_AT_ONCE = 8
_FRESH = datetime.timedelta(days=6)
_UNASKED = Verdict("later", "not asked: the time for the whole check was over")


def ask_all(urls: Iterable[str], asker: Asker, seconds: float) -> dict[str, Verdict]:
    """A verdict for each of ``urls``, within about ``seconds``."""
    hosts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for url in urls:
        page, anchor = without_anchor(url)
        hosts[urlsplit(page).netloc][page].add(anchor)
    todo: queue.SimpleQueue[dict[str, set[str]]] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[str, Verdict] | None] = queue.SimpleQueue()
    for pages in sorted(hosts.values(), key=len, reverse=True):
        todo.put(pages)
    workers = min(_AT_ONCE, len(hosts))
    for _ in range(workers):
        # Daemons: a server that holds a worker must not hold the program.
        threading.Thread(target=_work, args=(todo, done, asker), daemon=True).start()
    verdicts: dict[str, Verdict] = {}
    end = time.monotonic() + seconds
    while workers:
        try:
            result = done.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        if result is None:
            workers -= 1
        else:
            verdicts[result[0]] = result[1]
    return verdicts


def _work(todo: queue.SimpleQueue[dict[str, set[str]]], done: queue.SimpleQueue, asker: Asker) -> None:
    try:
        while True:
            for i, (page, anchors) in enumerate(todo.get_nowait().items()):
                if i:
                    time.sleep(asker.pause)
                for anchor, verdict in asker.ask(page, anchors):
                    done.put((f"{page}#{anchor}" if anchor else page, verdict))
    except queue.Empty:
        done.put(None)


@dataclass
class Survey:
    """``problems`` fail the check, ``notes`` are for information."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    asked: int = 0
    remembered: int = 0


def survey(
    links: list[Outward],
    ledger: Ledger,
    asker: Asker,
    memory: Path,
    today: datetime.date,
    *,
    seconds: float = 1500,
    lenient: bool = False,
) -> Survey:
    """Check ``links``. ``lenient``: what may be fine tomorrow is a note; a contributor cannot mend a busy server."""
    fine = _recall(memory, today)
    urls = {link.url for link in links}
    asked = ask_all(urls - fine.keys(), asker, seconds)
    fine |= {url: today for url, verdict in asked.items() if verdict.outcome == "ok"}
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({url: day.isoformat() for url, day in sorted(fine.items())}, indent=1) + "\n")
    found = Survey(asked=len(asked), remembered=len(urls & fine.keys() - asked.keys()))
    found.problems += ledger.expired(today)
    for link in links:
        verdict = Verdict("ok") if link.url in fine else asked.get(link.url, _UNASKED)
        _report(found, link, verdict, ledger, lenient)
    return found


def _report(found: Survey, link: Outward, verdict: Verdict, ledger: Ledger, lenient: bool) -> None:
    if verdict.outcome == "ok":
        return
    message = f"{link.url}: {verdict.detail}"
    if verdict.outcome == "moved":
        found.notes.append(Problem(link.path, link.line, "L505", f"{message}; write the new address"))
    elif excuse := ledger.excuse(link.url):
        found.notes.append(Problem(link.path, link.line, "L502", f"{message}; excused until {excuse.expires}"))
    elif verdict.outcome == "later":
        (found.notes if lenient else found.problems).append(
            Problem(link.path, link.line, "L504", f"{message}; if it stays so, correct or remove the link")
        )
    else:
        advice = "correct it" if verdict.outcome == "broken" else "open it by hand; if it is right, add an exception"
        found.problems.append(Problem(link.path, link.line, "L502", f"{message}; {advice}"))


def _recall(memory: Path, today: datetime.date) -> dict[str, datetime.date]:
    """What was fine a few days ago. A damaged memory is no memory."""
    try:
        days = {url: datetime.date.fromisoformat(day) for url, day in json.loads(memory.read_text()).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
    return {url: day for url, day in days.items() if day <= today < day + _FRESH}
