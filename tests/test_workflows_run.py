"""What the workflows do: their steps run here with stand-ins for make, helpdesk, git and gh, one of which fails."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

FILES = {path.stem: path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")}
WORKFLOWS: dict[str, dict[Any, Any]] = {name: yaml.safe_load(text) for name, text in FILES.items()}
# What GitHub starts for a step that names no shell, and for one that names bash: only the latter minds pipes.
SHELLS = {None: ["bash", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
TOOL = """\
#!/bin/sh
name=${0##*/}
echo "$name $*" >> "$LOG"
case "$name $*" in "$FAILS") echo "$name failed" >&2; exit 3 ;; esac
case "$name $*" in
    "python -m venv "*) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
    "gh issue list"*) printf '%s' "$ISSUE" ;;
    "gh pr list"*) printf '%s' "$PULL" ;;
    "git status"*) printf '%s' "$STATUS" ;;
    "helpdesk ids"*) printf '%s\\n' "$IDS" ;;
    "helpdesk"* | "make"*) echo "said by $name" ;;
esac
"""
# git has nothing to commit where every new id is known: that is no failure.
MAY_FAIL = {"git commit"}


def steps(workflow: str, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = WORKFLOWS[workflow]["jobs"][job]["steps"]
    return found


def place(workflow: str, job: str, words: str) -> int:
    """The number of the one step whose command or action has these words."""
    (found,) = [i for i, step in enumerate(steps(workflow, job)) if words in step.get("run", step.get("uses", ""))]
    return found


@dataclass
class Ran:
    status: int
    calls: list[str]
    folder: Path
    outputs: str = ""
    said: str = field(default="", repr=True)
    printed: str = ""


def run(step: Mapping[str, Any], folder: Path, fails: str = "nothing", **more: str) -> Ran:
    """Run a step's script in ``folder`` as GitHub does. ``fails``: the call, with its arguments, that fails."""
    folder.mkdir(parents=True)
    for name in ("bin/make", "bin/git", "bin/gh", "bin/python", ".venv/bin/helpdesk", ".venv/bin/python"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TOOL)
        path.chmod(0o755)
    (folder / "docs/_data").mkdir(parents=True)
    (folder / "docs/_data/ids.txt").write_text("faq/a\nglossary/c\n")
    (folder / "docs/_data/tools-computed.yaml").write_text("libraries: []\n")
    (folder / "report.txt").touch()
    (folder / "_build/offline").mkdir(parents=True)
    (folder / "_build/offline/ome-zarr-help-desk.zip").touch()
    (folder / "_build/html").mkdir()
    (folder / "step.sh").write_text(step["run"])
    given = {name: f"given-{name}" for name in step.get("env", {})}
    env = {
        "LOG": "calls.txt",
        "FAILS": fails,
        "ISSUE": "",
        "PULL": "",
        "IDS": "nothing to add",
        "STATUS": "",
        "GITHUB_OUTPUT": "outputs.txt",
    }
    env |= given | more | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    env = {name: str(folder / text) if name in ("LOG", "GITHUB_OUTPUT") else text for name, text in env.items()}
    command = [*SHELLS[step.get("shell")], "step.sh"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, check=False)
    log, outputs = folder / "calls.txt", folder / "outputs.txt"
    calls = log.read_text().splitlines() if log.exists() else []
    return Ran(
        done.returncode, calls, folder, outputs.read_text() if outputs.exists() else "", done.stderr, done.stdout
    )


SCRIPTS = [
    pytest.param(step, id=f"{name}: {step.get('name', step['run'])}")
    for name, workflow in WORKFLOWS.items()
    for job in workflow["jobs"].values()
    for step in job["steps"]
    if "run" in step
]


@pytest.mark.parametrize("step", SCRIPTS)
def test_a_step_fails_when_any_of_its_commands_fails(step: dict[str, Any], tmp_path: Path) -> None:
    fine = run(step, tmp_path / "fine")
    assert fine.status == 0, fine
    for i, call in enumerate(dict.fromkeys(fine.calls)):
        if " ".join(call.split()[:2]) not in MAY_FAIL:
            broken = run(step, tmp_path / str(i), call)
            assert broken.status != 0, f"{call} failed, and the step did not"


