"""``make mutants``: what tests notice and what survives is told apart, in a copy, and drawn the same for a seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from conftest import ROOT, files

LENGTH = '''"""A module about lengths that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Unseen


class Length:
    """A length that says so."""

    value: "Annotated text"

    def __init__(self, value: int) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "the representation"

    def is_long(self, limit: int = 7) -> bool:
        """Say so."""
        return self.value > limit
'''
UNTESTED = """def shout(text):
    return text.upper() + "!"
"""
COUNT = """def count(number):
    while number > 0:
        number = number - 1
    return "done"
"""
PRICE = """FREE = 2

def price(people):
    if people < FREE:
        return "nothing"
    return people * 5
"""
TESTS = """import os
from pathlib import Path
from pack.length import Length
from pack.untested import shout

def test_long():
    assert [n for n in range(20) if Length(n).is_long()] == list(range(8, 20))
    assert [n for n in range(20) if Length(n).is_long(3)] == list(range(4, 20))
    assert Length(4).value == 4

def test_shout_runs():
    shout("hello")

def test_now_and_then():
    mark = Path("failed-once")
    if "MUTANTS_ORDER" in os.environ and not mark.exists():
        mark.touch()
        raise AssertionError
    shout("hello")
"""
OTHER_TESTS = """from pathlib import Path
import pytest
from pack.count import count
from pack.price import price

@pytest.fixture(scope="module")
def script():
    return Path("docs/_static/page.js").read_text()

STEPS = Path(".github/workflows/test.yml").read_text().splitlines()

def test_count():
    assert count(3) == "done"

def test_of_many():
    assert price(3)

def test_of_one():
    assert price(1)

def test_what_was_read_at_import():
    assert "    if: a && true" in STEPS

def test_the_script_asks(script):
    assert "if (asked) {" in script
"""
FORKED = """def forked():
    return "in a fork"
"""
FORK_TESTS = """import multiprocessing
from pack.count import count
from pack.forked import forked

SERVER = multiprocessing.get_context("forkserver")

def ask(function, *arguments):
    with SERVER.Pool(1) as pool:
        return pool.apply(function, arguments)

def test_the_first_starts_the_server():
    assert ask(count, 0) == "done"

def test_another_asks_it():
    assert ask(forked)
"""
SCRIPT = """// Only said in a comment: true.
const limit = 3;
const WAIT = 151;
const most = 4000;
if (asked) {
  show(limit, "Results here");
}
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository with code, tests and pages; its tests are measured once for all of ours."""
    root = tmp_path_factory.mktemp("mutants") / "repository"
    texts = {
        "scripts/pack/__init__.py": "",
        "scripts/pack/length.py": LENGTH,
        "scripts/pack/untested.py": UNTESTED,
        "scripts/pack/count.py": COUNT,
        "scripts/pack/price.py": PRICE,
        "scripts/pack/forked.py": FORKED,
        "tests/test_server.py": FORK_TESTS,
        "tests/test_length.py": TESTS,
        "tests/test_other.py": OTHER_TESTS,
        "docs/_static/page.js": SCRIPT,
        "docs/_static/css/page.css": "/* color: red; */\na { color: red; margin: 0 }\n",
        "docs/_templates/page.html": '{# <p class="a">x</p> #}\n{% if a %}<p class="lead">Some text</p>{% endif %}\n',
        ".github/workflows/test.yml": "name: test # name\non: [push]\njobs:\n  a:\n    needs: b\n    if: a && true\n",
        "pytest.ini": "[pytest]\n",
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    return root


def mutants(root: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "tests/mutants/run.py", "--root", root, "--processes", 1, *arguments]
    # These tests may be measured themselves.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MUTANTS_")}
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, env=environment, check=False)


def test_what_a_test_notices_and_what_survives_is_told_apart(repository: Path) -> None:
    before = files(repository)
    done = mutants(repository, "--faults", 1, "--kind", "comparison", "--only", "scripts/pack/length.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 tests measured, 0 failed" in done.stdout
    change = "scripts/pack/length.py:24 comparison: 'self.value > limit' -> '(self.value >= limit)'"
    assert f"[1/1] noticed   {change} (tests/test_length.py::test_long, " in done.stdout
    assert "1 drawn, 1 noticed (100 %), 0 survived" in done.stdout
    left = files(repository)
    assert left.pop("_build/mutants/measured.pickle")  # used again by the next run
    assert left == before

    only = ["--faults", 1, "--kind", "dropped return value", "--only", "scripts/pack/untested.py"]
    done = mutants(repository, *only)
    assert done.returncode == 1
    # One of them fails at first, and passes when it is asked again: it noticed nothing.
    change = "scripts/pack/untested.py:2 dropped return value: 'text.upper() + \"!\"' -> 'None'"
    told = done.stdout.partition(f"\nsurvived  {change} (2 of 2 related tests passed, ")[2].splitlines()
    assert {line.strip() for line in told[1:3]} == {
        *("tests/test_length.py::test_shout_runs", "tests/test_length.py::test_now_and_then"),
    }


def test_a_fault_is_tried_with_the_tests_that_run_its_line(repository: Path) -> None:
    only = ["--faults", 1, "--only", "scripts/pack/price.py", "--kind"]
    done = mutants(repository, *only, "text")
    assert "survived  scripts/pack/price.py:5 text: " in done.stdout
    assert "(1 of 1 related tests passed, " in done.stdout
    assert done.stdout.count("tests/test_other.py::test_of_one") == 1


def test_what_runs_in_a_fork_of_a_server_counts_for_the_test_that_asked(repository: Path) -> None:
    only = ["--faults", 1, "--only", "scripts/pack/forked.py", "--kind", "text"]
    done = mutants(repository, *only, "tests/test_server.py")
    assert "survived  scripts/pack/forked.py:2 " in done.stdout
    assert "(1 of 1 related tests passed, " in done.stdout
    assert "    tests/test_server.py::test_another_asks_it\n" in done.stdout
    assert done.stdout.startswith("2 tests measured")


def test_a_constant_of_a_module_is_used_where_its_name_stands() -> None:
    using = run_path(str(ROOT / "tests/mutants/uses.py"))["using"]
    assert using(PRICE, 1) == {4}
    assert using("A, B = 1, 2\nC: int = A\n\ndef f():\n    return C\n\ndef g():\n    return B\n", 1) == {5, 8}
    assert using("print(1)\n\ndef f():\n    return 1\n", 1) == set()


def test_a_fault_that_hangs_is_ended_and_counts_as_noticed(repository: Path) -> None:
    done = mutants(repository, "--faults", 1, "--kind", "sum", "--only", "scripts/pack/count.py", "--hang", 2)
    hung = next(line for line in done.stdout.splitlines() if "'number - 1' -> '(number + 1)'" in line)
    assert "noticed" in hung
    assert "(tests/test_other.py::test_count, " in hung


def test_a_script_is_tried_with_the_tests_that_read_it(repository: Path) -> None:
    done = mutants(repository, "--faults", 1, "--kind", "negation", "--only", "docs/_static/*.js")
    assert "noticed   docs/_static/page.js:5 negation: 'asked' -> '!(asked)'" in done.stdout
    assert "(tests/test_other.py::test_the_script_asks, " in done.stdout
    done = mutants(repository, "--faults", 1, "--kind", "text", "--only", "docs/_static/*.js", "--wanted", 0)
    assert done.returncode == 0
    assert "survived  docs/_static/page.js:6 text: " in done.stdout
    assert "1 of 1 related tests passed" in done.stdout


def test_a_file_that_tests_read_when_they_are_imported_is_tried_with_them(repository: Path) -> None:
    done = mutants(repository, "--faults", 1, "--kind", "condition", "--only", ".github/*")
    assert "(tests/test_other.py::test_what_was_read_at_import, " in done.stdout


def test_a_script_is_tried_with_the_tests_that_read_a_bundle_with_it(built_site: Path) -> None:
    holders, folders = map(run_path(str(ROOT / "tests/mutants/bundles.py")).get, ("holders", "FOLDERS"))
    published = {path.relative_to(built_site).as_posix() for path in built_site.rglob("*.*js")}
    for folder in folders:
        for script in (ROOT / folder).glob("*.*js"):
            assert holders(ROOT, script.relative_to(ROOT)) & published, script.name
    judge = Path("scripts/helpdesk_omezarr/check/browser/judge.js")
    assert holders(ROOT, judge) & published == {"check/worker.js", "check/edit-worker.js", "describe/start.js"}


def test_a_script_is_tried_with_those_who_read_it_and_those_who_get_it_from_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tests/mutants")
    measured, fault = (run_path(str(ROOT / f"tests/mutants/{name.lower()}.py"))[name] for name in ("Measured", "Fault"))
    path = Path("scripts/helpdesk/theme/static/guess.js")
    served, reads, other = (f"tests/test_{name}.py::test_{name}" for name in ("page", "part", "other"))
    own = {"_build/html/_static/guess.js": [served], path.as_posix(): [reads], "_build/html/index.html": [other]}
    seconds = dict.fromkeys((served, reads, other), 1.0)
    found = measured(seconds, {name: [] for name in seconds}, {}, own, {}, []).related(
        fault(path, 1, "text", 0, 1, ""), ROOT
    )
    assert set(found) == {served, reads}


def test_likely_tests_come_first_and_those_of_a_file_stay_together() -> None:
    names = ("words_of", "likelihoods", "in_order", "compares")
    words_of, likelihoods, in_order, compares = map(run_path(str(ROOT / "tests/mutants/likely.py")).get, names)
    words = words_of(Path("scripts/helpdesk_omezarr/describe/browser/plans.js"), {"describe/start.js"})
    assert {"plan", "describe"} <= words and not words & {"browser", "start", "helpdesk"}
    (kept,) = filter(compares, ["tests/test_all.py::test_a_page_is_kept", "tests/test_kept.py::test_a_page"])
    named = [f"tests/test_browser_describe.py::test_{number}" for number in "12"]
    assert "cop" in words_of(Path("scripts/helpdesk/theme/static/copy.js"), set()), "a test that something is copied"
    other, speaking = "tests/test_any.py::test_3", "tests/test_any.py::test_a_plan_is_made"
    tests = [other, named[0], kept, named[1], speaking]

    def order(**waits: float) -> list[str]:
        fixtures = {name: [key for key in waits if name.startswith(f"tests/test_{key}")] for name in tests}
        return list(in_order(likelihoods(tests, set(), {}, words), dict.fromkeys(tests, 1.0), fixtures, waits))

    assert order() == [kept, *named, speaking, other]
    assert order(browser=100.0) == [kept, speaking, other, *named], "who waits long comes late"
    assert likelihoods(tests, {other}, {}, words)[other] == 1, "the one that runs its line"
    assert list(in_order({}, {}, {}, {})) == []


def test_what_was_interrupted_goes_on(repository: Path) -> None:
    given = ["--seed", 5, "--faults", 8, "--list"]
    whole, rest = (mutants(repository, *given, *more).stdout.splitlines() for more in ([], ["--skip", 6]))
    assert len(whole) == 8 and rest == whole[6:]


def test_a_seed_draws_the_same_and_nothing_that_cannot_be_seen(repository: Path) -> None:
    def drawn(*arguments: object) -> list[str]:
        done = mutants(repository, "--list", *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    assert drawn("--seed", 5, "--faults", 8) == drawn("--seed", 5, "--faults", 8)
    assert drawn("--seed", 5, "--faults", 8) != drawn("--seed", 6, "--faults", 8)
    everything = "\n".join(drawn("--faults", 500))
    for unseen in (
        "says so",
        "Say so",
        "Annotated",
        "representation",
        "Unseen",
        "comment",
        "151",
        "{#",
        "/*",
        "name: test",
    ):
        assert unseen not in everything
    for seen in (
        "self.value > limit",
        "'7' -> '8'",
        "'4000' -> '8000'",
        "color: red;",
        "Some text",
        "needs: b",
        "'a' -> 'not (a)'",
    ):
        assert seen in everything


def test_each_fault_of_the_real_code_can_be_read_again() -> None:
    """What is drawn from this repository parses: Python and workflows as such, and each differs from what stands."""
    listed = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=ROOT / "tests/mutants", capture_output=True, text=True, check=False
    )
    assert listed.returncode == 0, listed.stderr
    assert set(listed.stdout.split()) >= {".py", ".js", ".css", ".html", ".yml"}


CHECK = """
import ast, yaml
from pathlib import Path
from draw import draw
from run import ROOT
for fault in draw(ROOT, 11, 150, "*"):
    text = (ROOT / fault.path).read_text("utf-8")
    broken = fault.apply(text)
    assert broken != text
    if fault.path.suffix == ".py":
        assert ast.dump(ast.parse(broken)) != ast.dump(ast.parse(text))
    if fault.path.suffix == ".yml":
        assert yaml.safe_load(broken) != yaml.safe_load(text)
    print(fault.path.suffix)
"""


def test_nothing_to_break_is_an_error(repository: Path) -> None:
    done = mutants(repository, "--only", "nowhere/*.py")
    assert done.returncode == 2
    assert "nothing to break" in done.stderr
