"""Each part of the workflows: when they run, on which Python, what each step is given and calls."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from test_workflows_run import run

PATHS = (ROOT / ".github/workflows").glob("*.yml")
WORKFLOWS: dict[str, dict[Any, Any]] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in PATHS}
JOBS = {f"{name} {job}": told for name, workflow in WORKFLOWS.items() for job, told in workflow["jobs"].items()}
STEPS = {
    f"{where}: {step.get('name', step.get('uses', '').partition('@')[0])}": step
    for where, job in JOBS.items()
    for step in job["steps"]
}
# What each step calls where nothing fails. `python -m venv` makes the Python that is called behind it.
CALLS = {
    "links links: Ask the servers": ["make .venv/.ready", "helpdesk links --external"],
    "links links: Open or renew the issue": ["gh issue list", "gh issue create"],
    "newest newest: Install the newest packages": ["python -m venv", "python -m pip install --editable .[zarr,test]"],
    "newest newest: Run all tests": ["make test"],
    "newest newest: Ask again what people asked": ["make lost"],
    "newest newest: Open or renew the issue": ["gh issue list", "gh issue create"],
    "publish build: Run all tests": ["make test"],
    "publish build: Build the site": ["make site"],
    "publish build: Pack it for reading without a network": ["make offline"],
    "publish build: Find the ids that are published for the first time": ["helpdesk ids --write"],
    "publish remember: Open or renew the pull request": [
        *("git config user.name github-actions[bot]", "git config user.email 41898282+github-actions[bot]@"),
        *("git commit", "git push --force", "gh pr list", "gh pr create"),
    ],
    "test test: Check the YAML files": ["make .venv/.ready", "helpdesk check --format github", "helpdesk fmt --check"],
    "test test: Run all tests": ["make test"],
    "test test: Check the external links on changed lines": [
        "helpdesk links --external --changed-since given-BASE --format github"
    ],
    "test test: Keep the site": [],
    "test versions: Run all tests": ["make test"],
    "test installed: Install it with the validators that are small": [
        *("python -m venv", "python -m pip install .[explain]"),
    ],
    "test installed: Ask it, and start a help desk": [
        *("helpdesk --version", "helpdesk define chunk", "helpdesk init given-TEMP/bees"),
        *("helpdesk check given-TEMP/bees", "helpdesk site given-TEMP/bees"),
    ],
    "tools try: Try them": ["make tools"],
    "tools try: Hand on the table, if it changed": ["git status --porcelain docs/_data/tools-computed.yaml"],
    "tools propose: Open or renew the pull request": [
        *("git config user.name github-actions[bot]", "git config user.email 41898282+github-actions[bot]@"),
        *("git commit", "git push --force", "gh pr list", "gh pr create"),
    ],
}
# What the variables of steps stand for; those that only `make` and `gh` read are not named in a script.
GIVEN = {
    "GH_TOKEN": "${{ github.token }}",
    "REPOSITORY": "${{ github.repository }}",
    "SERVER": "${{ github.server_url }}",
    "RUN": "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}",
    "BASE": "${{ github.event.pull_request.base.sha }}",
    "NEW": "${{ needs.build.outputs.new }}",
    "TABLE": "${{ needs.try.outputs.table }}",
    "VERSIONS": "${{ matrix.packages }}",
    "HELPDESK_BASE_URL": "${{ steps.pages.outputs.base_url }}",
}
READ_BY_PROGRAMS = {"GH_TOKEN", "VERSIONS", "HELPDESK_BASE_URL"}
OF_GITHUB = {"GITHUB_OUTPUT", "RUNNER_TEMP", "RANDOM"}


def test_a_name_says_which_step_it_is() -> None:
    assert CALLS.keys() == {name for name, step in STEPS.items() if "run" in step}
    assert all(("run" in step) != ("uses" in step) for step in STEPS.values())


@pytest.mark.parametrize("name", CALLS)
def test_a_step_calls_what_its_name_says(name: str, tmp_path: Path) -> None:
    done = run(STEPS[name], tmp_path / "step", RUNNER_TEMP="given-TEMP", STATUS="", IDS="nothing to add")
    assert done.status == 0, done.printed + done.said
    assert len(done.calls) == len(CALLS[name]), done.calls
    assert [call for call, wanted in zip(done.calls, CALLS[name], strict=True) if not call.startswith(wanted)] == []
    assert ((done.folder / "site").exists()) == (name == "test test: Keep the site")
    assert ((done.folder / "body.md").exists()) == ("Open or renew the issue" in name)
    if name.endswith("Install the newest packages"):
        assert (done.folder / ".venv/.ready").is_file(), "or else `make` would install the kept ones"
    if name.startswith("publish build: Pack"):
        assert (done.folder / "_build/html/ome-zarr-help-desk.zip").is_file()


@pytest.mark.parametrize("name", CALLS)
def test_a_step_is_given_what_its_script_reads_and_nothing_else(name: str) -> None:
    step = STEPS[name]
    given = step.get("env", {})
    used = set(re.findall(r"\$\{?([A-Z][A-Z_]+)", step["run"])) - OF_GITHUB
    assert used - READ_BY_PROGRAMS == given.keys() - READ_BY_PROGRAMS
    assert ("GH_TOKEN" in given) == ("gh " in step["run"])
    assert {key: text for key, text in given.items() if key != "TITLE"} == {
        key: GIVEN[key] for key in given.keys() - {"TITLE"}
    }
    assert not ("TITLE" in given and len(given["TITLE"]) < 20)


def test_when_each_workflow_runs() -> None:
    triggers = {name: workflow[True] for name, workflow in WORKFLOWS.items()}
    times = [triggers[name].pop("schedule") for name in ("links", "newest", "tools")]
    weekly = {"workflow_dispatch": None}
    assert triggers == {
        "links": weekly,
        "newest": weekly,
        "tools": weekly,
        "publish": {"push": {"branches": ["main"]}, "workflow_dispatch": None},
        "test": {"pull_request": None, "push": {"branches": ["main"]}},
    }
    crons = [one["cron"] for (one,) in times]
    assert all(re.fullmatch(r"\d+ \d+ \* \* [0-6]", cron) for cron in crons), "once a week"
    assert len({cron.split()[-1] for cron in crons}) == 3, "on a day of its own"


def test_each_job_has_what_its_steps_need_first() -> None:
    for name, job in JOBS.items():
        assert job["runs-on"] == "ubuntu-24.04", name
        uses = [step["uses"].partition("@")[0] if "uses" in step else "run" for step in job["steps"]]
        if "run" in uses:
            assert uses[0] == "actions/checkout" and job["steps"][0]["with"]["persist-credentials"] is False, name
        if any(".venv" in step.get("run", "") or "make" in step.get("run", "") for step in job["steps"]):
            assert uses[1] == "actions/setup-python", name
            matrix = job.get("strategy", {}).get("matrix")
            wanted = "${{ matrix.python }}" if matrix else "3.13"
            assert job["steps"][1]["with"] == {"python-version": wanted}, name


def test_every_promised_python_is_tried_and_one_that_fails_stops_no_other() -> None:
    versions, installed = JOBS["test versions"]["strategy"], JOBS["test installed"]["strategy"]
    assert versions["fail-fast"] is False and installed["fail-fast"] is False
    assert [tuple(one.values()) for one in versions["matrix"]["include"]] == [
        *(("3.12", "kept"), ("3.12", "lowest"), ("3.14", "kept"), ("3.14", "newest")),
    ]
    assert installed["matrix"] == {"python": ["3.12", "3.13", "3.14"]}


def test_an_issue_is_opened_where_anything_failed_and_the_site_is_kept() -> None:
    told: dict[str, Any] = {name: step["if"] for name, step in STEPS.items() if "if" in step}
    assert told == {
        "links links: Open or renew the issue": "failure()",
        "newest newest: Open or renew the issue": "failure()",
        "test test: Check the external links on changed lines": "github.event_name == 'pull_request'",
        "test test: Keep the site": "${{ !cancelled() }}",  # codespell:ignore cancelled
        "test test: actions/upload-artifact": "${{ !cancelled() }}",  # codespell:ignore cancelled
    }
    assert {name: job["if"] for name, job in JOBS.items() if "if" in job} == {
        "publish remember": "needs.build.outputs.new != ''",
        "tools propose": "needs.try.outputs.table != ''",
    }
    assert {name: job["needs"] for name, job in JOBS.items() if "needs" in job} == {
        "publish deploy": "build",
        "publish remember": ["build", "deploy"],
        "tools propose": "try",
    }
    assert STEPS["test test: actions/upload-artifact"]["with"] == {
        "name": "site", "path": "site", "include-hidden-files": True, "if-no-files-found": "ignore",
        "retention-days": 14,
    }  # fmt: skip
    for name in ("publish remember: actions/checkout", "tools propose: actions/checkout"):
        assert STEPS[name]["with"]["ref"] == "main"
    environment = {"name": "github-pages", "url": "${{ steps.deploy.outputs.page_url }}"}
    assert JOBS["publish deploy"]["environment"] == environment
    assert [step.get("id") for step in JOBS["publish deploy"]["steps"]] == ["deploy"]
    assert all("shell" not in step for step in STEPS.values())