@pytest.mark.parametrize("workflow", ["links", "newest"])
@pytest.mark.parametrize("number", ["", "7"])
def test_a_weekly_check_that_fails_leaves_its_report_in_one_issue(workflow: str, number: str, tmp_path: Path) -> None:
    ask, tell = [step for step in steps(workflow, workflow) if "report.txt" in step.get("run", "")]
    assert "if" not in ask and tell["if"] == "failure()"
    call = {"links": "helpdesk links --external", "newest": "make test"}[workflow]
    asked = run(ask, tmp_path / "ask")
    assert call in asked.calls
    assert (asked.folder / "report.txt").read_text() == f"said by {call.split()[0]}\n"
    assert "failed" in (run(ask, tmp_path / "fails", call).folder / "report.txt").read_text()
    told = run(tell, tmp_path / "tell", ISSUE=number)
    search, write = told.calls
    assert search.startswith("gh issue list --repo given-REPOSITORY")
    assert write.startswith(f"gh issue edit {number} " if number else "gh issue create ")
    assert write.endswith("--body-file body.md") and "--repo given-REPOSITORY" in write
    body = (told.folder / "body.md").read_text()
    assert body == "From given-RUN\n```text\n```\n"
    assert WORKFLOWS[workflow][True]["schedule"]
    assert WORKFLOWS[workflow]["jobs"][workflow]["permissions"] == {"contents": "read", "issues": "write"}


def test_nothing_is_published_that_was_not_tested() -> None:
    """In `build` the tests come first, nothing lets a failure pass, and publishing waits for all of it."""
    test, site = place("publish", "build", "make test"), place("publish", "build", "make site")
    upload = place("publish", "build", "upload-pages-artifact")
    packed = place("publish", "build", "make offline")
    assert test < site < packed < upload
    jobs = WORKFLOWS["publish"]["jobs"]
    assert steps("publish", "build")[upload]["with"] == {"path": "_build/html", "include-hidden-files": True}
    asked, built = (
        steps("publish", "build")[place("publish", "build", "configure-pages")],
        steps("publish", "build")[site],
    )
    assert built["env"] == {"HELPDESK_BASE_URL": f"${{{{ steps.{asked['id']}.outputs.base_url }}}}"}
    assert jobs["deploy"]["needs"] == "build"
    assert "deploy-pages" in jobs["deploy"]["steps"][0]["uses"]
    assert set(jobs["remember"]["needs"]) == {"build", "deploy"}
    assert WORKFLOWS["publish"][True]["push"] == {"branches": ["main"]}
    assert "pull_request" not in WORKFLOWS["publish"][True]
    assert [step.get("if") for name in ("build", "deploy") for step in jobs[name]["steps"]].count(None) == 9
    assert not {"if"} & (jobs["build"].keys() | jobs["deploy"].keys())


def test_no_step_or_job_may_fail_in_silence() -> None:
    jobs = [job for workflow in WORKFLOWS.values() for job in workflow["jobs"].values()]
    for part in [*jobs, *(step for job in jobs for step in job["steps"])]:
        assert "continue-on-error" not in part, part
        assert "always()" not in str(part.get("if", "")), part


def test_a_pull_request_is_checked_wholly_with_least_rights() -> None:
    check, test = place("test", "test", "helpdesk check"), place("test", "test", "make test")
    links, keep = place("test", "test", "--changed-since"), place("test", "test", "upload-artifact")
    assert check < test < links < keep
    every = steps("test", "test")
    assert "if" not in every[check] and "if" not in every[test]
    assert "--format github" in every[check]["run"]
    assert every[links]["if"] == "github.event_name == 'pull_request'"
    assert every[links]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert every[place("test", "test", "actions/checkout")]["with"]["fetch-depth"] == 0
    assert all("!cancel" in every[i]["if"] for i in (keep - 1, keep)), "the site is kept where a test failed"
    triggers = WORKFLOWS["test"][True]
    assert "pull_request" in triggers and triggers["push"] == {"branches": ["main"]}
    assert WORKFLOWS["test"]["jobs"]["test"]["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in WORKFLOWS["publish"]["jobs"].items()}
    assert rights == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "remember": {"contents": "write", "pull-requests": "write"},
    }


