"""A plugin of pytest: records what each test runs, or runs chosen tests in a given order and says how it went.

With MUTANTS_RECORD it writes a log for each test, each fixture that tests share and the import of each module of tests,
and durations. With MUTANTS_ORDER, a file with names of tests and their usual seconds, it runs these in this order and
fails one that hangs.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Generator
from pathlib import Path

import pytest
import recorder

RECORD = os.environ.get("MUTANTS_RECORD")
ORDER = os.environ.get("MUTANTS_ORDER")
# A test that takes so many seconds and six times its usual duration is taken to hang.
HANG = float(os.environ.get("MUTANTS_HANG", "15"))


def _log(name: str) -> str:
    return str(Path(RECORD or "") / f"{abs(hash(name))}-{os.getpid()}.hits")


def _note(**values: object) -> None:
    with (Path(RECORD or "") / f"{os.getpid()}.jsonl").open("a") as notes:
        notes.write(json.dumps(values) + "\n")


if RECORD:
    recorder.follow(_log("now"), _log("start"))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, object, object]:
        if not isinstance(collector, pytest.Module):
            return (yield)
        log = _log(collector.nodeid)
        outer = recorder.switch(log)
        try:
            return (yield)
        finally:
            _note(module=collector.nodeid, log=log)
            recorder.switch(outer)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
        log = _log(item.nodeid)
        recorder.switch(log)
        result = yield
        _note(test=item.nodeid, log=log, fixtures=getattr(item, "fixturenames", []))
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        log = _log(f"{fixturedef.baseid}::{fixturedef.argname}")
        outer = recorder.switch(log)
        start = time.perf_counter()
        try:
            return (yield)
        finally:
            _note(fixture=f"{fixturedef.baseid}::{fixturedef.argname}", log=log, seconds=time.perf_counter() - start)
            recorder.switch(outer)

    def pytest_runtest_logreport(report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            _note(ran=report.nodeid, seconds=report.duration, passed=report.passed)


if ORDER:
    _usual: dict[str, float] = json.loads(Path(ORDER).read_text("utf-8"))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
        place = {name: number for number, name in enumerate(_usual)}
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in place])
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])
        for item in items:
            item.add_marker(pytest.mark.timeout(HANG + 6 * _usual[item.nodeid]))

    def pytest_runtest_logreport(report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            with Path(f"{ORDER}.ran").open("a") as ran:
                ran.write(json.dumps([report.nodeid, report.failed]) + "\n")