@pytest.mark.parametrize(("said", "new"), [("nothing to add", ""), ("faq/b\nglossary/a", "faq/b\nglossary/a\n")])
def test_the_ids_that_are_new_go_to_the_job_that_remembers_them(said: str, new: str, tmp_path: Path) -> None:
    find = steps("publish", "build")[place("publish", "build", "helpdesk ids")]
    found = run(find, tmp_path / "find", IDS=said)
    assert "helpdesk ids --write" in found.calls
    assert found.outputs == f"new<<END\n{new}END\n"
    job = WORKFLOWS["publish"]["jobs"]
    assert job["build"]["outputs"] == {"new": f"${{{{ steps.{find['id']}.outputs.new }}}}"}
    assert job["remember"]["if"] == "needs.build.outputs.new != ''"
    checkout, remember = steps("publish", "remember")
    assert checkout["with"]["ref"] == "main", "main may have moved since the build"
    assert remember["env"]["NEW"] == "${{ needs.build.outputs.new }}"
    done = run(remember, tmp_path / "remember", NEW=new or "faq/a")
    wanted = sorted({"faq/a", "glossary/c", *new.split()})
    assert (done.folder / "docs/_data/ids.txt").read_text().split() == wanted
    commit, push, ask, create = done.calls[-4:]
    assert commit.endswith("docs/_data/ids.txt") and push.startswith("git push --force ")
    assert push.endswith("@github.com/given-REPOSITORY.git HEAD:remember-ids")
    assert ask.startswith("gh pr list --repo given-REPOSITORY --head remember-ids")
    assert create.startswith("gh pr create --repo given-REPOSITORY --head remember-ids --base main")
    nothing = run(remember, tmp_path / "nothing", commit, NEW="faq/a")
    assert (nothing.status, nothing.calls[-1]) == (0, commit), "without a commit nothing is pushed"
    there = run(remember, tmp_path / "there", NEW="faq/a", PULL="7")
    assert (there.status, there.calls[-1]) == (0, ask), "a pull request that is open has the pushed branch already"
    refused = run(remember, tmp_path / "refused", create, NEW="faq/a")
    assert refused.status == 1
    assert (
        "::error::" in refused.printed
        and "given-SERVER/given-REPOSITORY/compare/main...remember-ids" in refused.printed
    )


def test_make_test_runs_every_check() -> None:
    """What the workflows call `make test` is all of it: the style, the types, the words, the tests."""
    done = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    for part in ("ruff check .", "ruff format --check .", "mypy", "codespell", "-m pytest"):
        assert f"{part}" in done.stdout, part


@pytest.mark.parametrize(("status", "handed"), [("", False), (" M docs/_data/tools-computed.yaml", True)])
def test_a_table_of_tools_that_changed_becomes_a_pull_request(status: str, handed: bool, tmp_path: Path) -> None:
    """What runs the libraries may write nothing; what writes runs none of them."""
    jobs = WORKFLOWS["tools"]["jobs"]
    assert jobs["try"]["permissions"] == {"contents": "read"}
    assert jobs["propose"]["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert jobs["propose"]["needs"] == "try" and jobs["propose"]["if"] == "needs.try.outputs.table != ''"
    assert [step["run"] for step in steps("tools", "propose") if "make" in step.get("run", "")] == []
    hand = steps("tools", "try")[place("tools", "try", "GITHUB_OUTPUT")]
    assert place("tools", "try", "make tools") < place("tools", "try", "GITHUB_OUTPUT")
    assert jobs["try"]["outputs"] == {"table": f"${{{{ steps.{hand['id']}.outputs.table }}}}"}
    done = run(hand, tmp_path / "hand", STATUS=status)
    assert ("libraries: []" in done.outputs) == handed
    propose = steps("tools", "propose")[place("tools", "propose", "gh pr create")]
    proposed = run(propose, tmp_path / "propose", TABLE="libraries: [new]")
    assert (proposed.folder / "docs/_data/tools-computed.yaml").read_text() == "libraries: [new]\n"
    assert proposed.calls[-1].startswith("gh pr create --repo given-REPOSITORY --head tools-computed --base main")
    assert WORKFLOWS["tools"][True]["schedule"]
